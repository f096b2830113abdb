"""What an answer to a check-in settles: nobody is asked again, and whoever was called hears that it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.care.alerts import LOOKED_AFTER
from bot.care.handoffs import WAITING
from bot.store import UnitOfWork
from bot.store.records import Checkin, CheckinPlan, SkipReason
from bot.usecases.alerts import raise_alert, settle
from bot.usecases.opening import soon, standing
from bot.usecases.timing import end_timers

WAIT_TIMER = "checkin_wait"
"""One for each question that waits for its answer; its payload names the check-in."""

Closed = Literal["ok", "not_ok", "talk", "skipped"]


async def close_open(
    uow: UnitOfWork, plan: CheckinPlan, now: datetime, *, status: Closed, reason: SkipReason | None = None
) -> None:
    """Everything of this plan that waits for an answer ends so; there need be nothing.

    After people were called they are told. An "ok" is all that they were called for; with anything less they still come.
    """
    waiting = await uow.checkins.all_open(plan.id)
    if not waiting:
        return
    for one in waiting:
        uow.checkins.save(_closed(one, now, status, reason))
    await end_timers(uow, plan.conversation_id, WAIT_TIMER)
    if reason != "texts_stopped" and any(one.missed_at is not None for one in waiting):
        await _tell_late(uow, plan, now, status)


def _closed(one: Checkin, now: datetime, status: Closed, reason: SkipReason | None) -> Checkin:
    return replace(one, status=status, reason=reason, answered_at=now)


async def _tell_late(uow: UnitOfWork, plan: CheckinPlan, now: datetime, status: Closed) -> None:
    found = await standing(uow, plan.conversation_id)
    quiet = found.quiet
    await settle(uow, plan.conversation_id, LOOKED_AFTER if status == "ok" else ("checkin_missed",), now)
    await raise_alert(
        uow, kind="checkin_answered_late", now=now, subject_id=plan.subject_id, conversation_id=plan.conversation_id
    )
    if status == "ok" and quiet is not None and quiet.reason == "checkin" and quiet.status in WAITING:
        uow.handoffs.close(quiet.id, "closed", now, disposition="answered")
    elif status == "not_ok" and found.known is None and quiet is None:
        # Nobody came the first time, and the call was over.
        await soon(uow, plan.subject_id, plan.conversation_id, "checkin", now)
