"""A house that a driver works in, on either database, with a kind of timer that leaves a mark each time it fires."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.care.ids import new_id
from bot.store import Store
from bot.store.queueing import QueueDeferrer
from bot.store.records import Timer
from bot.work.driver import Driver, embedded
from bot.work.queue_driver import QueueDriver
from bot.work.timers import Timers
from bot.work.worker import Wake
from tests.conftest import Urls
from tests.fakes import FixedClock
from tests.house import Home, at_home

KIND = "mark"
PATIENCE_SECONDS = 20.0
A_MOMENT = timedelta(seconds=1)


class Driven:
    """What was fired, in order; `fails` says how often the firing of a timer fails at first."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.store = home.store
        self.clock: FixedClock = home.clock
        self.fired: list[tuple[str, int]] = []
        self.tries: list[str] = []
        self.fails: dict[str, int] = {}

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Driver]:
        """Let a driver work until the block ends. It is never woken: what it does it finds by itself."""
        timers = Timers(self.store, self.clock, self.home.house.speaker, wake=lambda: None)
        timers.kinds[KIND] = self._fire
        driver = self._driver(timers)
        await driver.start()
        try:
            yield driver
        finally:
            await driver.stop()

    async def due(self, due_at: datetime, *, fails: int = 0) -> str:
        """A timer for that moment."""
        timer_id = new_id()
        self.fails[timer_id] = fails
        async with self.store.unit_of_work() as uow:
            await uow.timers.add(Timer(id=timer_id, kind=KIND, due_at=due_at, created_at=self.clock.now()))
            await uow.commit()
        return timer_id

    async def moved(self, timer_id: str, version: int, due_at: datetime) -> None:
        async with self.store.unit_of_work() as uow:
            uow.timers.reschedule(timer_id, version, due_at)
            await uow.commit()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():
                await asyncio.sleep(0.01)

    async def has_looked_at_everything(self) -> None:
        """What is due by now was fired: a timer that was due last of all has fired."""
        last = await self.due(self.clock.now())
        await self.until(lambda: (last, 1) in self.fired)
        self.fired.remove((last, 1))

    async def _fire(self, store: Store, timer: Timer) -> None:
        self.tries.append(timer.id)
        if self.fails.get(timer.id, 0):
            self.fails[timer.id] -= 1
            raise RuntimeError(timer.id)
        async with store.unit_of_work() as uow:
            uow.timers.finish(timer.id, timer.version)
            await uow.commit()
        self.fired.append((timer.id, timer.version))

    def _driver(self, timers: Timers) -> Driver:
        if self.store.database.is_sqlite:
            return embedded(self.home.house, timers, Wake())
        at_once = asyncio.Event()
        at_once.set()
        return QueueDriver(self.home.house, timers, Wake(), turns_may_begin=at_once)


@asynccontextmanager
async def driven(folder: Path, urls: Urls) -> AsyncIterator[Driven]:
    """A house over these databases, which nobody works in yet."""
    clock = FixedClock()
    deferrer = None if urls.main.startswith("sqlite") else QueueDeferrer(clock)
    store = Store(urls.main, urls.keys, clock=clock, deferrer=deferrer)
    async with at_home(folder, store=store, clock=clock) as home:
        yield Driven(home)
