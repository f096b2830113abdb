"""A house that is open: its store, and where it works also the engine and whatever calls the work as it falls due."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from bot.bootstrap import House, root_key
from bot.conversation.engine_process import EngineProcess
from bot.errors import EngineUnavailable, StoreError
from bot.store import RootKey, RootKeyFile, Store
from bot.work.driver import Driver, embedded
from bot.work.heartbeats import a_worker_lives
from bot.work.queue_driver import QueueDriver
from bot.work.timers import Timers
from bot.work.worker import Wake

# After a start, texts that waited get a real answer a few seconds later rather than the fixed words at once.
ENGINE_GRACE_SECONDS = 5.0
log = structlog.get_logger()


class Service:
    """Opens a house, works in it if it is to, and closes it again.

    With `works` it runs the engine and the driver: everything in one process, or a worker beside web processes. Without, it
    is a web process: messages and deeds are taken in, and workers elsewhere do what follows from them.
    """

    def __init__(self, house: House, wake: Wake, *, works: bool = True) -> None:
        self.house = house
        self.timers = Timers(house.store, house.clock, house.speaker, wake)
        self._wake = wake
        self._engine_had_its_time = asyncio.Event()
        self._driver: Driver | None = self._build_driver() if works else None

    async def readiness(self) -> dict[str, bool]:
        """Whether each part answers. A web process has no engine, and asks whether a worker lives anywhere."""
        store = {"store": await _answers(self.house.store.ping)}
        if self._driver is None:
            return {**store, "worker": await _holds(lambda: a_worker_lives(self.house.store))}
        return {**store, "engine": await self.house.dialogue.ready(), "worker": self._driver.alive}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the block ends. What was under way then is taken up by the next start."""
        async with open_store(self.house.store, root_key(self.house.settings)):
            try:
                async with self._working():
                    log.info("service_started")
                    yield
            finally:
                for channel in self.house.channels.values():
                    await channel.close()
                log.info("service_stopped")

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        if self._driver is None:
            yield
            return
        if isinstance(self.house.dialogue, EngineProcess):
            await self.house.dialogue.start()
        waiting = asyncio.create_task(self._give_engine_time())
        try:
            await self._driver.start()
            yield
        finally:
            waiting.cancel()
            await self._driver.stop()
            if isinstance(self.house.dialogue, EngineProcess):
                await self.house.dialogue.stop()

    async def _give_engine_time(self) -> None:
        """Hold back turns until the engine is there, but never for long."""
        if isinstance(self.house.dialogue, EngineProcess):
            with suppress(EngineUnavailable):
                await self.house.dialogue.wait_until_ready(ENGINE_GRACE_SECONDS)
        self._engine_had_its_time.set()
        self._wake()

    def _build_driver(self) -> Driver:
        if self.house.store.database.is_sqlite:
            return embedded(self.house, self.timers, self._wake, turns_may_begin=self._engine_had_its_time.is_set)
        return QueueDriver(self.house, self.timers, self._wake, turns_may_begin=self._engine_had_its_time)


@asynccontextmanager
async def open_store(store: Store, key: RootKey | RootKeyFile) -> AsyncIterator[None]:
    """The store, migrated and open; a rotation of the root key that a crash cut off is brought to its end."""
    try:
        await store.migrate()
        if isinstance(key, RootKeyFile):
            await store.open(*key.candidates())
            key.settle(store.keys.root_id)
        else:
            await store.open(key)
        yield
    finally:
        await store.close()


async def _answers(ask: Callable[[], Awaitable[None]]) -> bool:
    try:
        await ask()
    except StoreError:
        return False
    return True


async def _holds(ask: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await ask()
    except StoreError:
        return False
