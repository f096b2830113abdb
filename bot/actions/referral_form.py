"""The questions of the self-referral: reading answers, skipping, going back, changing, the summary and the consent."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from bot.actions.answers import (
    CRISIS,
    SKIPPED,
    THEY_REACH_OUT,
    THIS_NUMBER,
    TOLD,
    field_named,
    is_meant,
    named_shortly,
    plain,
)
from bot.actions.forms import Answer, QuestionForm
from bot.actions.referral_readers import Refused, read_answer, reads_as
from bot.actions.referral_words import agency_for, consent_words, summary_words
from bot.actions.turn import REQUESTED_SLOT, Event, Turn, TurnAction

QUESTIONS = ("name_to_use", "age_band", "area", "needs", "safe_way", "safe_time", "leave_message", "anything_else")
SUMMARY, CONSENT, CHANGE = "summary_right", "referral_consent", "change_which"
SURE_ENOUGH_TO_CONSENT = 0.7
"""A typed yes below this confidence is asked once more; the button is always sure."""


class ValidateReferralForm(QuestionForm):
    """One gentle word after an answer that does not fit, then the ways around; nobody is held at a question."""

    def name(self) -> str:
        return "validate_referral_form"

    def is_answer(self, turn: Turn, slot: str) -> bool:
        return is_meant(slot, turn.text, turn.intent, turn.confidence, turn.risk) or self._reads_as(turn, slot)

    def _reads_as(self, turn: Turn, slot: str) -> bool:
        if slot in (SUMMARY, CONSENT):
            return turn.intent not in CRISIS and named_shortly(turn.text) is not None
        return reads_as(turn, slot)

    def next_slot(self, turn: Turn) -> str | None:
        return CHANGE if turn.slot("changing") else None

    async def read(self, turn: Turn, slot: str) -> Answer:
        if turn.crossed:
            return self.ask_again(turn, slot, "utter_crossed")
        if slot == SUMMARY:
            return self._read_summary(turn)
        if slot == CONSENT:
            return self._read_consent(turn)
        if slot == CHANGE:
            return self._read_change(turn)
        if turn.is_surely("skip") or plain(turn.text) == "0":
            return {**_with_dependents(slot, SKIPPED), "misses": 0}
        value = read_answer(turn, slot)
        if isinstance(value, Refused):
            return self._refuse(turn, slot, value)
        if turn.intent in TOLD and turn.is_surely(turn.intent) and slot in ("needs", "anything_else"):
            turn.say("utter_told_in_answer")
        return {**_with_dependents(slot, value), "misses": 0}

    def _refuse(self, turn: Turn, slot: str, refused: Refused) -> Answer:
        missed = float(turn.slot("misses") or 0) + 1
        return self.ask_again(turn, slot, "utter_skipping_is_fine" if missed > 1 else refused.response, misses=missed)

    def _read_summary(self, turn: Turn) -> Answer:
        if turn.intent == "deny" or named_shortly(turn.text):
            return change(turn, named_shortly(turn.text))
        if turn.intent != "affirm":
            return self.ask_again(turn, SUMMARY, "utter_again_choice")
        answered = any(turn.slot(question) not in (None, SKIPPED) for question in QUESTIONS)
        if not answered or agency_for(turn) is None:
            # There is nothing to send, or nobody who can be named to consent to: the form ends and says so.
            return {SUMMARY: True, REQUESTED_SLOT: None}
        return {SUMMARY: True, "misses": 0}

    def _read_consent(self, turn: Turn) -> Answer:
        if turn.intent == "deny":
            return {CONSENT: False}
        if named_shortly(turn.text):
            return change(turn, named_shortly(turn.text))
        if turn.intent == "affirm" and turn.confidence >= SURE_ENOUGH_TO_CONSENT:
            return {CONSENT: True}
        return self.ask_again(turn, CONSENT, "utter_again_choice")

    def _read_change(self, turn: Turn) -> Answer:
        field = field_named(turn.text)
        if field is not None:
            return change(turn, field)
        if turn.is_surely("skip") or turn.is_surely("deny") or plain(turn.text) == "0":
            return {CHANGE: None, "changing": False}
        return self.ask_again(turn, CHANGE, "utter_again_choice")


def change(turn: Turn, field: str | None) -> Answer:
    """Slots that open one answer again, or the question which one; the summary comes once more afterwards."""
    again: Answer = {SUMMARY: None, CONSENT: None, "misses": 0, CHANGE: None, "changing": field is None}
    if field is None:
        return again
    opened = ("safe_way", "safe_time", "leave_message") if field == "safe_way" else (field,)
    return {**again, **dict.fromkeys(opened)}


def back(turn: Turn) -> list[Event]:
    """Events that open the question before the one that is asked."""
    if turn.slot("changing"):
        return [SlotSet("changing", False)]
    order = (*QUESTIONS, SUMMARY, CONSENT)
    asked = turn.slot(REQUESTED_SLOT)
    before = order[: order.index(asked)] if asked in order else ()
    if turn.slot("safe_way") and plain(turn.slot("safe_way")) in THEY_REACH_OUT:
        before = tuple(slot for slot in before if slot not in ("safe_time", "leave_message"))
    return [SlotSet(name, None) for name in before[-1:]] + [SlotSet("misses", 0)]


def _with_dependents(slot: str, value: str) -> Answer:
    """Whoever wants nobody to reach out need not say when, nor whether a message may be left."""
    if slot != "safe_way":
        return {slot: value}
    shares = {slot: value, "shares_number": plain(value) in THIS_NUMBER}
    if plain(value) in THEY_REACH_OUT:
        return {**shares, "safe_time": SKIPPED, "leave_message": SKIPPED}
    return shares


class AskSummaryRight(TurnAction):
    """All answers as they were given, then whether they are right."""

    def name(self) -> str:
        return "action_ask_summary_right"

    async def act(self, turn: Turn) -> list[Event]:
        words = summary_words(turn)
        turn.say("utter_summary_who", **words)
        turn.say("utter_summary_how", **words)
        turn.say("utter_ask_summary_right")
        return []


class AskReferralConsent(TurnAction):
    """What is sent, to whom, for how long, how to take it back."""

    def name(self) -> str:
        return "action_ask_referral_consent"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_ask_referral_consent", **consent_words(turn))
        return []
