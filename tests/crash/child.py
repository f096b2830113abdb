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
LOOKS_EVERY_SECONDS = 0.02


class NotInTime(AssertionError):
    """What was waited for did not happen:"""


async def until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for a condition. Raises `NotInTime`, saying what was waited for."""
    try:
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110 - it comes true in another process
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
        self.base = f"http://127.0.0.1:{settings['PUENTE_PORT']}"
        self._command = (sys.executable, "-m", module, *arguments)
        self._environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
            **{"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"},
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None
        for name in ("home", "tmp"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it and come back when `GET /ready` says so."""
        with (self.folder / "stdout").open("ab") as out, (self.folder / "stderr").open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, cwd=ROOT, env=self._environment, stdout=out, stderr=errors
            )
        try:
            async with httpx.AsyncClient() as client, asyncio.timeout(START_SECONDS):
                while not await self._is_ready(client):
                    if self._process.returncode is not None:
                        raise NotInTime(f"the service ended while starting: {self._last_words()}")
                    await asyncio.sleep(LOOKS_EVERY_SECONDS)
        except TimeoutError:
            raise NotInTime("the service did not become ready") from None

    async def was_killed(self, seconds: float) -> bool:
        """Wait for its end; whether that was by SIGKILL."""
        assert self._process is not None
        try:
            async with asyncio.timeout(seconds):
                return await self._process.wait() == -signal.SIGKILL
        except TimeoutError:
            return False

    async def stop(self) -> None:
        """End it in good order, or else by force. Safe to call again."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        if not await self._ended(process, 10.0):
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _is_ready(self, client: httpx.AsyncClient) -> bool:
        with suppress(httpx.TransportError):
            return (await client.get(f"{self.base}/ready")).status_code == 200
        return False

    def _last_words(self) -> str:
        lines = (self.folder / "stderr").read_text(encoding="utf-8", errors="replace").splitlines()
        return lines[-1] if lines else "it said nothing"

    @staticmethod
    async def _ended(process: asyncio.subprocess.Process, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await process.wait()
        except TimeoutError:
            return False
        return True
