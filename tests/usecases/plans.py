"""Plans for check-ins and what became of them, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.care.checkins import PlanDetails
from bot.care.schedules import Daily
from bot.store.records import Checkin, CheckinPlan, Timer
from bot.usecases import checkins
from bot.usecases.checkin_firing import fire_checkin
from bot.usecases.checkin_waiting import fire_checkin_wait
from tests.usecases.people import speaker
from tests.usecases.turns import NOW, Youth

CHICAGO = "America/Chicago"
WORD = "piñata"
AGAIN = timedelta(minutes=20)


def nightly(zone: str = CHICAGO, **fields: Any) -> PlanDetails:
    """Every night at nine, about practice."""
    return PlanDetails(
        **{"schedule": Daily(zone=zone, at=time(21)), "cover": "practice", "duress_word": WORD, **fields}
    )


def nine(day: int = 23, zone: str = CHICAGO) -> datetime:
    """Nine in the evening of a day of November 2026."""
    return datetime(2026, 11, day, 21, tzinfo=ZoneInfo(zone)).astimezone(UTC)


async def start(youth: Youth, details: PlanDetails | None = None, now: datetime = NOW) -> CheckinPlan:
    async with youth.turn(now) as scope:
        return await checkins.start(scope, details or nightly())


async def fire(youth: Youth, now: datetime) -> None:
    """The plan's timer fires."""
    await fire_checkin(youth.store, await youth.timer("checkin"), now, speaker())


async def fire_wait(youth: Youth, now: datetime) -> None:
    """A wait for an answer is over."""
    await fire_checkin_wait(youth.store, await youth.timer("checkin_wait"), now, speaker())


async def missed(youth: Youth) -> datetime:
    """Asked, asked again, and nobody answered; when people were called."""
    await start(youth)
    await fire(youth, nine())
    await fire_wait(youth, nine() + AGAIN)
    await fire_wait(youth, nine() + 2 * AGAIN)
    return nine() + 2 * AGAIN


async def plan_of(youth: Youth) -> CheckinPlan | None:
    async with youth.store.unit_of_work() as uow:
        return await checkins.standing_plan(uow, youth.conversation_id)


async def occurrences(youth: Youth) -> list[Checkin]:
    """The check-ins that are kept, the newest due first."""
    async with youth.store.unit_of_work() as uow:
        return [
            one for one in await uow.checkins.board(NOW - timedelta(days=400)) if one.subject_id == youth.subject_id
        ]


async def statuses(youth: Youth) -> list[str]:
    """What became of them, the oldest first."""
    return [one.status for one in reversed(await occurrences(youth))]


async def timers(youth: Youth, kind: str) -> list[Timer]:
    async with youth.store.unit_of_work() as uow:
        return await uow.timers.by_conversation(youth.conversation_id, kind)


async def alerts(youth: Youth) -> list[str]:
    async with youth.store.unit_of_work() as uow:
        return [alert.kind for alert in await uow.alerts.open()]


async def change_conversation(youth: Youth, **fields: Any) -> None:
    """The conversation stands otherwise: paused, or asked to be silent."""
    async with youth.store.unit_of_work() as uow:
        await uow.conversations.save(replace(await youth.conversation(), **fields))
        await uow.commit()
