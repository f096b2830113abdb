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
from bot.work.timers import TimerRef, Timers
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
        Job(name="timers", due=timers.due, run=fire),
    )
    return Worker([*jobs, *chores(house)], wake)


def chores(house: House) -> tuple[Job[str], ...]:
    """What no row is due for: it is looked after every so often. The id of the housekeeping is its name."""
    return (
        Job(name="unclear", due=house.outbox.stuck, run=house.outbox.settle, every_seconds=SWEEP_SECONDS),
        Job(
            name="housekeeping",
            due=_always("sweep"),
            run=lambda _: sweep(house.store, house.clock.now(), house.settings.program.retention),
            every_seconds=HOUSEKEEPING_SECONDS,
        ),
    )


def _always(name: str) -> Callable[[], Awaitable[list[str]]]:
    async def due() -> list[str]:
        return [name]

    return due
