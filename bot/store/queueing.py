"""The queue of work that lies in the same PostgreSQL as the rows: Procrastinate's jobs, which carry ids only.

A job goes into the queue in the transaction that writes the row it is about. The rows alone tell what is to be done: a job
too many finds nothing to do, and a row without its job is found by `Backlog`.

Due times are the house's, whose clock may have been moved; the queue keeps the machine's. A job is put as far into the
machine's future as its work lies in the house's.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.types import JSONValue
from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock, SystemClock
from bot.errors import StoreUnavailable
from bot.store.calls import Call
from bot.store.columns import UtcDateTime
from bot.store.database import Database

QUEUES: Final = {"turn": "turns", "send": "messages", "fire": "timers"}
HORIZON: Final = timedelta(minutes=10)  # a timer further off gets its job later: the queue is read from its front
BATCH: Final = 500
TOGETHER: Final = 50  # timers in one job, so that very many at one moment cost little more than their own work
LONGEST: Final = timedelta(minutes=1)  # a job under way for longer counts as lost; whoever does it gives up before

# At INFO the library prints the arguments of every job, and at ERROR what went wrong in full.
logging.getLogger("procrastinate").setLevel(logging.CRITICAL + 1)
logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL + 1)


class QueueDeferrer:
    """Puts calls into the queue, on the connection and in the transaction of their rows."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._machine = SystemClock()
        # Every statement runs on the connection it is given; this one is never opened.
        self._jobs = JobManager(PsycopgConnector())

    async def defer(self, connection: AsyncConnection, calls: Sequence[Call]) -> None:
        """Queue all calls with one statement; of several for the same piece the last one. `StoreUnavailable` if it fails."""
        now, machine = self._clock.now(), self._machine.now()
        pieces = {(call.kind, call.id): call for call in calls}
        near = [call for call in pieces.values() if not _is_far_off(call, now)]
        jobs = [_job(call, arguments, now, machine) for call, arguments in _arguments(near, now)]
        if not jobs:
            return
        raw = await connection.get_raw_connection()
        try:
            await self._jobs.batch_defer_jobs_async(jobs, connection=raw.driver_connection)
        except ConnectorException:
            raise StoreUnavailable("the queue took nothing") from None


def _is_far_off(call: Call, now: datetime) -> bool:
    return call.kind == "fire" and call.at > now + HORIZON


def _arguments(calls: Sequence[Call], now: datetime) -> Iterator[tuple[Call, dict[str, JSONValue]]]:
    """Jobs for these calls, and what each is given: a turn or a message its id; timers of one moment share a job."""
    timers: dict[datetime, list[Call]] = {}
    for call in calls:
        if call.kind == "fire":
            timers.setdefault(max(call.at, now), []).append(call)
        else:
            yield call, {"id": call.id}
    for found in timers.values():
        for begin in range(0, len(found), TOGETHER):
            some = found[begin : begin + TOGETHER]
            yield some[0], {"timers": [[call.id, call.version] for call in some]}


def _job(call: Call, arguments: dict[str, JSONValue], now: datetime, machine: datetime) -> Job:
    return Job(
        queue=QUEUES[call.kind],
        task_name=call.kind,
        priority=-1 if call.may_wait else 0,
        lock=None,
        queueing_lock=None,
        task_kwargs=arguments,
        scheduled_at=machine + (call.at - now) if call.at > now else None,
    )


class Backlog:
    """Rows that are to be looked after and have no job: far-off timers come near, and wake-ups that were lost."""

    def __init__(self, database: Database, deferrer: QueueDeferrer, clock: Clock) -> None:
        self._database = database
        self._deferrer = deferrer
        self._clock = clock

    async def queue(self) -> int:
        """Give every row that is due, or a timer that soon will be, its job; how many."""
        found = 0
        for statement, ahead in ((_TURNS, timedelta()), (_MESSAGES, timedelta()), (_TIMERS, HORIZON)):
            while calls := await self._without_job(statement, ahead):
                async with self._database.write() as connection:
                    await self._deferrer.defer(connection, calls)
                found += len(calls)
                if len(calls) < BATCH:
                    break
        return found

    async def lost(self, silent: timedelta) -> list[int]:
        """Jobs under way whose worker has not been heard of for `silent`, or that should have ended long ago."""
        rows = await self._database.rows(_LOST.bindparams(silent=silent, longest=LONGEST))
        return [row["id"] for row in rows]

    async def _without_job(self, statement: TextClause, ahead: timedelta) -> list[Call]:
        now = self._clock.now()
        rows = await self._database.rows(statement.bindparams(now=now, until=now + ahead, most=BATCH))
        return [Call(**row) for row in rows]


# A job counts for a row if it comes no later than the row is due (or at once, for a row that is overdue), give or take what
# two machines' clocks differ; after a failure it may come somewhat later.
_WITHOUT_JOB: Final = """
SELECT r.kind, r.id, r.at, r.version FROM (the rows) r WHERE NOT EXISTS (
    SELECT FROM (the jobs) j
    WHERE j.id = r.id AND j.version IS NOT DISTINCT FROM r.version
    AND coalesce(j.scheduled_at, '-infinity') <= now() + CASE WHEN j.attempts > 0 THEN interval '60 s'
        ELSE greatest(r.at - :now, interval '0') + interval '5 s' END
) ORDER BY r.at LIMIT :most
"""
_JOBS: Final = """
    SELECT args->>'id' AS id, NULL::int AS version, scheduled_at, attempts FROM procrastinate_jobs
    WHERE task_name = 'the kind' AND status IN ('todo', 'doing')
"""
_TIMER_JOBS: Final = """
    SELECT timer->>0 AS id, (timer->>1)::int AS version, scheduled_at, attempts
    FROM procrastinate_jobs, jsonb_array_elements(args->'timers') timer
    WHERE task_name = 'fire' AND status IN ('todo', 'doing')
"""


def _without_job(rows: str, jobs: str) -> TextClause:
    moments = (bindparam(name, type_=UtcDateTime()) for name in ("now", "until"))
    return text(_WITHOUT_JOB.replace("the rows", rows).replace("the jobs", jobs)).bindparams(*moments)


_TURNS: Final = _without_job(
    """
    SELECT 'turn' AS kind, id, turn_due_at AS at, NULL::int AS version FROM conversation WHERE turn_due_at <= :until
    """,
    _JOBS.replace("the kind", "turn"),
)
_MESSAGES: Final = _without_job(
    """
    SELECT 'send' AS kind, m.id, m.next_attempt_at AS at, NULL::int AS version FROM outbound_message m
    WHERE m.status = 'queued' AND m.next_attempt_at <= :until AND NOT EXISTS (
        SELECT FROM outbound_message e
        WHERE e.conversation_id = m.conversation_id AND e.position < m.position AND e.status IN ('queued', 'sending')
    )
    """,
    _JOBS.replace("the kind", "send"),
)
_TIMERS: Final = _without_job(
    "SELECT 'fire' AS kind, id, due_at AS at, version FROM timer WHERE due_at <= :until", _TIMER_JOBS
)
_LOST: Final = text("""
SELECT j.id FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - :silent OR NOT EXISTS (
    SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'started' AND e.at > now() - :longest
))
""")
