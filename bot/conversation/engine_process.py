"""Keeps one dialogue engine running: starts it in its box, checks who answers, restarts it with back-off.

The box: a cleared environment, a socket in a private folder, peer credentials checked, and, where the kernel allows it,
a network namespace of its own in which no interface is up.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog

from bot.conversation.dialogue import Event, RunAction, TurnResult, Understanding
from bot.conversation.engine_client import EngineConnection
from bot.errors import EngineTooSlow, EngineUnavailable

START_SECONDS = 90.0
WATCH_SECONDS = 5.0
ENGINE_TURN_SECONDS = 2.0  # a little less than the core waits, so that the engine itself can say that it took too long
_BACK_OFF = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
_NO_NETWORK = ("unshare", "--user", "--map-root-user", "--net", "--")
_LONGEST_FOLDER = 70
_EVENT = re.compile(r"[a-z_]{1,60}")
log = structlog.get_logger()


class EngineProcess:
    """A `Dialogue` whose turns are taken by a child process."""

    def __init__(self, command: Sequence[str], *, model: Path, root: Path) -> None:
        self._command = tuple(command)
        self._model = model
        self._root = root
        self._connection: EngineConnection | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._up = asyncio.Event()

    async def start(self) -> None:
        """Begin to keep an engine running; comes back at once."""
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """End the engine and its keeper."""
        if self._keeper is not None:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
            self._keeper = None

    async def wait_until_ready(self, seconds: float) -> None:
        """Come back when an engine answers; raises `EngineUnavailable` when none does in time."""
        try:
            async with asyncio.timeout(seconds):
                while not self.is_up():
                    self._up.clear()
                    await self._up.wait()
        except TimeoutError:
            raise EngineUnavailable("it did not start in time") from None

    async def take_turn(
        self, *, text: str, events: Sequence[Event], facts: Mapping[str, Any], run_action: RunAction
    ) -> TurnResult:
        connection = self._connected()
        async with _replaced_when_hung(connection):
            return await connection.turn(text=text, events=events, facts=facts, run_action=run_action)

    async def parse(self, texts: Sequence[str]) -> list[Understanding]:
        connection = self._connected()
        async with _replaced_when_hung(connection):
            return await connection.parse(texts)

    async def ready(self) -> bool:
        try:
            await self._connected().ping()
        except EngineUnavailable:
            return False
        return True

    def is_up(self) -> bool:
        """Whether an engine is connected, without asking it."""
        return self._connection is not None and not self._connection.closed.is_set()

    def _connected(self) -> EngineConnection:
        if self._connection is None or not self.is_up():
            raise EngineUnavailable("it is not running")
        return self._connection

    async def _keep(self) -> None:
        """Run engine after engine. A start that held resets the back-off."""
        boxed = await _can_unshare()
        if not boxed:
            log.warning("engine_network_not_closed")
        failures = 0
        while True:
            try:
                await self._run_one(boxed)
                failures = 0
            except (EngineUnavailable, OSError, EOFError, TimeoutError) as error:
                log.error("engine_start_failed", error=type(error).__name__)
            delay = _BACK_OFF[min(failures, len(_BACK_OFF) - 1)]
            failures += 1
            log.warning("engine_restarts", seconds=delay)
            await asyncio.sleep(delay)

    async def _run_one(self, boxed: bool) -> None:
        """One engine from start to end. Raises when it could not be started or spoken with."""
        digest = _read_digest(self._model)
        with tempfile.TemporaryDirectory(prefix="puente-engine-", dir=_short_folder()) as folder:
            path = Path(folder) / "engine.sock"
            greeted: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
            server = await asyncio.start_unix_server(lambda r, w: greeted.put_nowait((r, w)), path)
            path.chmod(0o600)
            process = await self._spawn(boxed, path, digest, folder)
            echo = asyncio.create_task(_pass_on_events(process))
            try:
                connection = await self._greet(greeted, process, digest)
                server.close()
                self._connection = connection
                self._up.set()
                log.info("engine_ready")
                await self._watch(connection, process)
            finally:
                server.close()
                self._connection = None
                self._up.clear()
                await _end(process)
                await echo
                while not greeted.empty():
                    await EngineConnection(*greeted.get_nowait()).close()

    async def _spawn(self, boxed: bool, path: Path, digest: str, home: str) -> asyncio.subprocess.Process:
        limit = ("--turn-seconds", str(ENGINE_TURN_SECONDS))
        arguments = ("--socket", str(path), "--model", str(self._model), "--sha256", digest, *limit)
        prefix = _NO_NETWORK if boxed else ()
        return await asyncio.create_subprocess_exec(
            *prefix,
            *self._command,
            *arguments,
            cwd=self._root,
            env={
                **{"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
                **{"HOME": home, "TMPDIR": home},  # what it may leave behind goes with the folder
            },
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )

    async def _greet(
        self,
        greeted: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]],
        process: asyncio.subprocess.Process,
        digest: str,
    ) -> EngineConnection:
        """Wait for the child itself to connect and to greet; an early death ends the wait."""
        ended = asyncio.create_task(process.wait())
        came = asyncio.create_task(greeted.get())
        try:
            async with asyncio.timeout(START_SECONDS):
                await asyncio.wait({ended, came}, return_when=asyncio.FIRST_COMPLETED)
                if not came.done():
                    raise EngineUnavailable("it ended while starting")
                connection = EngineConnection(*came.result())
                try:
                    connection.check_peer(process.pid)
                    await connection.hello(digest)
                except BaseException:
                    await connection.close()
                    raise
                return connection
        finally:
            ended.cancel()
            came.cancel()

    async def _watch(self, connection: EngineConnection, process: asyncio.subprocess.Process) -> None:
        """Serve until the connection or the process ends, or a ping between turns goes unanswered."""
        listening = asyncio.create_task(connection.listen())
        ended = asyncio.create_task(process.wait())
        try:
            while not connection.closed.is_set() and not ended.done():
                await asyncio.wait({listening, ended}, timeout=WATCH_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                if not connection.closed.is_set() and not ended.done():
                    await self._check_pulse(connection)
        finally:
            await connection.close()
            listening.cancel()
            ended.cancel()

    @staticmethod
    async def _check_pulse(connection: EngineConnection) -> None:
        """An engine that misses a ping is asked once more, since a long parse may keep it; then it is replaced."""
        for last in (False, True):
            try:
                await connection.ping()
                return
            except EngineUnavailable:
                if last:
                    log.error("engine_hangs")
                    await connection.close()


@contextlib.asynccontextmanager
async def _replaced_when_hung(connection: EngineConnection) -> AsyncIterator[None]:
    """An engine that did not answer in time is ended and started anew, not waited for again."""
    try:
        yield
    except EngineTooSlow:
        await connection.close()
        raise


def engine_python(root: Path) -> str:
    """The Python of the engine's own environment."""
    return str(root / "engine" / ".venv" / "bin" / "python")


