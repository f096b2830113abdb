"""The first words: the wish is remembered, it is asked whether it is ok to text, the notice is told and recorded."""

from __future__ import annotations

from rasa_sdk.events import ActionExecuted, SlotSet, UserUttered

from bot.actions.answers import INTERRUPT_FIRST_CONTACT
from bot.actions.checkin_words import FIRST_WORDS
from bot.actions.forms import Answer, QuestionForm
from bot.actions.lines import lines
from bot.actions.turn import Event, Turn, TurnAction
from bot.usecases import notices

MENU = "show_menu"
WISHES = frozenset({
    "ask_status", "cancel_request", "change_checkins", "checkin_not_ok", "find_service", "make_safety_plan",
    "request_help", "request_help_for_other", "request_human", "resume_referral", "show_menu", "start_checkins",
    "start_referral",
})  # fmt: skip
"""What somebody can ask for in a first text; it is taken up once the first contact is made."""

_UNCLEAR_ANSWERS_TAKEN = 2


class NoteWish(TurnAction):
    """Remembers what a first text asked for."""

    def name(self) -> str:
        return "action_note_wish"

    async def act(self, turn: Turn) -> list[Event]:
        wish = turn.intent if turn.intent in WISHES else turn.slot("wanted")
        if turn.choice is not None:
            # Who was called in a crisis could not come; the times that are offered then begin with asking again.
            wish = "request_human"
        if turn.slot("introduced"):
            turn.say("utter_welcome_back", program=turn.scope.program.name)
        about_checkins = SlotSet(FIRST_WORDS, turn.text if wish == "start_checkins" else None)
        return [SlotSet("wanted", wish), SlotSet("asking", None), about_checkins]


class AskOkToText(TurnAction):
    """Says who we are, once, and asks whether it is ok to text now."""

    def name(self) -> str:
        return "action_ask_ok_to_text"

    async def act(self, turn: Turn) -> list[Event]:
        if not turn.slot("introduced"):
            turn.say("utter_welcome", program=turn.scope.program.name)
        turn.say("utter_ok_to_text")
        return [SlotSet("introduced", True)]


class ValidateFirstContactForm(QuestionForm):
    """Whoever answers with a wish has shown that texting is ok; nobody is asked more than twice."""

    def name(self) -> str:
        return "validate_first_contact_form"

    def is_answer(self, turn: Turn, slot: str) -> bool:
        return turn.intent not in INTERRUPT_FIRST_CONTACT

    async def read(self, turn: Turn, slot: str) -> Answer:
        wish = turn.intent if turn.intent in WISHES else turn.slot("wanted")
        if turn.crossed:
            return self.ask_again(turn, slot, "utter_crossed", wanted=wish)
        if turn.intent == "deny":
            return {slot: False}
        missed = float(turn.slot("misses") or 0) + 1
        if turn.intent in ("affirm", "checkin_ok") or turn.intent in WISHES or missed >= _UNCLEAR_ANSWERS_TAKEN:
            return {slot: True, "wanted": wish, "misses": 0}
        return self.ask_again(turn, slot, "utter_just_a_number", misses=missed)


class FinishFirstContact(TurnAction):
    """Whether the talk goes on now."""

    def name(self) -> str:
        return "action_finish_first_contact"

    async def act(self, turn: Turn) -> list[Event]:
        goes_on = turn.slot("ok_to_text") is True
        return [
            SlotSet("ok_to_text", None),
            SlotSet("misses", 0),
            SlotSet("outcome", "go_on" if goes_on else "not_now"),
        ]


class TellComeBack(TurnAction):
    """Not now never ends help: the way back and the lines are told."""

    def name(self) -> str:
        return "action_tell_come_back"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_come_back", **lines(turn.scope.program, turn.language))
        return []


class GiveNotice(TurnAction):
    """Tells what is kept, who sees it and what must be reported, and records that it was told."""

    def name(self) -> str:
        return "action_give_notice"

    async def act(self, turn: Turn) -> list[Event]:
        await notices.record(turn.scope)
        turn.say("utter_notice")
        turn.say("utter_no_name_needed")
        return [SlotSet("first_contact", "done")]


class TakeUpWish(TurnAction):
    """Goes on with the remembered wish as if it had been said just now, so that its own rules answer it."""

    def name(self) -> str:
        return "action_take_up_wish"

    async def act(self, turn: Turn) -> list[Event]:
        wish = turn.slot("wanted") or MENU
        intent = {"name": wish, "confidence": 1.0}
        said = UserUttered(f"/{wish}", {"intent": intent, "entities": [], "intent_ranking": [intent]})
        return [SlotSet("wanted", None), ActionExecuted("action_listen"), said]
