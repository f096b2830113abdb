"""A house at work: the store opened, the engine kept running, turns and messages taken as they fall due."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from bot.bootstrap import House, root_key
from bot.care.ids import ConversationId
from bot.conversation.engine_process import EngineProcess
from bot.errors import EngineUnavailable
from bot.store import RootKey, RootKeyFile, Store, sweep
from bot.work.timers import Timers
from bot.work.worker import SWEEP_SECONDS, Job, Wake, Worker

HOUSEKEEPING_SECONDS = 600.0
# After a start, texts that waited get a real answer a few seconds later rather than the fixed words at once.
ENGINE_GRACE_SECONDS = 5.0
log = structlog.get_logger()


class Service:
    """Opens a house, works in it, and closes it again."""

    def __init__(self, house: House, wake: Wake) -> None:
        self.house = house
        self._wake = wake
        self._engine_had_its_time = asyncio.Event()
        self._worker = Worker(self._jobs(), wake)

    def alive(self) -> bool:
        """Whether the worker is at work."""
        return self._worker.alive

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the block ends. What was under way then is taken up by the next start."""
        async with open_store(self.house.store, root_key(self.house.settings)):
            if isinstance(self.house.dialogue, EngineProcess):
                await self.house.dialogue.start()
            waiting = asyncio.create_task(self._give_engine_time())
            try:
                await self._worker.start()
                log.info("service_started")
                yield
            finally:
                waiting.cancel()
                await self._worker.stop()
                if isinstance(self.house.dialogue, EngineProcess):
                    await self.house.dialogue.stop()
                for channel in self.house.channels.values():
                    await channel.close()
                log.info("service_stopped")

    async def _give_engine_time(self) -> None:
        """Hold back turns until the engine is there, but never for long."""
        if isinstance(self.house.dialogue, EngineProcess):
            with suppress(EngineUnavailable):
                await self.house.dialogue.wait_until_ready(ENGINE_GRACE_SECONDS)
        self._engine_had_its_time.set()
        self._wake()

    def _jobs(self) -> list[Job]:
        """Everything that is due sooner or later. The ids of the housekeeping jobs are their names."""
        house = self.house
        timers = Timers(house.store, house.clock, house.speaker, self._wake)

        async def turns_due() -> list[ConversationId]:
            return await house.turns.due() if self._engine_had_its_time.is_set() else []

        async def take_turn(conversation_id: str) -> None:
            await house.turns.take(ConversationId(conversation_id))

        return [
            Job(name="turns", due=turns_due, run=take_turn),
            Job(name="outbox", due=house.outbox.due, run=house.outbox.send),
            Job(name="unclear", due=house.outbox.stuck, run=house.outbox.settle, every_seconds=SWEEP_SECONDS),
            Job(name="timers", due=timers.due, run=timers.fire),
            Job(
                name="housekeeping",
                due=_always("sweep"),
                run=lambda _: sweep(house.store, house.clock.now(), house.settings.program.retention),
                every_seconds=HOUSEKEEPING_SECONDS,
            ),
        ]


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


def _always(name: str) -> Callable[[], Awaitable[list[str]]]:
    async def due() -> list[str]:
        return [name]

    return due
