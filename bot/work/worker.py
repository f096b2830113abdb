"""The embedded driver: an in-process poller that keeps the promise "call this at or after its time, at least once".

The tables are the truth. A wake-up is only an invitation to look sooner; one that is lost costs a poll's time.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import structlog

POLL_SECONDS = 0.5
SWEEP_SECONDS = 5.0
MOST_AT_ONCE = 8
LOOK_ANEW_SECONDS = 0.1
BREATH_SECONDS = 0.05  # between two tries of the same piece: a conversation is written in again while its turn ends
STOP_SECONDS = 1.0
_BACK_OFF = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
log = structlog.get_logger()

Piece = TypeVar("Piece", bound=str | tuple[str, int])  # of work: an id, or an id with the version that is meant


@dataclass(frozen=True, kw_only=True)
class Job(Generic[Piece]):
    """One kind of work: what is due, and what to do with one piece of it. Different pieces may run side by side."""

    name: str
    due: Callable[[], Awaitable[Sequence[Piece]]]
    run: Callable[[Piece], Awaitable[object]]
    every_seconds: float = POLL_SECONDS
    at_once: int = MOST_AT_ONCE


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

    def __init__(self, jobs: Sequence[Job[Any]], wake: Wake) -> None:
        self._jobs = jobs
        self._wake = wake
        self._pumps: list[asyncio.Task[None]] = []
        self._ended = asyncio.Event()

    @property
    def alive(self) -> bool:
        """Whether every pump still runs."""
        return bool(self._pumps) and not any(pump.done() for pump in self._pumps)

    async def start(self) -> None:
        self._ended.clear()
        self._pumps = [asyncio.create_task(_Pump(job, self._wake.listen(), self._ended).run()) for job in self._jobs]

    async def stop(self) -> None:
        """Stop looking for work; what does not end within a moment is given up, which is safe at any point."""
        self._ended.set()
        self._wake()
        if self._pumps:
            await asyncio.wait(self._pumps, timeout=STOP_SECONDS)
        for pump in self._pumps:
            pump.cancel()
        for pump in self._pumps:
            with contextlib.suppress(asyncio.CancelledError):
                await pump
        self._pumps = []


class _Pump(Generic[Piece]):
    """Looks for one kind of work and keeps a few pieces of it under way."""

    def __init__(self, job: Job[Piece], woken: asyncio.Event, ended: asyncio.Event) -> None:
        self._job = job
        self._woken = woken
        self._ended = ended
        self._running: dict[Piece, asyncio.Task[None]] = {}
        self._resting: _Resting[Piece] = _Resting()
        self._blind = 0  # looks in a row that failed
        self._idle = job.every_seconds  # until the next look, unless somebody says so before

    async def run(self) -> None:
        try:
            while not self._ended.is_set():
                self._woken.clear()
                await self._work_off(await self._look())
                await self._rest()
            if self._running:
                await asyncio.wait(self._running.values())
        finally:
            for task in self._running.values():
                task.cancel()

    async def _rest(self) -> None:
        """Until it is time to look again, or somebody says so; work that is seldom looked for is not looked for at every word."""
        if self._job.every_seconds > POLL_SECONDS:
            await _pause(self._ended, POLL_SECONDS)
        if not self._ended.is_set():
            await _pause(self._woken, delay(self._blind) if self._blind else self._idle)

    async def _look(self) -> list[Piece]:
        try:
            due = await self._job.due()
        except Exception as error:
            self._blind += 1
            log.error("work_not_seen", job=self._job.name, error=type(error).__name__)
            return []
        self._blind = 0
        ready = self._resting.filter(due)
        self._idle = min([self._job.every_seconds, *self._resting.left(due)])
        return ready

    async def _work_off(self, due: list[Piece]) -> None:
        """Begin what is due, a few pieces at a time; whatever is more urgent by now is seen by the next look."""
        looked_at = asyncio.get_running_loop().time()
        for piece in due:
            if self._ended.is_set():
                return
            if piece in self._running:
                continue
            while len(self._running) >= self._job.at_once:
                await asyncio.wait(self._running.values(), return_when=asyncio.FIRST_COMPLETED)
                if self._woken.is_set() and asyncio.get_running_loop().time() - looked_at > LOOK_ANEW_SECONDS:
                    return
            self._running[piece] = asyncio.create_task(self._run(piece))

    async def _run(self, piece: Piece) -> None:
        try:
            await self._job.run(piece)
        except Exception as error:
            times = self._resting.failed(piece)
            name = piece if isinstance(piece, str) else piece[0]
            log.error("work_failed", job=self._job.name, id=name, error=type(error).__name__, times=times)
        else:
            often = self._job.every_seconds <= POLL_SECONDS
            self._resting.done(piece, BREATH_SECONDS if often else self._job.every_seconds)
        finally:
            self._running.pop(piece, None)
            self._woken.set()  # It may have made other work due: the next message of this conversation, say.


class _Resting(Generic[Piece]):
    """Work that was just tried rests before its next try, and takes no place from other work meanwhile.

    After a failure ever longer; after a success for a breath, or for the time of a job that is seldom looked for, so that
    work which stays due cannot spin.
    """

    def __init__(self) -> None:
        self._tries: dict[Piece, tuple[int, float]] = {}  # piece -> failures in a row, not before (loop time)

    def filter(self, due: Sequence[Piece]) -> list[Piece]:
        """What of the due work may run now. Work that is no longer due and has rested is forgotten."""
        now = asyncio.get_running_loop().time()
        wanted = set(due)
        self._tries = {piece: rest for piece, rest in self._tries.items() if piece in wanted or rest[1] > now}
        return [piece for piece in due if self._tries.get(piece, (0, 0.0))[1] <= now]

    def left(self, due: Sequence[Piece]) -> list[float]:
        """How many seconds each of the due pieces that rest has still to rest."""
        now = asyncio.get_running_loop().time()
        return [self._tries[piece][1] - now for piece in due if piece in self._tries and self._tries[piece][1] > now]

    def failed(self, piece: Piece) -> int:
        times = self._tries.get(piece, (0, 0.0))[0] + 1
        self._rest(piece, times, delay(times))
        return times

    def done(self, piece: Piece, seconds: float) -> None:
        self._rest(piece, 0, seconds)

    def _rest(self, piece: Piece, failures: int, seconds: float) -> None:
        self._tries[piece] = (failures, asyncio.get_running_loop().time() + seconds)


def delay(failures: int) -> float:
    """Seconds to rest after so many failures in a row."""
    return _BACK_OFF[min(failures, len(_BACK_OFF)) - 1]


async def _pause(woken: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await woken.wait()
