"""A house at work: the store opened, the engine kept running, turns and messages taken as they fall due."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from bot.bootstrap import House, root_key
from bot.care.ids import ConversationId
from bot.conversation.engine_process import EngineProcess
from bot.store import RootKey, RootKeyFile, Store, sweep
from bot.work.timers import Timers
from bot.work.worker import SWEEP_SECONDS, Job, Wake, Worker

HOUSEKEEPING_SECONDS = 600.0
log = structlog.get_logger()


class Service:
    """Opens a house, works in it, and closes it again."""

    def __init__(self, house: House, wake: Wake) -> None:
        self.house = house
        self._worker = Worker(_jobs(house), wake)

    def alive(self) -> bool:
        """Whether the worker is at work."""
        return self._worker.alive

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the block ends. What was under way then is taken up by the next start."""
        async with open_store(self.house.store, root_key(self.house.settings)):
            try:
                if isinstance(self.house.dialogue, EngineProcess):
                    await self.house.dialogue.start()
                await self._worker.start()
                log.info("service_started")
                yield
            finally:
                await self._worker.stop()
                if isinstance(self.house.dialogue, EngineProcess):
                    await self.house.dialogue.stop()
                for channel in self.house.channels.values():
                    await channel.close()
                log.info("service_stopped")


@asynccontextmanager
async def open_store(store: Store, key: RootKey | RootKeyFile) -> AsyncIterator[None]:
    """The store, migrated and open; a rotation of the root key that a crash cut off is brought to its end."""
    await store.migrate()
    if isinstance(key, RootKeyFile):
        await store.open(*key.candidates())
        key.settle(store.keys.root_id)
    else:
        await store.open(key)
    try:
        yield
    finally:
        await store.close()


def _jobs(house: House) -> list[Job]:
    """Everything that is due sooner or later. The ids of the housekeeping jobs are their names."""
    timers = Timers(house.store, house.clock, house.settings.program)

    async def take_turn(conversation_id: str) -> None:
        await house.turns.take(ConversationId(conversation_id))

    return [
        Job(name="turns", due=house.turns.due, run=take_turn),
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


def _always(name: str) -> Callable[[], Awaitable[list[str]]]:
    async def due() -> list[str]:
        return [name]

    return due
