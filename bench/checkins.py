"""Very many check-ins: all due at one moment, and all asleep.

The rush is measured from the moment that all are due until each one's text stands in the outbox, as the rows themselves tell
it; the outbox sends meanwhile. Idling is measured with nothing due.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bench import checkin_tables
from bench.checkin_tables import Found, Idle, Rush
from bench.filling import fill
from bench.memory import processor_seconds, resident_mb
from bench.part import Noises, Section, Size, say
from bench.services import Fill, Running, puente, puente_apart
from bot.store.database import Database
from tests.postgres import Cluster, cluster

WORKERS = 2
SLEEPERS = 1_000  # people whom all the sleeping check-ins belong to
FILLING_SECONDS = 0.012  # for one person and check-in, generously
STARTING = timedelta(seconds=45)
PATIENCE_SECONDS = 240.0
BASELINE = timedelta(days=1)


def measure(size: Size, noises: Noises) -> Section:
    return checkin_tables.section(asyncio.run(_measure(size, noises)), size)


async def _measure(size: Size, noises: Noises) -> list[Found]:
    with cluster() as server:
        found = []
        for apart in (False, True):
            noises.take(f"before check-ins, {_name(apart)}", size)
            rush = await _rush(apart, server, size)
            empty = await _idle(apart, server, size, 0)
            asleep = await _idle(apart, server, size, size.sleeping)
            found.append(Found(name=_name(apart), rush=rush, empty=empty, asleep=asleep))
    return found


def _name(apart: bool) -> str:
    return f"web and {WORKERS} workers, PostgreSQL" if apart else "one process, SQLite"


def _service(apart: bool, server: Cluster, rows: Fill | None) -> AbstractAsyncContextManager[Running]:
    return puente_apart(WORKERS, server, rows) if apart else puente(quiet=None, fill=rows)


async def _rush(apart: bool, server: Cluster, size: Size) -> Rush:
    """Everybody's check-in falls due at one full minute, soon after the service has started."""
    takes = timedelta(seconds=size.rush * FILLING_SECONDS) + STARTING
    due = (datetime.now(UTC) + takes).replace(second=0, microsecond=0) + timedelta(minutes=1)
    say(f"{_name(apart)}: {size.rush} check-ins are set up, due at {due:%H:%M} UTC")

    async def rows(urls: tuple[str, str], key: bytes) -> None:
        await fill(urls, key, people=size.rush, plans_each=1, due=due)

    async with _service(apart, server, rows) as service, _opened(service) as database:
        if datetime.now(UTC) >= due:
            raise SystemExit("Setting up took too long: the check-ins were due before the service was ready.")
        await asyncio.sleep((due - datetime.now(UTC)).total_seconds())
        queued = await _all_queued(database, size.rush)
        sent = sum(len(texts) for texts in service.carrier.texts.values())
    late = sorted((at - due).total_seconds() for at in queued)
    say(f"all queued after {late[-1]:.1f} s; {sent} sent by then")
    return Rush(late=late, sent=sent)


async def _all_queued(database: Database, count: int) -> list[datetime]:
    """When each text was queued, once all are; fewer when the time is over."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            rows = await database.rows(text("SELECT count(*) AS found FROM outbound_message WHERE purpose = 'started'"))
            if rows[0]["found"] >= count:
                break
            await asyncio.sleep(0.5)
    found = await database.rows(text("SELECT created_at FROM outbound_message WHERE purpose = 'started'"))
    return [_moment(row["created_at"]) for row in found]


def _moment(value: datetime | str) -> datetime:
    """SQLite keeps a time as text in UTC, PostgreSQL as a moment."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at if at.tzinfo else at.replace(tzinfo=UTC)


async def _idle(apart: bool, server: Cluster, size: Size, sleeping: int) -> Idle:
    """What the service and its database use while nothing is due."""

    async def rows(urls: tuple[str, str], key: bytes) -> None:
        people = min(SLEEPERS, sleeping)
        due = (datetime.now(UTC) + BASELINE).replace(second=0, microsecond=0)
        await fill(urls, key, people=people, plans_each=sleeping // people, due=due)

    say(f"{_name(apart)}: idle with {sleeping} check-ins asleep")
    async with _service(apart, server, rows if sleeping else None) as service:
        pids = [*service.pids.values(), *([server.pid] if apart else [])]
        await asyncio.sleep(size.idle_seconds / 2)  # what a start brings with it is over
        before = sum(map(processor_seconds, pids))
        await asyncio.sleep(size.idle_seconds)
        used = sum(map(processor_seconds, pids)) - before
        memory = sum(map(resident_mb, service.pids.values()))
    return Idle(share=used / size.idle_seconds, memory=memory)


@asynccontextmanager
async def _opened(service: Running) -> AsyncIterator[Database]:
    database = Database(service.database, busy_timeout=20)
    try:
        yield database
    finally:
        await database.close()
