"""Fires what is due. Each firing locks nothing while it thinks, changes everything in one commit, and is safe to repeat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from bot.clock import Clock
from bot.errors import ConflictError
from bot.store import Store
from bot.store.records import Timer
from bot.usecases import calling, checkin_answers, checkin_plans, erasure, opening, recontact
from bot.usecases.checkin_firing import fire_checkin, fire_checkin_wait
from bot.usecases.erasure import fire_erasure
from bot.usecases.opening import fire_quiet_call
from bot.usecases.paging import fire_ladder
from bot.usecases.recontact import fire_recontact
from bot.usecases.retention import fire_retention
from bot.usecases.silence import fire_silence, fire_wait
from bot.usecases.speaking import Speaker

DUE_AT_ONCE = 50

Fire = Callable[[Store, Timer], Awaitable[None]]
Say = Callable[[Store, Timer, datetime, Speaker], Awaitable[None]]


class TimerRef(NamedTuple):
    """A timer as it stood when it was called for."""

    id: str
    version: int


class Timers:
    """The timer rows, seen as work. `wake` is called when a firing may have left something to send."""

    def __init__(self, store: Store, clock: Clock, speaker: Speaker, wake: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._speaker = speaker
        self._wake = wake
        self.kinds: dict[str, Fire] = {
            "retention": self._retention,
            erasure.KIND: self._erase,
            calling.LADDER: partial(self._speaking, fire_ladder),
            calling.WAIT: partial(self._speaking, fire_wait),
            calling.SILENCE: partial(self._speaking, fire_silence),
            recontact.KIND: partial(self._speaking, fire_recontact),
            checkin_plans.TIMER: partial(self._speaking, fire_checkin),
            checkin_answers.WAIT_TIMER: partial(self._speaking, fire_checkin_wait),
            opening.KIND: partial(self._speaking, fire_quiet_call),
        }

    async def due(self) -> list[TimerRef]:
        """The timers that are due."""
        async with self._store.unit_of_work() as uow:
            return [TimerRef(timer.id, timer.version) for timer in await uow.timers.due(self._clock.now(), DUE_AT_ONCE)]

    async def fire(self, timer_id: str, version: int) -> datetime | None:
        """Fire one timer as it stood at `version`; None when that is settled, or else the time from which to try it again.

        One that was rescheduled, finished or fired elsewhere meanwhile does nothing. One whose time has not come, or on whose
        ground another writer was faster, stays to be fired.
        """
        async with self._store.unit_of_work() as uow:
            timer = await uow.timers.get(timer_id)
        if timer is None or timer.version != version:
            return None
        if timer.due_at > self._clock.now():
            return timer.due_at
        try:
            await self.kinds[timer.kind](self._store, timer)
        except ConflictError:
            return timer.due_at
        return None

    async def _retention(self, store: Store, timer: Timer) -> None:
        await fire_retention(store, timer, self._clock.now(), self._speaker.program)

    async def _erase(self, store: Store, timer: Timer) -> None:
        await fire_erasure(store, timer, self._clock.now())

    async def _speaking(self, fire: Say, store: Store, timer: Timer) -> None:
        await fire(store, timer, self._clock.now(), self._speaker)
        self._wake()
