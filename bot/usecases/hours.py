"""Whose hours hold: the rota's as soon as anybody is active at the desk, else those of `program.toml`."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.care.handoffs import RISK_FIRST, Queue, estimate
from bot.care.hours import Hours
from bot.care.ids import ConversationId
from bot.care.program import Program
from bot.care.rota import Rota
from bot.store import UnitOfWork
from bot.usecases.rota import rota_between

_BACK = timedelta(days=10)
_AHEAD = timedelta(days=45)


async def load_hours(uow: UnitOfWork, program: Program, now: datetime) -> Hours:
    """The hours that hold at `now`."""
    if not await uow.advocates.any_active():
        return program
    return await load_rota(uow, program, now)


async def load_rota(uow: UnitOfWork, program: Program, now: datetime) -> Rota:
    """The rota around `now`: exceptions from ten days before to six weeks after it."""
    return await rota_between(uow, (now - _BACK).date(), (now + _AHEAD).date(), zone=program.timezone)


async def how_long(
    uow: UnitOfWork,
    program: Program,
    hours: Hours,
    *,
    priority: int,
    requested_at: datetime,
    now: datetime,
    conversation_id: ConversationId,
) -> timedelta | None:
    """How much longer somebody waits who asked at `requested_at`; None when nobody is on shift.

    Nothing else that is open in their own conversation is counted: they may not know of it. Nor is a talk of somebody who is
    off shift or away: they are not among those who could answer either.
    """
    handoffs = [one for one in await uow.handoffs.open() if one.conversation_id != conversation_id]
    in_talks = {one.claimed_by for one in handoffs if one.status == "claimed" and one.claimed_by}
    ahead = [
        one
        for one in handoffs
        if one.status != "claimed"
        and one.requested_at < requested_at
        and (one.priority == RISK_FIRST or priority != RISK_FIRST)
    ]
    queue = Queue(on_shift=hours.how_many(now), busy=hours.how_many_of(in_talks, now), ahead=len(ahead))
    return estimate(program.waiting, priority, queue, now - requested_at)
