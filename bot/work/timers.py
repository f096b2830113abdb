"""Fires what is due. Each firing locks nothing while it thinks, changes everything in one commit, and is safe to repeat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

import structlog

from bot.clock import Clock
from bot.errors import ConflictError
from bot.store import Store
from bot.store.queueing import TOGETHER
from bot.store.records import Timer
from bot.usecases import calling, checkin_answers, checkin_plans, checkin_worry, erasure, opening, recontact
from bot.usecases.checkin_firing import fire_checkin, fire_checkins
from bot.usecases.checkin_waiting import fire_checkin_wait
from bot.usecases.erasure import fire_erasure
from bot.usecases.opening import fire_quiet_call
from bot.usecases.paging import fire_ladder
from bot.usecases.recontact import fire_recontact
from bot.usecases.reminding import fire_reminder
from bot.usecases.retention import fire_retention
from bot.usecases.silence import fire_silence, fire_wait
from bot.usecases.speaking import Speaker
from bot.work.gathering import Gathering

DUE_AT_ONCE = 200
MOST_TOGETHER = TOGETHER
log = structlog.get_logger()

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
            calling.REMINDER: partial(self._speaking, fire_reminder),
            recontact.KIND: partial(self._speaking, fire_recontact),
            checkin_plans.TIMER: partial(self._speaking, fire_checkin),
            checkin_answers.WAIT_TIMER: partial(self._speaking, fire_checkin_wait),
            checkin_worry.TIMER: partial(self._speaking, checkin_worry.fire_worry),
            opening.KIND: partial(self._speaking, fire_quiet_call),
        }

        self._find: Gathering[str, Timer | None] = Gathering(self._read, most=MOST_TOGETHER)
        self._together = {checkin_plans.TIMER: Gathering(self._fire_checkins, most=MOST_TOGETHER)}

    async def due(self) -> list[TimerRef]:
        """The timers that are due."""
        async with self._store.unit_of_work() as uow:
            return [TimerRef(*found) for found in await uow.timers.due_now(self._clock.now(), DUE_AT_ONCE)]

    async def fire(self, timer_id: str, version: int) -> datetime | None:
        """Fire one timer as it stood at `version`; None when that is settled, or else the time from which to try it again.

        One that was rescheduled, finished or fired elsewhere meanwhile does nothing. One whose time has not come, or on whose
        ground another writer was faster, stays to be fired.
        """
        timer = await self._find(timer_id)
        if timer is None or timer.version != version:
            return None
        if timer.due_at > self._clock.now():
            return timer.due_at
        if timer.kind in self._together and await self._together[timer.kind](timer):
            return None
        try:
            await self.kinds[timer.kind](self._store, timer)
        except ConflictError:
            return timer.due_at
        return None

    async def _read(self, timer_ids: Sequence[str]) -> list[Timer | None]:
        async with self._store.unit_of_work() as uow:
            found = {timer.id: timer for timer in await uow.timers.of_ids(timer_ids)}
        return [found.get(timer_id) for timer_id in timer_ids]

    async def _fire_checkins(self, timers: Sequence[Timer]) -> list[bool]:
        """Fire many with one commit; False for all if that cannot be, and then each is fired by itself."""
        if len(timers) == 1:
            return [False]
        try:
            await fire_checkins(self._store, timers, self._clock.now(), self._speaker)
        except Exception as error:
            log.info("not_fired_together", error=type(error).__name__, times=len(timers))
            return [False] * len(timers)
        self._wake()
        return [True] * len(timers)

    async def _retention(self, store: Store, timer: Timer) -> None:
        await fire_retention(store, timer, self._clock.now(), self._speaker.program)

    async def _erase(self, store: Store, timer: Timer) -> None:
        await fire_erasure(store, timer, self._clock.now())

    async def _speaking(self, fire: Say, store: Store, timer: Timer) -> None:
        await fire(store, timer, self._clock.now(), self._speaker)
        self._wake()