def engine_command(root: Path) -> tuple[str, ...]:
    """How the real engine is started."""
    return (engine_python(root), "-m", "engine")


def _read_digest(model: Path) -> str:
    path = model.with_suffix("").with_suffix(".sha256")
    try:
        digest = path.read_text().split()[0]
    except (OSError, IndexError):
        raise EngineUnavailable("there is no trained model") from None
    if len(digest) != 64 or not model.exists():
        raise EngineUnavailable("there is no trained model")
    return digest


def _short_folder() -> str:
    """Where the private folder is made. A socket's path has 107 bytes at most, so a deep folder is passed over."""
    usual = tempfile.gettempdir()
    return usual if len(usual) <= _LONGEST_FOLDER else "/tmp"  # noqa: S108 - the folder in it is private


async def _can_unshare() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        probe = await asyncio.create_subprocess_exec(
            *_NO_NETWORK, "true", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
    except OSError:
        return False
    return await probe.wait() == 0


async def _pass_on_events(process: asyncio.subprocess.Process) -> None:
    """Log the names of the engine's own events; whatever else it may print goes nowhere."""
    if process.stderr is None:
        return
    with contextlib.suppress(ValueError):  # an endless line: the engine is broken, and nobody listens any more
        async for line in process.stderr:
            name = _event_name(line)
            if name is not None:
                log.info("engine_says", name=name)


def _event_name(line: bytes) -> str | None:
    try:
        name = json.loads(line).get("event")
    except (ValueError, AttributeError):
        return None
    return name if isinstance(name, str) and _EVENT.fullmatch(name) else None


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
