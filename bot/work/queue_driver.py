"""The driver over the queue in PostgreSQL: Procrastinate's workers take jobs, as many processes as there are.

A job names a piece of work by its id. It may come early, twice, or for something long settled: whoever does the piece looks at
its row first. Nothing of a job is logged but the id, and no error leaves a piece but by its name.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as QueuedJob
from psycopg_pool import AsyncConnectionPool

from bot.bootstrap import House
from bot.errors import PuenteError
from bot.store.queueing import LONGEST, QUEUES, Backlog, QueueDeferrer
from bot.work.driver import chores, every_so_often
from bot.work.pieces import NotYet, Pieces
from bot.work.timers import Timers
from bot.work.worker import MOST_AT_ONCE, Job, Wake, Worker, delay

POLL_SECONDS = 0.5  # for jobs whose time comes; a new one is heard of at once
SWEEP_SECONDS = 5.0
HEARTBEAT_SECONDS = 2.0
SILENT_SECONDS = 10.0  # a worker not heard of for so long is dead: its jobs go to others
STOP_SECONDS = 2.0
GIVE_UP_SECONDS = LONGEST.total_seconds() - 15
log = structlog.get_logger()


class WorkFailed(PuenteError):
    """A piece of work failed, and is tried again:"""


class _TryAgain(BaseRetryStrategy):
    """As long as it takes: early work at its time, failed work ever more slowly."""

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision:
        if isinstance(exception, NotYet):
            return RetryDecision(retry_at=datetime.now(UTC) + exception.wait)
        return RetryDecision(retry_at=datetime.now(UTC) + timedelta(seconds=delay(job.attempts + 1)))


class QueueDriver:
    """Takes turns, sends messages and fires timers as the queue calls for them, and sees to it that it calls for all of them."""

    def __init__(self, house: House, timers: Timers, wake: Wake, *, turns_may_begin: asyncio.Event) -> None:
        self._database = house.store.database
        self._turns_may_begin = turns_may_begin
        self._backlog = Backlog(self._database, QueueDeferrer(house.clock), house.clock)
        self._app = App(connector=PsycopgConnector(pool_factory=_pool, conninfo=self._database.conninfo))
        pieces = Pieces(house, timers)
        for kind, do in (("turn", pieces.turn), ("send", pieces.send), ("fire", pieces.fire)):
            self._app.task(name=kind, queue=QUEUES[kind], retry=_TryAgain())(_carefully(kind, do))
        sweep = Job(name="sweep", due=every_so_often("sweep"), run=self._sweep, every_seconds=SWEEP_SECONDS)
        self._chores = Worker([sweep, *chores(house)], wake)
        self._workers: list[asyncio.Task[None]] = []

    @property
    def alive(self) -> bool:
        """Whether every part of it still runs."""
        return self._chores.alive and bool(self._workers) and not any(worker.done() for worker in self._workers)

    async def start(self) -> None:
        await self._app.open_async()
        self._workers = [asyncio.create_task(self._keep_working(queue)) for queue in QUEUES.values()]
        await self._chores.start()

    async def stop(self) -> None:
        """Stop taking jobs; what cannot end at once goes back into the queue."""
        await self._chores.stop()
        for worker in self._workers:
            worker.cancel()
        for worker in self._workers:
            with contextlib.suppress(asyncio.CancelledError):
                await worker
        self._workers = []
        await self._app.close_async()

    async def _keep_working(self, queue: str) -> None:
        """One worker of the library on one queue; when it ends, because the database went away, say, another one."""
        if queue == QUEUES["turn"]:
            await self._turns_may_begin.wait()
        ends = 0
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await self._app.run_worker_async(
                    queues=[queue],
                    name=queue,
                    concurrency=MOST_AT_ONCE,
                    fetch_job_polling_interval=POLL_SECONDS,
                    abort_job_polling_interval=3600,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=SILENT_SECONDS,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    delete_jobs="always",
                    install_signal_handlers=False,
                )
                error = "ended"
            except Exception as failure:
                error = type(failure).__name__
            ends = 1 if asyncio.get_running_loop().time() - began > LONGEST.total_seconds() else ends + 1
            log.error("worker_ended", name=queue, error=error, times=ends)
            await asyncio.sleep(delay(ends))

    async def _sweep(self, _: str) -> None:
        """Jobs of the dead go back into the queue, and rows without a job get one. Once at a time, whoever does it."""
        async with self._database.alone("sweep") as mine:
            if not mine:
                return
            for job_id in await self._backlog.lost(timedelta(seconds=SILENT_SECONDS)):
                with contextlib.suppress(ConnectorException):  # It ended meanwhile.
                    await self._app.job_manager.retry_job_by_id_async(job_id, datetime.now(UTC))
                    log.warning("job_taken_back", id=str(job_id))
            found = await self._backlog.queue()
            if found:
                log.info("work_called_for", times=found)


def _carefully(kind: str, do: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Do a piece in bounded time; its error is told by its name, and nothing else of it goes to the library."""

    async def piece(**named: Any) -> None:
        failed = ""
        try:
            async with asyncio.timeout(GIVE_UP_SECONDS):
                await do(**named)
        except NotYet:
            raise
        except Exception as error:
            failed = type(error).__name__
            log.error("work_failed", job=kind, id=_name_of(named), error=failed)
        if failed:
            raise WorkFailed(failed)

    return piece


def _name_of(named: Mapping[str, Any]) -> str:
    """The id of a piece, or of the first of the timers that share a job."""
    return str(named["id"] if "id" in named else named["timers"][0][0])


def _pool(**options: object) -> AsyncConnectionPool:
    """Without the library's own look at every connection before every statement: a broken one fails, and work is repeated."""
    return AsyncConnectionPool(**{**options, "check": None, "min_size": 2, "max_size": 8})  # type: ignore[arg-type]
