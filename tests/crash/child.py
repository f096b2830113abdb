"""One serving process at a time, in an environment and a folder of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import httpx

from bot.settings import ROOT

START_SECONDS = 90.0
STOP_SECONDS = 10.0
LOOKS_EVERY_SECONDS = 0.02


class NotInTime(AssertionError):
    """What was waited for did not happen:"""


async def until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for a condition. Raises `NotInTime`, saying what was waited for."""
    try:
        async with asyncio.timeout(seconds):
            while not holds():
                await asyncio.sleep(LOOKS_EVERY_SECONDS)
    except TimeoutError:
        raise NotInTime(what) from None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Child:
    """The service as a process. All that it prints is kept in `stdout` and `stderr` of the folder, start after start."""

    def __init__(self, module: str, arguments: Sequence[str], *, settings: Mapping[str, str], folder: Path) -> None:
        self.folder = folder
        self.pid = 0
        self.base = f"http://127.0.0.1:{settings['PUENTE_PORT']}"
        self._command = (sys.executable, "-m", module, *arguments)
        self._environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
            **{"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"},
            **settings,
        }
        self._end: asyncio.Task[int] | None = None
        self._client = httpx.AsyncClient()
        for name in ("home", "tmp"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    async def start(self) -> None:
        """Start it and come back when `GET /ready` says so."""
        self.pid, self._end = await self._spawn()
        try:
            async with asyncio.timeout(START_SECONDS):
                while not await self._is_ready():
                    if self._end.done():
                        raise NotInTime(f"the service ended while starting: {self._last_words()}")
                    await asyncio.sleep(LOOKS_EVERY_SECONDS)
        except TimeoutError:
            raise NotInTime("the service did not become ready") from None

    @property
    def is_running(self) -> bool:
        return self._end is not None and not self._end.done()

    async def was_killed(self, seconds: float) -> bool:
        """Wait for its end; whether that was by SIGKILL."""
        assert self._end is not None
        await asyncio.wait({self._end}, timeout=seconds)
        return self._end.done() and self._end.result() == -signal.SIGKILL

    async def stop(self) -> None:
        """End it in good order, or else by force."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._end is not None and not self._end.done():
                os.kill(self.pid, number)
                await asyncio.wait({self._end}, timeout=STOP_SECONDS)
        await self._client.aclose()

    async def _spawn(self) -> tuple[int, asyncio.Task[int]]:
        """Its id, and the wait for its exit code (negative: the signal that ended it)."""
        with (self.folder / "stdout").open("ab") as out:
            process = await self._execute(asyncio.subprocess.DEVNULL, out.fileno())
        return process.pid, asyncio.create_task(process.wait())

    async def _execute(self, stdin: int, stdout: int) -> asyncio.subprocess.Process:
        with (self.folder / "stderr").open("ab") as errors:
            return await asyncio.create_subprocess_exec(
                *self._command, cwd=ROOT, env=self._environment, stdin=stdin, stdout=stdout, stderr=errors
            )

    async def _is_ready(self) -> bool:
        with suppress(httpx.TransportError):
            return (await self._client.get(f"{self.base}/ready")).status_code == 200
        return False

    def _last_words(self) -> str:
        lines = (self.folder / "stderr").read_text(encoding="utf-8", errors="replace").splitlines()
        return lines[-1] if lines else "it said nothing"


class Forked(Child):
    """The service, forked at each start by a program that has loaded its libraries once (`tests.crash.launching`)."""

    _launcher: asyncio.subprocess.Process | None = None

    async def _spawn(self) -> tuple[int, asyncio.Task[int]]:
        if self._launcher is None:
            self._launcher = await self._execute(asyncio.subprocess.PIPE, asyncio.subprocess.PIPE)
        assert self._launcher.stdin is not None
        self._launcher.stdin.write(b"start\n")
        return await self._number(), asyncio.create_task(self._number())

    async def stop(self) -> None:
        await super().stop()
        if self._launcher is not None and self._launcher.stdin is not None:
            self._launcher.stdin.close()
            await self._launcher.wait()

    async def _number(self) -> int:
        assert self._launcher is not None
        assert self._launcher.stdout is not None
        line = await self._launcher.stdout.readline()
        if not line:
            raise NotInTime(f"the launcher ended: {self._last_words()}")
        return int(line)
