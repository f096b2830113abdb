"""The plans for check-ins that a youth has, what runs for them, and how they end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.care.checkins import AFTERWARDS, PlanDetails, last_time
from bot.care.ids import ConversationId, SubjectId, new_id
from bot.store import UnitOfWork
from bot.store.records import CheckinPlan, Conversation, SkipReason
from bot.usecases.checkin_answers import close_open
from bot.usecases.timing import end_timers, set_timer

TIMER = "checkin"
"""One for each plan in force; its payload names the plan."""
AGREED = ("active", "paused", "stopped")


async def standing_plan(uow: UnitOfWork, conversation_id: ConversationId) -> CheckinPlan | None:
    """The plan that the youth agreed to; else one that is proposed to them; None when there is neither."""
    newest = await uow.checkin_plans.of_conversation(conversation_id)
    if newest is None or newest.status in AGREED:
        return newest
    return await agreed_plan(uow, newest.subject_id) or newest


async def agreed_plan(uow: UnitOfWork, subject_id: SubjectId) -> CheckinPlan | None:
    """The plan that the youth agreed to, on whatever channel: active, paused or stopped."""
    plans = await uow.checkin_plans.standing(subject_id)
    return next((plan for plan in plans if plan.status in AGREED), None)


async def proposed_plan(uow: UnitOfWork, subject_id: SubjectId) -> CheckinPlan | None:
    """The plan that waits for the youth's yes."""
    plans = await uow.checkin_plans.standing(subject_id)
    return next((plan for plan in plans if plan.status == "proposed"), None)


async def texts_stopped(uow: UnitOfWork, conversation: Conversation, now: datetime) -> None:
    """STOP: nothing is asked any more. The plan is kept as it is, so that its duress word is still heard; START alone
    does not bring it back."""
    for plan in await uow.checkin_plans.standing(conversation.subject_id):
        if plan.conversation_id == conversation.id and plan.status == "proposed":
            await uow.checkin_plans.save(ended(plan, now))
        elif plan.conversation_id == conversation.id and plan.status != "stopped":
            await uow.checkin_plans.save(replace(plan, status="stopped", next_at=None, changed_at=now))
            await rest(uow, plan, now, reason="texts_stopped")


async def drop_proposals(uow: UnitOfWork, conversation: Conversation, now: datetime) -> None:
    """What was proposed in a talk and not agreed to ends with it: a later yes may be meant for something else."""
    for plan in await uow.checkin_plans.standing(conversation.subject_id):
        if plan.conversation_id == conversation.id and plan.status == "proposed":
            await uow.checkin_plans.save(ended(plan, now))


def ended(plan: CheckinPlan, now: datetime) -> CheckinPlan:
    """The plan as it is kept when it is over: that it was, and nothing of what was chosen."""
    return replace(plan, status="ended", details={}, next_at=None, changed_at=now)


async def end_plans(uow: UnitOfWork, subject_id: SubjectId, now: datetime, *, but: str | None = None) -> None:
    for plan in await uow.checkin_plans.standing(subject_id):
        if plan.id != but:
            await uow.checkin_plans.save(ended(plan, now))
        if plan.status in AGREED:
            await silence(uow, plan, now)


async def silence(uow: UnitOfWork, plan: CheckinPlan, now: datetime, *, reason: SkipReason = "talking") -> None:
    """No timer of the plan runs any more, and nobody waits for an answer."""
    await end_timers(uow, plan.conversation_id, TIMER)
    await close_open(uow, plan, now, status="skipped", reason=reason)


async def rest(uow: UnitOfWork, plan: CheckinPlan, now: datetime, *, reason: SkipReason = "talking") -> None:
    """Nothing is asked, and the plan is kept: until it is turned on again, or over if it has an end."""
    await silence(uow, plan, now, reason=reason)
    end = last_time(PlanDetails.from_row(plan.details))
    if end is not None:
        await _add_timer(uow, plan, max(end, now) + AFTERWARDS, now)


async def add_timer(uow: UnitOfWork, plan: CheckinPlan, now: datetime) -> None:
    if plan.next_at is not None:
        await _add_timer(uow, plan, plan.next_at, now)


async def _add_timer(uow: UnitOfWork, plan: CheckinPlan, due_at: datetime, now: datetime) -> None:
    await set_timer(uow, TIMER, plan.subject_id, plan.conversation_id, due_at, now, {"plan": plan.id})


def new_plan(
    conversation_id: ConversationId, subject_id: SubjectId, details: PlanDetails, now: datetime, **more: Any
) -> CheckinPlan:
    return CheckinPlan(
        id=new_id(),
        subject_id=subject_id,
        conversation_id=conversation_id,
        details=details.to_row(),
        created_at=now,
        changed_at=now,
        **more,
    )
