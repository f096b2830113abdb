"""The questions about check-ins: when, in which zone, as what, what follows without an answer, the secret word, the consent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from rasa_sdk.events import SlotSet

from bot.actions.answers import SKIPPED, plain
from bot.actions.checkin_answers import (
    AGAIN,
    CHANGE,
    CONFIRM,
    COVER,
    PEOPLE,
    QUESTIONS,
    WHEN,
    WORD,
    ZONE,
    cover_named,
    field_named,
    is_meant,
    minutes_named,
    named_shortly,
    zone_named,
)
from bot.actions.checkin_when import MISSING, SAID, hear_when
from bot.actions.checkin_words import (
    KEPT,
    OWN_WORDS,
    SAID_AT,
    details_of,
    next_words,
    standing_details,
    zone_of,
)
from bot.actions.forms import Answer, QuestionForm
from bot.actions.turn import REQUESTED_SLOT, Event, Turn
from bot.care.checkins import OWN
from bot.care.covers import COVERS
from bot.care.duress_words import refusal
from bot.care.safety_plans import holds_word
from bot.care.spelling import words
from bot.care.wording import segments, sms_spelling
from bot.care.wrong_person import reveals
from bot.usecases import safety_plans

CHANGING = "checkin_changing"
ALL_SLOTS = (*QUESTIONS, CHANGE, OWN_WORDS, SAID_AT, SAID, MISSING, CHANGING)
DROPPED: Answer = {CONFIRM: False, REQUESTED_SLOT: None}
SURE_ENOUGH_TO_CONSENT = 0.7
"""A typed yes below this confidence is asked once more; the button is always sure."""

_WHY_NOT = {
    "everything": "utter_checkin_not_a_time", "one_time": "utter_checkin_one_time", "gone_by": "utter_checkin_gone_by",
    "too_far": "utter_checkin_too_far",
}  # fmt: skip
_REFUSED = {
    "taken": "utter_checkin_duress_taken", "common": "utter_checkin_duress_common", "long": "utter_checkin_duress_long",
}  # fmt: skip
_ROOM_FOR_ANSWERS = "\n1 Todo bien\n2 No tan bien\n3 Hablamos"


class ValidateCheckinForm(QuestionForm):
    """Nothing is guessed: what is missing of a time is asked for itself, and all of it is read back before it counts."""

    def name(self) -> str:
        return "validate_checkin_form"

    def is_answer(self, turn: Turn, slot: str) -> bool:
        return is_meant(turn, slot)

    def next_slot(self, turn: Turn) -> str | None:
        return CHANGE if turn.slot(CHANGING) else None

    async def read(self, turn: Turn, slot: str) -> Answer:
        if turn.crossed:
            return self.ask_again(turn, slot, "utter_crossed")
        if turn.is_surely("cancel_request"):
            return DROPPED
        readers: dict[str, Callable[[Turn], Awaitable[Answer]]] = {
            WHEN: self._when, ZONE: self._zone, COVER: self._cover, AGAIN: self._again_after, PEOPLE: self._people,
            WORD: self._word, CONFIRM: self._confirm, CHANGE: self._change,
        }  # fmt: skip
        return await readers[slot](turn)

    async def _when(self, turn: Turn) -> Answer:
        if _left_out(turn) or turn.is_surely("deny"):
            return DROPPED
        heard = hear_when(turn, turn.text, zone_of(turn, await standing_details(turn)))
        if heard.get(WHEN) is None and heard.get(MISSING) is None:
            turn.say(_WHY_NOT[heard.pop("why")])
        heard.pop("why", None)
        return heard

    async def _zone(self, turn: Turn) -> Answer:
        zone = str(turn.scope.program.zone) if _left_out(turn) else zone_named(turn.text, turn.scope)
        return self.ask_again(turn, ZONE, "utter_checkin_zone_unknown") if zone is None else {ZONE: zone}

    async def _cover(self, turn: Turn) -> Answer:
        if turn.slot(MISSING) == OWN:
            return self._own_words(turn)
        cover = COVERS[0] if _left_out(turn) else cover_named(turn.text)
        if cover == OWN:
            return {COVER: None, MISSING: OWN}
        return {COVER: cover, OWN_WORDS: None} if cover else self.ask_again(turn, COVER, "utter_again_choice")

    def _own_words(self, turn: Turn) -> Answer:
        if _left_out(turn):
            return {COVER: None, MISSING: None}
        text = " ".join(turn.text.split())
        names = (turn.scope.program.name, *(agency.name for agency in turn.scope.program.agencies))
        telling = reveals(text, turn.language, names)
        if telling:
            turn.say("utter_checkin_words_tell", word=telling[0][:40])
            return {COVER: None}
        if not words(text) or segments(sms_spelling(text + _ROOM_FOR_ANSWERS)).count > 2:
            return self.ask_again(turn, COVER, "utter_checkin_words_length")
        return {COVER: OWN, OWN_WORDS: text, MISSING: None}

    async def _again_after(self, turn: Turn) -> Answer:
        minutes = 20 if _left_out(turn) else minutes_named(turn.text)
        return {AGAIN: str(minutes)} if minutes else self.ask_again(turn, AGAIN, "utter_again_choice")

    async def _people(self, turn: Turn) -> Answer:
        if turn.intent in ("affirm", "deny") or _left_out(turn):
            return {PEOPLE: "no" if turn.intent == "deny" else "yes"}
        return self.ask_again(turn, PEOPLE, "utter_again_choice")

    async def _word(self, turn: Turn) -> Answer:
        turn.scope.keep_private()
        if _left_out(turn) or turn.is_surely("deny"):
            return {WORD: SKIPPED}
        word = turn.text.strip(" .,;:!?\"'")
        refused = refusal(word)
        if refused is None and await self._opens_a_plan(turn, word):
            refused = "taken"
        return {WORD: word} if refused is None else self.ask_again(turn, WORD, _REFUSED[refused])

    async def _opens_a_plan(self, turn: Turn, word: str) -> bool:
        """A word with two meanings would be heard as the alarm, and the plan would never open."""
        chosen = turn.slot("plan_word")
        return bool(chosen and holds_word(str(chosen), word)) or await safety_plans.is_in_use(turn.scope, word)

    async def _confirm(self, turn: Turn) -> Answer:
        if turn.intent == "deny" or _left_out(turn):
            return {CONFIRM: False}
        if turn.intent == "change_answer" or named_shortly(turn.text):
            return change(field_named(turn.text))
        if turn.intent != "affirm" or turn.confidence < SURE_ENOUGH_TO_CONSENT:
            return self.ask_again(turn, CONFIRM, "utter_again_choice")
        details = details_of(turn, await standing_details(turn))
        if details is None or next_words(turn, details) is None:
            turn.say("utter_checkin_gone_by")
            return change(WHEN)
        return {CONFIRM: True}

    async def _change(self, turn: Turn) -> Answer:
        field = field_named(turn.text)
        if field is not None:
            return change(field)
        if _left_out(turn) or turn.is_surely("deny"):
            return {CHANGE: None, CHANGING: False}
        return self.ask_again(turn, CHANGE, "utter_again_choice")


def change(field: str | None) -> Answer:
    """Slots that open one answer again, or the question which one; the summary comes once more afterwards."""
    again: Answer = {CONFIRM: None, CHANGE: None, CHANGING: field is None, MISSING: None, SAID: None}
    return again if field is None else {**again, field: None}


def back(turn: Turn) -> list[Event]:
    """Events that open the question before the one that is asked."""
    if turn.slot(CHANGING):
        return [SlotSet(CHANGING, False)]
    if turn.slot(MISSING):
        return [SlotSet(MISSING, None), SlotSet(SAID, None)]
    asked = turn.slot(REQUESTED_SLOT)
    before = QUESTIONS[: QUESTIONS.index(asked)] if asked in QUESTIONS else ()
    return [SlotSet(slot, None) for slot in [slot for slot in before if turn.slot(slot) != KEPT][-1:]]


def _left_out(turn: Turn) -> bool:
    return turn.is_surely("skip") or plain(turn.text) == "0"
