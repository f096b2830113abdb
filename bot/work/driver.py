"""What drives the work: something that calls it at or after its time, at least once.

    embedded     a poller in this process, which asks the tables what is due (SQLite, and everything in one process)
    queue        Procrastinate's queue in the same PostgreSQL, worked off by as many processes as there are

Doing a thing once is not the driver's affair but the rows': a claim, a version, a demanded row count.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.bootstrap import House
from bot.care.ids import ConversationId
from bot.store import sweep
from bot.work.timers import MOST_TOGETHER, TimerRef, Timers
from bot.work.worker import SWEEP_SECONDS, Job, Wake, Worker

HOUSEKEEPING_SECONDS = 600.0


class Driver(Protocol):
    """Calls the house's work from `start` to `stop`. What is under way at `stop` is given up, which is safe at any point."""

    @property
    def alive(self) -> bool:
        """Whether every part of it still runs."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


def embedded(house: House, timers: Timers, wake: Wake, *, turns_may_begin: Callable[[], bool] = lambda: True) -> Driver:
    """The poller over everything that is due sooner or later."""

    async def turns_due() -> list[ConversationId]:
        return await house.turns.due() if turns_may_begin() else []

    async def fire(ref: TimerRef) -> None:
        await timers.fire(*ref)

    jobs = (
        Job(name="turns", due=turns_due, run=house.turns.take),
        Job(name="outbox", due=house.outbox.due, run=house.outbox.send),
        Job(name="timers", due=timers.due, run=fire, at_once=MOST_TOGETHER),
    )
    return Worker([*jobs, *chores(house)], wake)


def chores(house: House) -> tuple[Job[str], ...]:
    """What no row calls for: it is looked after every so often, once at a time however many workers there are."""

    def alone(run: Callable[[str], Awaitable[object]]) -> Callable[[str], Awaitable[None]]:
        async def run_alone(piece: str) -> None:
            async with house.store.database.alone(piece) as mine:
                if mine:
                    await run(piece)

        return run_alone

    async def keep_house(_: str) -> None:
        await sweep(house.store, house.clock.now(), house.settings.program.retention)

    return (
        Job(name="unclear", due=house.outbox.stuck, run=alone(house.outbox.settle), every_seconds=SWEEP_SECONDS),
        Job(
            name="housekeeping",
            due=every_so_often("housekeeping"),
            run=alone(keep_house),
            every_seconds=HOUSEKEEPING_SECONDS,
        ),
    )


def every_so_often(name: str) -> Callable[[], Awaitable[list[str]]]:
    """What is due whenever it is asked for."""

    async def due() -> list[str]:
        return [name]

    return due
