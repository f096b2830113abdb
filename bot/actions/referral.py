"""The way into the self-referral, around it, and what comes of it."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from bot.actions.answers import SKIPPED, field_named
from bot.actions.checkin_answers import FORM as CHECKIN_FORM
from bot.actions.lines import hours, lines
from bot.actions.open_questions import ask
from bot.actions.referral_form import CHANGE, CONSENT, QUESTIONS, SUMMARY, change
from bot.actions.referral_words import agency_for, sent_words, standing_words
from bot.actions.turn import Event, Turn, TurnAction
from bot.actions.waiting import speaks_of_waiting, stop_waiting
from bot.usecases import referrals


def _emptied(stage: str) -> list[Event]:
    """Events after which no answer of the self-referral is left."""
    kept = ("changing", "shares_number", "misses", "interrupted", "asking")
    slots = dict.fromkeys((*QUESTIONS, SUMMARY, CONSENT, CHANGE))
    return [
        *(SlotSet(name, None) for name in slots),
        *(SlotSet(name, {"changing": False, "shares_number": False, "misses": 0}.get(name)) for name in kept),
        SlotSet("referral_stage", stage),
    ]


def _opened(turn: Turn) -> list[Event]:
    """Events that open the questions, and the word for it: from the start, or where they were left."""
    answered = any(turn.slot(slot) is not None for slot in QUESTIONS)
    if turn.form is None:
        turn.say("utter_referral_goes_on" if answered else "utter_referral_begins")
    return [
        SlotSet("referral_stage", "open"),
        SlotSet("interrupted", None),
        SlotSet("asking", None),
        SlotSet("outcome", "go_on"),
    ]


class BeginReferral(TurnAction):
    """Opens the questions. Who already sent one is asked first whether another is wanted."""

    def name(self) -> str:
        return "action_begin_referral"

    async def act(self, turn: Turn) -> list[Event]:
        unfinished = turn.slot("referral_stage") in ("open", "paused")
        sent = None if unfinished else await sent_words(turn)
        if sent is None:
            return _opened(turn)
        return [*await ask(turn, "another", **sent), SlotSet("outcome", "already_sent")]


class BeginAnother(TurnAction):
    """Opens the questions although one was sent before."""

    def name(self) -> str:
        return "action_begin_another"

    async def act(self, turn: Turn) -> list[Event]:
        return _opened(turn)


class PauseReferral(TurnAction):
    """Leaves the questions; they are taken up when the youth wants."""

    def name(self) -> str:
        return "action_pause_referral"

    async def act(self, turn: Turn) -> list[Event]:
        if CHECKIN_FORM in (turn.form, turn.slot("interrupted")):
            turn.say("utter_checkins_put_off")
            return [*turn.leave_form(), SlotSet("interrupted", None), SlotSet("asking", None)]
        begun = turn.form == "referral_form" or turn.slot("interrupted") == "referral_form"
        kept = hours(turn.scope.program.retention.conversation)
        turn.say("utter_referral_paused" if begun else "utter_nothing_to_pause", chat_hours=kept)
        return [*turn.leave_form(), SlotSet("interrupted", None), SlotSet("asking", None)]


class ChangeAnswer(TurnAction):
    """Opens the named answer again, or asks which one."""

    def name(self) -> str:
        return "action_change_answer"

    async def act(self, turn: Turn) -> list[Event]:
        if turn.slot("referral_stage") not in ("open", "paused"):
            return [SlotSet("outcome", "nothing")]
        field = field_named(turn.text)
        changed = [SlotSet(name, value) for name, value in change(turn, field).items()]
        closed = [SlotSet("interrupted", None), SlotSet("asking", None)]
        return [*changed, *closed, SlotSet("referral_stage", "open"), SlotSet("outcome", "go_on")]


class CancelRequest(TurnAction):
    """Takes back what was asked of people: waiting for a person, open questions, a referral that was sent.

    While a form is open "never mind" means its questions, unless the words are about waiting.
    """

    def name(self) -> str:
        return "action_cancel_request"

    async def act(self, turn: Turn) -> list[Event]:
        if (turn.form is None or speaks_of_waiting(turn.text)) and await stop_waiting(turn):
            return [SlotSet("asking", None), SlotSet("outcome", "go_on")]
        if turn.slot("referral_stage") in ("open", "paused"):
            return [*await ask(turn, "drop"), SlotSet("outcome", "ask")]
        sent = await sent_words(turn)
        if sent is not None:
            return [*await ask(turn, "withdraw", **sent), SlotSet("outcome", "ask")]
        turn.say("utter_nothing_to_take_back")
        return [SlotSet("outcome", "go_on")]


class DropReferral(TurnAction):
    """Erases the answers; nothing was sent."""

    def name(self) -> str:
        return "action_drop_referral"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_referral_dropped")
        return _emptied("none")


class WithdrawReferral(TurnAction):
    """Takes the consent back and withdraws what was sent."""

    def name(self) -> str:
        return "action_withdraw_referral"

    async def act(self, turn: Turn) -> list[Event]:
        sent = await sent_words(turn)
        if sent is None:
            turn.say("utter_status_none")
            return [SlotSet("referral_stage", "none")]
        await referrals.withdraw(turn.scope)
        turn.say("utter_withdrawn", **sent)
        return [SlotSet("referral_stage", "none")]


class FinishReferral(TurnAction):
    """Sends the answers when, and only when, the consent was given; the answers leave the dialogue either way."""

    def name(self) -> str:
        return "action_finish_referral"

    async def act(self, turn: Turn) -> list[Event]:
        answers = {slot: turn.slot(slot) for slot in QUESTIONS if turn.slot(slot) not in (None, SKIPPED)}
        if not answers:
            turn.say("utter_nothing_answered")
            return _emptied("none")
        agency = agency_for(turn)
        if agency is None:
            turn.say("utter_no_agency", **lines(turn.scope.program, turn.language))
            return _emptied("none")
        if turn.slot(CONSENT) is not True:
            turn.say("utter_referral_not_sent")
            return _emptied("none")
        # Whoever passes the answers on has to know whether this phone's number goes with them.
        number = "goes with it" if turn.slot("shares_number") else "is not to be passed on"
        standing = await referrals.submit(turn.scope, answers={**answers, "this_number": number}, agency=agency)
        turn.say("utter_referral_sent", **standing_words(turn, standing))
        return _emptied("sent")
