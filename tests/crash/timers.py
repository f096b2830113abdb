"""Timers that go three steps while their workers are killed at random: every step is taken, and none of them twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from sqlalchemy import text

from bot.care.ids import new_id
from bot.clock import SystemClock
from bot.store import LocalRootKey, Store
from bot.store.queueing import QueueDeferrer
from bot.store.records import Timer
from tests.conftest import Urls, sqlite_in
from tests.crash.child import Forked, NotInTime
from tests.crash.timer_worker import KIND, STEPS
from tests.postgres import cluster

ROOT_KEY = bytes(range(32))
LOOKS_EVERY_SECONDS = 0.05
BEGIN_WITHIN_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What became of the timers. `marks` counts each step of each timer as often as it was taken."""

    timers: int
    kills: int
    seconds: float
    marks: Counter[tuple[str, int]]

    @property
    def faults(self) -> list[str]:
        return [str(self)] if self.lost or self.twice else []

    @property
    def effects(self) -> int:
        return self.marks.total()

    @property
    def lost(self) -> int:
        return self.timers * STEPS - len(self.marks)

    @property
    def twice(self) -> int:
        return self.effects - len(self.marks)

    def __str__(self) -> str:
        return (
            f"{self.timers} timers x {STEPS} steps, {self.kills} kills: {self.effects} effects, {self.lost} lost, "
            f"{self.twice} twice, {self.seconds:.0f} s"
        )


class Worker(Forked):
    """A worker process: it serves no page, and works as soon as it can."""

    async def _is_ready(self) -> bool:
        return True


async def run(
    folder: Path, urls: Urls, *, timers: int, kills: int, workers: int, quick: bool = False, seconds: float = 300
) -> Ran:
    """Let the workers take all steps, and kill one of them each time another share of the steps was taken."""
    async with _store(urls) as store:
        began = monotonic()
        await _add(store, timers)
        killed = 0
        thresholds = sorted(random.sample(range(timers * STEPS // 20, timers * STEPS * 19 // 20), kills))
        async with AsyncExitStack() as stack:
            children = [_worker(folder / f"worker-{number}", urls, quick) for number in range(workers)]
            for child in children:
                stack.push_async_callback(child.stop)
                await child.start()
            while await _left(store):
                if monotonic() - began > seconds:
                    raise NotInTime(f"{await _left(store)} timers are left")
                if killed < kills and await _taken(store) >= thresholds[killed]:
                    await _kill(random.choice(children))
                    killed += 1
                await asyncio.sleep(LOOKS_EVERY_SECONDS)
        marks = await _marks(store)
    return Ran(timers=timers, kills=killed, seconds=monotonic() - began, marks=marks)


@asynccontextmanager
async def _store(urls: Urls) -> AsyncIterator[Store]:
    deferrer = None if urls.main.startswith("sqlite") else QueueDeferrer(SystemClock())
    store = Store(urls.main, urls.keys, deferrer=deferrer)
    await store.migrate()
    await store.open(LocalRootKey(ROOT_KEY))
    try:
        yield store
    finally:
        await store.close()


async def _add(store: Store, timers: int) -> None:
    now = datetime.now(UTC)
    async with store.unit_of_work() as uow:
        for _ in range(timers):
            due_at = now + timedelta(seconds=random.uniform(0, BEGIN_WITHIN_SECONDS))
            await uow.timers.add(Timer(id=new_id(), kind=KIND, due_at=due_at, created_at=now))
        await uow.commit()


def _worker(folder: Path, urls: Urls, quick: bool) -> Worker:
    settings = {
        "PUENTE_DATA_DIR": str(folder / "data"),
        "PUENTE_DATABASE_URL": urls.main,
        "PUENTE_KEYSTORE_URL": urls.keys,
        "PUENTE_ROOT_KEY": b64encode(ROOT_KEY).decode(),
        "PUENTE_SIMULATOR": "1",
        "PUENTE_PORT": "1",
    }
    arguments: Sequence[str] = ["--quick"] if quick else []
    return Worker("tests.crash.timer_worker", arguments, settings=settings, folder=folder)


async def _kill(child: Worker) -> None:
    os.kill(child.pid, signal.SIGKILL)
    if not await child.was_killed(10):
        raise NotInTime("a worker outlived its kill")
    await child.start()


async def _left(store: Store) -> int:
    return await _count(store, f"SELECT count(*) AS n FROM timer WHERE kind = '{KIND}'")


async def _taken(store: Store) -> int:
    return await _count(store, "SELECT count(*) AS n FROM delivery_report")


async def _count(store: Store, statement: str) -> int:
    (row,) = await store.database.rows(text(statement))
    return int(row["n"])


async def _marks(store: Store) -> Counter[tuple[str, int]]:
    rows = await store.database.rows(text("SELECT provider_key, status FROM delivery_report"))
    return Counter((row["provider_key"], int(row["status"])) for row in rows)


async def run_both(folder: Path, *, timers: int, kills: int, quick: bool = False) -> dict[str, Ran]:
    """On SQLite with the poller inside the one process, and on PostgreSQL with two processes on its queue."""
    on_sqlite = await run(folder / "sqlite", sqlite_in(folder), timers=timers, kills=kills, workers=1, quick=quick)
    with cluster() as postgres:
        urls = Urls(main=postgres.create("main"), keys=postgres.create("keys"))
        on_postgres = await run(folder / "postgres", urls, timers=timers, kills=kills, workers=2, quick=quick)
    return {"SQLite, one process": on_sqlite, "PostgreSQL, two processes": on_postgres}
