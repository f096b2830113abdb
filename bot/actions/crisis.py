"""Help first: each answer leaves an open form, tells the people behind us, and asks at most one thing."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from bot.actions.answers import CRISIS
from bot.actions.lines import lines, waits
from bot.actions.open_questions import ask
from bot.actions.turn import Event, Turn, TurnAction
from bot.usecases import handoffs


def _words(turn: Turn) -> dict[str, str]:
    return {**lines(turn.scope.program, turn.language), **waits(turn.scope, turn.language, urgent=True)}


def _is_sure(turn: Turn) -> bool:
    """Whether people are told at once; anything less gets one gentle question.

    A no to "are you safe", or a choice from our own list, is sure; words are sure when the risk is high by all that was heard.
    """
    chosen = not turn.text and turn.risk == "none"
    return turn.intent not in CRISIS or chosen or turn.risk == "high"


async def _ask_gently(turn: Turn) -> list[Event]:
    turn.say("utter_want_to_be_sure", **_words(turn))
    return await ask(turn, "safe_now")


class AnswerSelfHarm(TurnAction):
    """Thanks, 988, people are told, and one direct question."""

    def name(self) -> str:
        return "action_answer_self_harm"

    async def act(self, turn: Turn) -> list[Event]:
        if not _is_sure(turn):
            return await _ask_gently(turn)
        await handoffs.request(turn.scope, reason="risk")
        turn.say("utter_self_harm", **_words(turn))
        return await ask(turn, "safe_now")


class AnswerDanger(TurnAction):
    """The shortest answer there is; nothing is asked."""

    def name(self) -> str:
        return "action_answer_danger"

    async def act(self, turn: Turn) -> list[Event]:
        if not _is_sure(turn):
            return await _ask_gently(turn)
        await handoffs.request(turn.scope, reason="risk")
        turn.say("utter_danger", **_words(turn))
        return [*turn.leave_form(), SlotSet("asking", "danger")]


class AnswerMedical(TurnAction):
    """The numbers first; then it stays reachable, as briefly as in danger."""

    def name(self) -> str:
        return "action_answer_medical"

    async def act(self, turn: Turn) -> list[Event]:
        if not _is_sure(turn):
            return await _ask_gently(turn)
        await handoffs.request(turn.scope, reason="risk")
        turn.say("utter_medical", **_words(turn))
        return [*turn.leave_form(), SlotSet("asking", "danger")]


class AnswerExploitation(TurnAction):
    """Believed, without a promise and without questions about it; one gentle question about now."""

    def name(self) -> str:
        return "action_answer_exploitation"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_believed", **_words(turn))
        return await ask(turn, "safe_now")


class AnswerRunaway(TurnAction):
    """A line made for it, and one gentle question about now."""

    def name(self) -> str:
        return "action_answer_runaway"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_runaway", **_words(turn))
        return await ask(turn, "safe_now")


class AskIfSafe(TurnAction):
    """Not ok may mean much: one gentle question."""

    def name(self) -> str:
        return "action_ask_if_safe"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_sorry_it_is_hard")
        return await ask(turn, "safe_now")


class StayQuiet(TurnAction):
    """Somebody in danger answered; a sign of life, no more."""

    def name(self) -> str:
        return "action_stay_quiet"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_still_here")
        return []
