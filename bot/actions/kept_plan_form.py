"""What a youth does with a plan that is kept: reading, changing, sharing, deleting it. Its words come only after theirs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.answers import plain
from bot.actions.forms import Answer
from bot.actions.lines import span_words
from bot.actions.safety_plan_answers import NEW, OPENED, leaves_out, offered, way_around
from bot.actions.safety_plan_form import OUTCOME, PART, PlanForm
from bot.actions.safety_plan_words import say_parts
from bot.actions.turn import Event, Turn
from bot.care import safety_plans as rules
from bot.care.spelling import words
from bot.store.records import SafetyPlan
from bot.usecases import safety_plans

DEED, SURE, SHARED = "plan_deed", "plan_sure", "plan_shared"
READ, CHANGE, SHARE, UNSHARE, DELETE = "read", "change", "share", "unshare", "delete"
DONE = "done"
_ORDER = (DEED, OPENED, PART, NEW)

# The first that is found counts: "change who may share it" is about sharing.
_DEEDS: tuple[tuple[str, frozenset[str]], ...] = (
    (DELETE, frozenset({"delete", "erase", "remove", "rid", "borrar", "borra", "borralo", "borrarlo", "eliminar", "elimina"})),
    (UNSHARE, frozenset({"unshare", "private", "privado"})),
    (SHARE, frozenset({"share", "compartir", "comparte"})),
    (CHANGE, frozenset({"change", "edit", "update", "add", "fix", "cambiar", "cambia", "agrega", "corrige", "editar"})),
    (READ, frozenset({"read", "show", "see", "open", "view", "leer", "leerlo", "leeme", "ver", "muestrame", "abrir", "abre"})),
)  # fmt: skip
_BUTTONS = {
    "let a person see it": SHARE, "que una persona lo vea": SHARE, "only i see it": UNSHARE, "que solo yo lo vea": UNSHARE,
}  # fmt: skip
_ABOUT_THE_PLAN = 7  # words at most: a longer text tells what a plan is to be about


def deed_named(text: str) -> str | None:
    """What a text wants done with the plan, where that was asked ("read it" -> "read"), or None."""
    said = words(text)
    by_button = _BUTTONS.get(" ".join(said))
    return by_button or next((deed for deed, named in _DEEDS if named & set(said)), None)


def deed_asked(text: str) -> str | None:
    """What a text by which the plan is brought up wants of it ("show me my plan" -> "read"); sharing it has to be chosen."""
    said = words(text)
    deed = deed_named(text) if "plan" in said and len(said) <= _ABOUT_THE_PLAN else None
    return deed if deed in (READ, CHANGE, DELETE) else None


class ValidateKeptPlanForm(PlanForm):
    """Reading and changing need the word; sharing and deleting do not, so that nobody is locked in with their plan."""

    def name(self) -> str:
        return "validate_kept_plan_form"

    def next_slot(self, turn: Turn) -> str | None:
        deed = turn.slot(DEED)
        if turn.slot(OUTCOME):
            return None
        if deed is None:
            return DEED
        if deed == DELETE:
            return SURE
        if not _is_open(turn):
            return OPENED
        return PART if turn.slot(PART) is None else NEW

    def is_answer(self, turn: Turn, slot: str) -> bool:
        """A right word is always one, however it sounds; only plain danger comes first."""
        right = slot == OPENED and turn.risk != "high" and safety_plans.is_its_word(turn.scope, turn.scope.said)
        return right or super().is_answer(turn, slot)

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> list[Event]:
        await safety_plans.kept(self._turn_of(dispatcher, tracker).scope)
        return await super().get_validation_events(dispatcher, tracker, domain)

    async def read(self, turn: Turn, slot: str) -> Answer:
        plan = await safety_plans.kept(turn.scope)
        if plan is None:
            turn.say("utter_status_none")
            return {OUTCOME: DONE}
        if turn.crossed:
            return self.ask_again(turn, slot, "utter_crossed")
        if slot == OPENED and safety_plans.is_its_word(turn.scope, turn.scope.said):
            return await self._open(turn, plan)
        around = way_around(turn, slot)
        if around in ("pause_referral", "cancel_request") or (leaves_out(turn) and slot in (DEED, OPENED, PART)):
            turn.say("utter_no_is_fine")
            return {OUTCOME: DONE}
        if around == "go_back":
            return _back(slot)
        if slot == DEED:
            return await self._begin(turn, plan, deed_named(turn.text))
        if slot == OPENED:
            return await self._open(turn, plan)
        return await (self._delete(turn) if slot == SURE else self._change(turn, plan, slot))

    async def _begin(self, turn: Turn, plan: SafetyPlan, deed: str | None) -> Answer:
        if deed is None:
            return self.ask_again(turn, DEED, "utter_again_choice")
        return await begin(turn, plan, deed) or {DEED: deed, "misses": 0}

    async def _open(self, turn: Turn, plan: SafetyPlan) -> Answer:
        turn.scope.keep_private()
        if rules.is_locked(plan.locked_until, turn.scope.now):
            return say_locked(turn, plan.locked_until)
        tried = await safety_plans.try_word(turn.scope, plan, turn.text or turn.scope.said)
        if tried.locked_until is not None:
            return say_locked(turn, tried.locked_until)
        if not tried.opened:
            turn.say("utter_plan_wrong_word", tries=str(tried.left))
            return {OPENED: None}
        if turn.slot(DEED) == CHANGE:
            return {OPENED: turn.scope.now.isoformat(), "misses": 0}
        say_parts(turn, plan.parts)
        turn.say("utter_plan_read_all")
        return {OUTCOME: DONE}

    async def _change(self, turn: Turn, plan: SafetyPlan, slot: str) -> Answer:
        if slot == PART or not _is_open(turn):
            part = rules.part_named(turn.text) if slot == PART else turn.slot(PART)
            return {PART: part, NEW: None} if part else self.ask_again(turn, PART, "utter_again_choice")
        turn.scope.keep_private()
        if plain(turn.text) == "0" or not turn.text:
            return {PART: None, NEW: None}
        emptied = offered(NEW, turn.text)
        if not emptied and not rules.fits(turn.text):
            return self.refuse(turn, NEW, "utter_plan_shorter")
        await safety_plans.change_part(turn.scope, plan, str(turn.slot(PART)), None if emptied else turn.text)
        turn.say("utter_plan_changed")
        return {PART: None, NEW: None, "misses": 0}

    async def _delete(self, turn: Turn) -> Answer:
        if turn.intent == "affirm":
            await safety_plans.delete(turn.scope)
            turn.say("utter_plan_deleted")
            return {OUTCOME: DONE}
        if turn.intent == "deny" or leaves_out(turn):
            turn.say("utter_it_stays")
            return {OUTCOME: DONE}
        return self.ask_again(turn, SURE, "utter_again_choice")


async def begin(turn: Turn, plan: SafetyPlan, deed: str) -> Answer | None:
    """What can be done at once, is; None when something has to be asked first."""
    if deed in (SHARE, UNSHARE):
        await safety_plans.share(turn.scope, plan, deed == SHARE)
        turn.say("utter_plan_shared" if deed == SHARE else "utter_plan_unshared")
        return {OUTCOME: DONE}
    if deed in (READ, CHANGE) and rules.is_locked(plan.locked_until, turn.scope.now):
        return say_locked(turn, plan.locked_until)
    return None


def say_locked(turn: Turn, until: datetime | None) -> Answer:
    """The truth: how long, that nobody was told, and what still works."""
    left = until - turn.scope.now if until else rules.LOCKED_FOR
    turn.say("utter_plan_locked", wait=span_words(left, turn.language))
    return {OUTCOME: DONE}


def _is_open(turn: Turn) -> bool:
    at = turn.slot(OPENED)
    return rules.is_open(datetime.fromisoformat(at) if at else None, turn.scope.now)


def _back(slot: str) -> Answer:
    """Slots that open the question before; before the first there is none."""
    if slot == NEW:
        return {PART: None, NEW: None}
    return {DEED: None, PART: None}
