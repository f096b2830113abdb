"""The conversation with the core: reads requests, runs them side by side, hands custom actions back to the core.

The protocol is the table in `docs/decisions/0001-rasa-in-a-box.md`. Nothing is kept between two requests.
"""

import asyncio
import faulthandler
import os
import socket
import struct
from pathlib import Path
from typing import Any

from engine.errors import BadRequest, EngineError, Refusal, TurnFailed
from engine.framing import FrameError, encode, read_frame
from engine.loading import LoadedModel

PROTOCOL = 1
_ACTIVE_AT_ONCE = 64
_HEARTBEAT = 1.0
# A loop that has not moved for this much longer than a turn may take hangs in a place that cannot be interrupted.
_HANGING = 6.0


def connect(path: Path) -> socket.socket:
    """A socket connected to the core, whose process must belong to this user. Raises Refusal."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(str(path))
    except OSError:
        raise Refusal("core_unreachable") from None
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, uid, _ = struct.unpack("3i", credentials)
    if uid != os.getuid():
        raise Refusal("core_is_another_user")
    return connection


async def serve(connection: socket.socket, model: LoadedModel, turn_seconds: float) -> None:
    """Answer requests until the core closes the socket. Raises FrameError when it breaks the protocol."""
    reader, writer = await asyncio.open_unix_connection(sock=connection)
    session = _Session(model, writer, turn_seconds)
    heart = asyncio.create_task(_beat(turn_seconds))
    try:
        await session.send({"type": "hello", "protocol": PROTOCOL, "model": model.sha256})
        while (frame := await read_frame(reader)) is not None:
            session.receive(frame)
    finally:
        heart.cancel()
        session.close()
        writer.close()


async def _beat(turn_seconds: float) -> None:
    """Ends the process when the loop stands still; the core starts another one."""
    with open(os.devnull, "w") as nowhere:  # noqa: ASYNC230, PTH123 - opening the null device waits for nothing
        while True:
            faulthandler.dump_traceback_later(turn_seconds + _HANGING, exit=True, file=nowhere)
            await asyncio.sleep(_HEARTBEAT)


class _Session:
    """The requests under way on one connection."""

    def __init__(self, model: LoadedModel, writer: asyncio.StreamWriter, turn_seconds: float) -> None:
        self._model = model
        self._writer = writer
        self._turn_seconds = turn_seconds
        self._active: dict[str, asyncio.Task[None]] = {}
        self._calls: dict[tuple[str, int], asyncio.Future[dict[str, Any]]] = {}

    def receive(self, frame: dict[str, Any]) -> None:
        """Take up one frame. Raises FrameError when it has no id or no type to answer to."""
        kind, request_id = frame.get("type"), frame.get("id")
        if not isinstance(kind, str) or not isinstance(request_id, str) or not request_id:
            raise FrameError("no type or no id")
        if kind == "action_result":
            self._resolve(request_id, frame)
        elif request_id in self._active or len(self._active) >= _ACTIVE_AT_ONCE:
            self._writer.write(encode(_failure(request_id, BadRequest.code)))
        else:
            task = asyncio.create_task(self._answer(kind, request_id, frame))
            self._active[request_id] = task
            task.add_done_callback(lambda _: self._active.pop(request_id, None))

    async def send(self, message: dict[str, Any]) -> None:
        self._writer.write(encode(message))
        await self._writer.drain()

    def close(self) -> None:
        for task in list(self._active.values()):
            task.cancel()

    async def _answer(self, kind: str, request_id: str, frame: dict[str, Any]) -> None:
        try:
            answer = await self._run(kind, request_id, frame)
            await self.send({**answer, "id": request_id})
        except EngineError as error:
            await self.send(_failure(request_id, error.code))
        except ConnectionError:
            return  # The core is gone, and `serve` ends.
        except Exception:
            # Neither the error nor its text leaves: it may hold what the youth wrote.
            await self.send(_failure(request_id, TurnFailed.code))

    async def _run(self, kind: str, request_id: str, frame: dict[str, Any]) -> dict[str, Any]:
        from engine.turn import TurnRequest, parse, run_turn

        if kind == "ping":
            return {"type": "pong"}
        if kind == "parse":
            return {"type": "parse_result", "results": await parse(self._model.processor, frame.get("texts"))}
        if kind == "turn":
            calls = _Calls(self, request_id)
            request = TurnRequest.read(frame)
            outcome = await run_turn(self._model.processor, request, calls.run, self._turn_seconds)
            return {"type": "turn_result", **outcome.report()}
        raise BadRequest

    def _resolve(self, request_id: str, frame: dict[str, Any]) -> None:
        """Hand an action's result to the turn that waits for it; one that nobody waits for any more is dropped."""
        call = frame.get("call")
        waiting = self._calls.get((request_id, call)) if isinstance(call, int) else None
        if waiting is not None and not waiting.done():
            waiting.set_result(frame)

    async def call_core(self, request_id: str, call: int, body: dict[str, Any]) -> dict[str, Any]:
        waiting: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._calls[request_id, call] = waiting
        try:
            await self.send({"type": "action", "id": request_id, "call": call, "body": body})
            return await waiting
        finally:
            del self._calls[request_id, call]


class _Calls:
    """Numbers the custom-action calls of one turn."""

    def __init__(self, session: _Session, request_id: str) -> None:
        self._session = session
        self._request_id = request_id
        self._last = 0

    async def run(self, body: dict[str, Any]) -> dict[str, Any]:
        self._last += 1
        return await self._session.call_core(self._request_id, self._last, body)


def _failure(request_id: str, code: str) -> dict[str, Any]:
    return {"type": "error", "id": request_id, "code": code}
