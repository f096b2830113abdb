"""The questions by which a safety plan is made: the parts, whether it is kept, the word that opens it, who may see it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from bot.actions.answers import SKIPPED
from bot.actions.forms import Answer, QuestionForm
from bot.actions.safety_plan_answers import SLOTS, WORD, is_meant, leaves_out, offered, way_around
from bot.actions.safety_plan_words import parts_of, say_parts
from bot.actions.turn import PLAN_PREFIX, REQUESTED_SLOT, Event, Turn, TurnAction
from bot.care import safety_plans as rules
from bot.care.choices import read_choices
from bot.usecases import safety_plans

KEEP, SHARE, PART, DROP = "plan_keep", "plan_share", "plan_part", "plan_drop"
OUTCOME, CHANGING, DROPPING = "plan_outcome", "plan_changing", "plan_dropping"
KEPT, NOT_KEPT = "kept", "not_kept"
LATER, DROPPED = "later", "dropped"
_ORDER = (*SLOTS, KEEP, WORD, SHARE)
_NO_WORD = {
    "short": "utter_plan_word_short",
    "long": "utter_plan_word_long",
    "used": "utter_plan_word_used",
    "easy": "utter_plan_word_easy",
}


class PlanForm(QuestionForm):
    """A form that asks what `next_slot` says, and is over when that is nothing."""

    def is_answer(self, turn: Turn, slot: str) -> bool:
        return is_meant(turn, slot)

    async def next_requested_slot(self, dispatcher: Any, tracker: Any, domain: Any) -> Event | None:
        event: Event = SlotSet(REQUESTED_SLOT, self.next_slot(self._turn_of(dispatcher, tracker)))
        return event

    def refuse(self, turn: Turn, slot: str, response: str) -> Answer:
        """One word on why it does not fit; the second time on the ways around."""
        missed = float(turn.slot("misses") or 0) + 1
        return self.ask_again(turn, slot, "utter_skipping_is_fine" if missed > 1 else response, misses=missed)


class ValidateSafetyPlanForm(PlanForm):
    """Every part can be left out, and everything can be left: no answer is held on to."""

    def name(self) -> str:
        return "validate_safety_plan_form"

    def next_slot(self, turn: Turn) -> str | None:
        if turn.slot(OUTCOME):
            return None
        if turn.slot(DROPPING):
            return DROP
        if turn.slot(CHANGING):
            return PART
        unasked = next((slot for slot in SLOTS if turn.slot(slot) is None), None)
        if unasked or not parts_of(turn):
            return unasked
        if turn.slot(KEEP) != KEPT:
            return None if turn.slot(KEEP) else KEEP
        return next((slot for slot in (WORD, SHARE) if turn.slot(slot) is None), None)

    async def read(self, turn: Turn, slot: str) -> Answer:
        if turn.crossed:
            return self.ask_again(turn, slot, "utter_crossed")
        around = way_around(turn, slot)
        if around is not None:
            return self._go_around(turn, slot, around)
        if slot in SLOTS:
            return self._read_part(turn, slot)
        if slot == WORD:
            return await self._read_word(turn)
        return self._read_choice(turn, slot)

    def _go_around(self, turn: Turn, slot: str, around: str) -> Answer:
        if around == "pause_referral":
            return {OUTCOME: LATER}
        if around == "cancel_request":
            return {DROPPING: True} if parts_of(turn) else {OUTCOME: DROPPED}
        if around == "change_answer":
            return _change(rules.part_named(turn.text))
        return _back(turn, slot) if around == "go_back" else {slot: None}

    def _read_part(self, turn: Turn, slot: str) -> Answer:
        turn.scope.keep_private()
        if leaves_out(turn):
            return {slot: SKIPPED, "misses": 0}
        if not turn.text or turn.is_surely("affirm") or read_choices(turn.text) is not None:
            return self.refuse(turn, slot, "utter_plan_own_words")
        if not rules.fits(turn.text):
            return self.refuse(turn, slot, "utter_plan_shorter")
        return {slot: turn.text, "misses": 0}

    async def _read_word(self, turn: Turn) -> Answer:
        """The word, or none: then the plan cannot be kept, and whether to drop it is asked, since the no may be the word."""
        turn.scope.keep_private()
        if leaves_out(turn):
            return {DROPPING: True}
        why = "used" if await safety_plans.other_use(turn.scope, turn.text) else rules.why_no_word(turn.text)
        if why is not None:
            return self.ask_again(turn, WORD, _NO_WORD[why])
        return {WORD: rules.spelled(turn.text), "misses": 0}

    def _read_choice(self, turn: Turn, slot: str) -> Answer:
        if slot == PART:
            part = rules.part_named(turn.text)
            return _change(part) if part or not leaves_out(turn) else {PART: None, CHANGING: False}
        if slot == KEEP and offered(KEEP, turn.text):
            turn.scope.keep_private()
            say_parts(turn, parts_of(turn))
            return {KEEP: None}
        if slot == DROP and turn.slot(KEEP) == KEPT and turn.slot(WORD) is None:
            turn.scope.keep_private()  # Asked in place of the word, which may be said once more instead of a yes or no.
        skipped = slot != KEEP and leaves_out(turn)  # Nothing that was written is given up by a slip of the thumb.
        if turn.intent not in ("affirm", "deny") and not skipped:
            return self.ask_again(turn, slot, "utter_again_choice")
        agreed = turn.intent == "affirm"
        if slot == DROP:
            return {OUTCOME: DROPPED} if agreed else {DROPPING: False}
        return {slot: (KEPT if agreed else NOT_KEPT) if slot == KEEP else agreed}


def _change(part: str | None) -> Answer:
    """Slots that open one part again, or the question which one. Whether it is kept is asked anew afterwards."""
    opened: Answer = {f"{PLAN_PREFIX}{part}": None} if part else {}
    return {KEEP: None, WORD: None, PART: None, CHANGING: part is None, "misses": 0, **opened}


def _back(turn: Turn, slot: str) -> Answer:
    """Slots that open the question before."""
    if slot in (PART, DROP):
        return {CHANGING: False, DROPPING: False}
    before = _ORDER[: _ORDER.index(slot)] if slot in _ORDER else ()
    return {"misses": 0, **dict.fromkeys(before[-1:]), slot: None}


class AskPlanKeep(TurnAction):
    """What is kept, for how long, and that a no is fine."""

    def name(self) -> str:
        return "action_ask_plan_keep"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_ask_plan_keep", days=str(turn.scope.program.retention.safety_plan.days))
        return []
