"""Plans and check-ins to store, with every field filled and only what a test cares about to be named."""

from __future__ import annotations

from typing import Any

from bot.care.ids import new_id
from bot.store import Checkin, CheckinPlan, Conversation, SafetyPlan, Store
from tests.store.records import NOW


def checkin_plan(talk: Conversation, **fields: Any) -> CheckinPlan:
    known = {"id": new_id(), "status": "active", "details": {"cover": "practice"}, "created_at": NOW, "changed_at": NOW}
    return CheckinPlan(subject_id=talk.subject_id, conversation_id=talk.id, **{**known, **fields})


async def a_stored_plan(store: Store, talk: Conversation, **fields: Any) -> CheckinPlan:
    record = checkin_plan(talk, **fields)
    async with store.unit_of_work() as uow:
        await uow.checkin_plans.add(record)
        await uow.commit()
    return record


def checkin(plan: CheckinPlan, **fields: Any) -> Checkin:
    known = {"id": new_id(), "status": "asked", "due_at": NOW}
    return Checkin(
        plan_id=plan.id, subject_id=plan.subject_id, conversation_id=plan.conversation_id, **{**known, **fields}
    )


async def a_stored_checkin(store: Store, plan: CheckinPlan, **fields: Any) -> Checkin:
    record = checkin(plan, **fields)
    async with store.unit_of_work() as uow:
        uow.checkins.add(record)
        await uow.commit()
    return record


def safety_plan(talk: Conversation, **fields: Any) -> SafetyPlan:
    known = {
        "id": new_id(),
        "parts": {"safe_places": "the library"},
        "word": "maple",
        "created_at": NOW,
        "changed_at": NOW,
    }
    return SafetyPlan(subject_id=talk.subject_id, conversation_id=talk.id, **{**known, **fields})
