"""Youths with a plan for check-ins at the desk of a test, those who did not answer, and talks in an advocate's hands."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from bot.care.checkins import PlanDetails
from bot.care.ids import new_id
from bot.care.schedules import Daily
from bot.store.records import Checkin, CheckinPlan, Conversation, Handoff
from tests.house import NUMBER
from tests.web.desk.door import Browser, Door
from tests.web.desk.talks import taken, talk_of, waits

DURESS_WORD = "zebrafish"
DETAILS = PlanDetails(
    schedule=Daily(zone="America/Denver", at=time(21)), cover="practice", tell_people=True, duress_word=DURESS_WORD
)


async def a_plan(door: Door, talk: Conversation, **changed: Any) -> CheckinPlan:
    now = door.clock.now()
    plan = CheckinPlan(
        id=new_id(),
        subject_id=talk.subject_id,
        conversation_id=talk.id,
        details=DETAILS.to_row(),
        created_at=now,
        changed_at=now,
        **{"status": "active", "next_at": now + timedelta(hours=3), **changed},
    )
    async with door.home.store.unit_of_work() as uow:
        await uow.checkin_plans.add(plan)
        await uow.commit()
    return plan


async def a_missed_one(door: Door, number: str = NUMBER, **changed: Any) -> tuple[Checkin, Handoff]:
    """Somebody who did not answer twice, so that people were called."""
    handoff = await waits(door, number=number, reason="checkin")
    plan = await a_plan(door, await talk_of(door, number))
    now = door.clock.now()
    checkin = Checkin(
        id=new_id(),
        plan_id=plan.id,
        subject_id=plan.subject_id,
        conversation_id=plan.conversation_id,
        due_at=now - timedelta(minutes=40),
        asked_at=now - timedelta(minutes=40),
        asked_again_at=now - timedelta(minutes=20),
        **{"status": "missed", "missed_at": now, **changed},
    )
    async with door.home.store.unit_of_work() as uow:
        uow.checkins.add(checkin)
        await uow.commit()
    return checkin, handoff


async def in_hand(door: Door, *, reason: str = "asked") -> tuple[Browser, Handoff, str]:
    handoff = await waits(door, reason=reason)  # type: ignore[arg-type]
    ana = await door.somebody(login="ana")
    return ana, handoff, await taken(door, ana, handoff)
