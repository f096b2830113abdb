"""The embedded driver: an in-process poller that keeps the promise "call this at or after its time, at least once".

The tables are the truth. A wake-up is only an invitation to look sooner; one that is lost costs a poll's time.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

POLL_SECONDS = 0.5
SWEEP_SECONDS = 5.0
MOST_AT_ONCE = 8
_BACK_OFF = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Job:
    """One kind of work: what is due (ids), and what to do with one id. Different ids may run side by side."""

    name: str
    due: Callable[[], Awaitable[Sequence[str]]]
    run: Callable[[str], Awaitable[object]]
    every_seconds: float = POLL_SECONDS


class Wake:
    """Invites every pump to look at once. Safe to call from anywhere in the event loop."""

    def __init__(self) -> None:
        self._events: list[asyncio.Event] = []

    def __call__(self) -> None:
        for event in self._events:
            event.set()

    def listen(self) -> asyncio.Event:
        event = asyncio.Event()
        self._events.append(event)
        return event


class Worker:
    """Runs jobs until it is stopped. A job that fails is logged by its error's name and tried again, ever more slowly."""

    def __init__(self, jobs: Sequence[Job], wake: Wake) -> None:
        self._jobs = jobs
        self._wake = wake
        self._pumps: list[asyncio.Task[None]] = []

    @property
    def alive(self) -> bool:
        """Whether every pump still runs."""
        return bool(self._pumps) and not any(pump.done() for pump in self._pumps)

    async def start(self) -> None:
        self._pumps = [asyncio.create_task(self._pump(job, self._wake.listen())) for job in self._jobs]

    async def stop(self) -> None:
        """Stop looking for work; what is under way is given up, which is safe at any point."""
        for pump in self._pumps:
            pump.cancel()
        for pump in self._pumps:
            with contextlib.suppress(asyncio.CancelledError):
                await pump
        self._pumps = []

    async def _pump(self, job: Job, woken: asyncio.Event) -> None:
        running: dict[str, asyncio.Task[None]] = {}
        resting = _Resting()
        blind = 0  # looks in a row that failed
        try:
            while True:
                woken.clear()
                try:
                    due = resting.filter(await job.due())
                    blind = 0
                except Exception as error:
                    due, blind = [], blind + 1
                    log.error("work_not_seen", job=job.name, error=type(error).__name__)
                for name in due:
                    if name not in running and len(running) < MOST_AT_ONCE:
                        running[name] = asyncio.create_task(self._run(job, name, resting, woken))
                await _pause(woken, _delay(blind) if blind else job.every_seconds)
                running = {name: task for name, task in running.items() if not task.done()}
        finally:
            for task in running.values():
                task.cancel()

    async def _run(self, job: Job, name: str, resting: _Resting, woken: asyncio.Event) -> None:
        try:
            await job.run(name)
        except Exception as error:
            times = resting.failed(name)
            log.error("work_failed", job=job.name, id=name, error=type(error).__name__, times=times)
        else:
            resting.done(name, job.every_seconds)
            woken.set()  # It may have made other work due: the next message of this conversation, say.


class _Resting:
    """Work that was just tried rests before its next try, and takes no place from other work meanwhile.

    After a failure ever longer; after a success for the job's usual time, so that work which stays due cannot spin.
    """

    def __init__(self) -> None:
        self._tries: dict[str, tuple[int, float]] = {}  # id -> failures in a row, not before (loop time)

    def filter(self, due: Sequence[str]) -> list[str]:
        """What of the due work may run now. Work that is no longer due and has rested is forgotten."""
        now = asyncio.get_running_loop().time()
        wanted = set(due)
        self._tries = {name: rest for name, rest in self._tries.items() if name in wanted or rest[1] > now}
        return [name for name in due if self._tries.get(name, (0, 0.0))[1] <= now]

    def failed(self, name: str) -> int:
        times = self._tries.get(name, (0, 0.0))[0] + 1
        self._rest(name, times, _delay(times))
        return times

    def done(self, name: str, seconds: float) -> None:
        self._rest(name, 0, seconds)

    def _rest(self, name: str, failures: int, seconds: float) -> None:
        self._tries[name] = (failures, asyncio.get_running_loop().time() + seconds)


def _delay(failures: int) -> float:
    return _BACK_OFF[min(failures, len(_BACK_OFF)) - 1]


async def _pause(woken: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await woken.wait()
