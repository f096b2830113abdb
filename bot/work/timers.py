"""Fires what is due. Each firing locks nothing while it thinks, changes everything in one commit, and is safe to repeat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial

from bot.clock import Clock
from bot.errors import ConflictError
from bot.store import Store
from bot.store.records import Timer
from bot.usecases import calling, erasure, recontact
from bot.usecases.erasure import fire_erasure
from bot.usecases.paging import fire_ladder
from bot.usecases.recontact import fire_recontact
from bot.usecases.retention import fire_retention
from bot.usecases.silence import fire_silence, fire_wait
from bot.usecases.speaking import Speaker

DUE_AT_ONCE = 50

Fire = Callable[[Store, Timer], Awaitable[None]]
Say = Callable[[Store, Timer, datetime, Speaker], Awaitable[None]]


class Timers:
    """The timer rows, seen as work. `wake` is called when a firing may have left something to send."""

    def __init__(self, store: Store, clock: Clock, speaker: Speaker, wake: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._speaker = speaker
        self._wake = wake
        self._kinds: Mapping[str, Fire] = {
            "retention": self._retention,
            erasure.KIND: self._erase,
            calling.LADDER: partial(self._speaking, fire_ladder),
            calling.WAIT: partial(self._speaking, fire_wait),
            calling.SILENCE: partial(self._speaking, fire_silence),
            recontact.KIND: partial(self._speaking, fire_recontact),
        }

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
        await fire_retention(store, timer, self._clock.now(), self._speaker.program)

    async def _erase(self, store: Store, timer: Timer) -> None:
        await fire_erasure(store, timer, self._clock.now())

    async def _speaking(self, fire: Say, store: Store, timer: Timer) -> None:
        await fire(store, timer, self._clock.now(), self._speaker)
        self._wake()
