"""The way to a safety plan, new or kept, and what comes of it."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction, SlotSet

from bot.actions.kept_plan_form import DEED, SHARED, SURE, begin, deed_asked
from bot.actions.lines import hours
from bot.actions.safety_plan_answers import KEPT_FORM, NEW, OPENED, SLOTS, WORD
from bot.actions.safety_plan_form import (
    CHANGING,
    DROP,
    DROPPED,
    DROPPING,
    KEEP,
    KEPT,
    LATER,
    OUTCOME,
    PART,
    SHARE,
)
from bot.actions.safety_plan_words import parts_of
from bot.actions.turn import SAFETY_PLAN_FORM as FORM
from bot.actions.turn import Event, Turn, TurnAction
from bot.store.records import SafetyPlan
from bot.usecases import safety_plans

_OF_A_NEW_ONE = (*SLOTS, KEEP, WORD, SHARE, DROP)
_OF_A_KEPT_ONE = (DEED, OPENED, NEW, SURE, SHARED)
_OF_BOTH = (PART, OUTCOME, CHANGING, DROPPING)


def emptied(*slots: str) -> list[Event]:
    """Events after which nothing of these slots is left."""
    return [*(SlotSet(slot, None) for slot in (*slots, *_OF_BOTH)), SlotSet("misses", 0)]


class BeginSafetyPlan(TurnAction):
    """A plan that is kept can be read, changed, shared and deleted; else one is made, or taken up where it was left."""

    def name(self) -> str:
        return "action_begin_safety_plan"

    async def act(self, turn: Turn) -> list[Event]:
        closed = [*_leave_other(turn), SlotSet("interrupted", None), SlotSet("asking", None)]
        plan = await safety_plans.kept(turn.scope)
        if plan is not None:
            return [*closed, *await _to_kept(turn, plan)]
        if turn.form != FORM:
            begun = any(turn.slot(slot) is not None for slot in SLOTS)
            turn.say("utter_plan_goes_on" if begun else "utter_plan_begins")
        return [*closed, *(SlotSet(slot, None) for slot in _OF_BOTH), FollowupAction(FORM)]


class FinishSafetyPlan(TurnAction):
    """Keeps the plan when, and only when, that was agreed to; the answers leave the dialogue, unless they wait for later."""

    def name(self) -> str:
        return "action_finish_safety_plan"

    async def act(self, turn: Turn) -> list[Event]:
        outcome = turn.slot(OUTCOME)
        if outcome == LATER:
            turn.say("utter_plan_paused", chat_hours=hours(turn.scope.program.retention.conversation))
            return [SlotSet(slot, None) for slot in _OF_BOTH]
        parts = parts_of(turn)
        if outcome == DROPPED or not parts:
            turn.say("utter_plan_dropped")
        elif turn.slot(KEEP) == KEPT:
            shared = turn.slot(SHARE) is True
            await safety_plans.keep(turn.scope, parts=parts, word=str(turn.slot(WORD)), shared=shared)
            turn.say("utter_plan_kept")
        else:
            turn.say("utter_plan_not_kept")
        return emptied(*_OF_A_NEW_ONE)


class FinishKeptPlan(TurnAction):
    """Closes the plan again."""

    def name(self) -> str:
        return "action_finish_kept_plan"

    async def act(self, turn: Turn) -> list[Event]:
        return emptied(*_OF_A_KEPT_ONE)


async def _to_kept(turn: Turn, plan: SafetyPlan) -> list[Event]:
    """Events that lead to what was asked for by name, or to the question what to do. What can be done at once, is."""
    deed = deed_asked(turn.text)
    if deed is not None and await begin(turn, plan, deed) is not None:
        return [*_closed(turn), SlotSet("interrupted", None), *emptied(*_OF_A_KEPT_ONE)]
    return [*emptied(*_OF_A_KEPT_ONE), SlotSet(DEED, deed), SlotSet(SHARED, plan.shared), FollowupAction(KEPT_FORM)]


def _leave_other(turn: Turn) -> list[Event]:
    return turn.leave_form() if turn.form not in (FORM, KEPT_FORM) else []


def _closed(turn: Turn) -> list[Event]:
    return turn.leave_form() if turn.form == KEPT_FORM else []
