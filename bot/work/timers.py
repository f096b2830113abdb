"""Fires what is due. Each firing locks nothing while it thinks, changes everything in one commit, and is safe to repeat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.care.program import Program
from bot.clock import Clock
from bot.errors import ConflictError
from bot.store import Store
from bot.store.records import Timer
from bot.usecases.erasure import fire_erasure
from bot.usecases.retention import fire_retention

DUE_AT_ONCE = 50

Fire = Callable[[Store, Timer], Awaitable[None]]


class Timers:
    """The timer rows, seen as work."""

    def __init__(self, store: Store, clock: Clock, program: Program) -> None:
        self._store = store
        self._clock = clock
        self._program = program
        self._kinds: Mapping[str, Fire] = {"retention": self._retention, "erase": self._erase}

    async def due(self) -> list[str]:
        """Ids of timers that are due."""
        async with self._store.unit_of_work() as uow:
            return [timer.id for timer in await uow.timers.due(self._clock.now(), DUE_AT_ONCE)]

    async def fire(self, timer_id: str) -> None:
        """Fire one timer. One that was rescheduled, finished or fired elsewhere meanwhile does nothing."""
        async with self._store.unit_of_work() as uow:
            timer = await uow.timers.get(timer_id)
        if timer is None or timer.due_at > self._clock.now():
            return
        try:
            await self._kinds[timer.kind](self._store, timer)
        except ConflictError:
            return

    async def _retention(self, store: Store, timer: Timer) -> None:
        await fire_retention(store, timer, self._clock.now(), self._program)

    async def _erase(self, store: Store, timer: Timer) -> None:
        await fire_erasure(store, timer, self._clock.now())
