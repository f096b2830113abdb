"""The core's end of the engine's socket: length-framed JSON, requests by id, action calls answered on the way.

A frame is four bytes of length (big endian) and a JSON object in UTF-8, 4 MiB at most. Whatever the engine says that is
not of the agreed shape counts as a failure of the engine: the connection is dropped and every waiting request fails.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from bot.care.ids import new_id
from bot.conversation.dialogue import ActionRefused, Event, RunAction, TurnResult, Understanding, Utterance
from bot.errors import EngineTooSlow, EngineUnavailable

MOST_BYTES = 4 * 1024 * 1024
TURN_SECONDS = 2.5
PARSE_SECONDS = 60.0  # of a whole file of texts; a single one belongs to a turn
PING_SECONDS = 2.0


class EngineConnection:
    """One connection to one running engine."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._actions: dict[str, RunAction] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.closed = asyncio.Event()

    def check_peer(self, pid: int) -> None:
        """The peer must be our own child, by the kernel's word (SO_PEERCRED: pid, uid, gid)."""
        peer = self._writer.get_extra_info("socket")
        raw = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        peer_pid, peer_uid, _ = struct.unpack("3i", raw)
        if peer_pid != pid or peer_uid != os.getuid():
            raise EngineUnavailable("someone else answered in its place")

    async def hello(self, model: str) -> None:
        """Read the engine's greeting; it must be of our protocol and of the model we told it to load."""
        frame = await self._frame()
        if frame.get("type") != "hello" or frame.get("protocol") != 1 or frame.get("model") != model:
            raise EngineUnavailable("its greeting is not ours")

    async def listen(self) -> None:
        """Take frames until the connection ends; then every waiting request fails."""
        try:
            while True:
                self._take(await self._frame())
        except (OSError, EOFError, EngineUnavailable):
            pass
        finally:
            await self.close()

    async def close(self) -> None:
        """End the connection. Safe to call again."""
        self.closed.set()
        self._writer.close()
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(EngineUnavailable("the connection ended"))
        for task in self._tasks:
            task.cancel()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def turn(
        self, *, text: str, events: Sequence[Event], facts: Mapping[str, Any], run_action: RunAction
    ) -> TurnResult:
        request = {"type": "turn", "id": new_id(), "text": text, "events": list(events), "facts": dict(facts)}
        answer = await self._ask(request, "turn_result", TURN_SECONDS, run_action)
        return _turn_result(answer)

    async def parse(self, texts: Sequence[str]) -> list[Understanding]:
        seconds = TURN_SECONDS if len(texts) == 1 else PARSE_SECONDS
        answer = await self._ask({"type": "parse", "id": new_id(), "texts": list(texts)}, "parse_result", seconds)
        try:
            results = [_understanding(result) for result in answer["results"]]
        except (KeyError, TypeError, ValueError):
            raise EngineUnavailable("its answer is malformed") from None
        if len(results) != len(texts):
            raise EngineUnavailable("its answer is malformed")
        return results

    async def ping(self) -> None:
        await self._ask({"type": "ping", "id": new_id()}, "pong", PING_SECONDS)

    async def _ask(
        self, request: dict[str, Any], expected: str, seconds: float, run_action: RunAction | None = None
    ) -> dict[str, Any]:
        if self.closed.is_set():
            raise EngineUnavailable("the connection ended")
        name = request["id"]
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[name] = future
        if run_action is not None:
            self._actions[name] = run_action
        try:
            async with asyncio.timeout(seconds):
                await self._send(request)
                answer = await future
        except TimeoutError:
            raise EngineTooSlow from None
        except OSError:
            raise EngineUnavailable("the connection ended") from None
        finally:
            self._waiting.pop(name, None)
            self._actions.pop(name, None)
        if answer.get("type") == "error":
            raise EngineUnavailable(_code(answer.get("code")))
        if answer.get("type") != expected:
            raise EngineUnavailable("its answer is malformed")
        return answer

    def _take(self, frame: dict[str, Any]) -> None:
        name = frame.get("id")
        if not isinstance(name, str):
            raise EngineUnavailable("its answer is malformed")
        if frame.get("type") == "action":
            run_action = self._actions.get(name)
            if run_action is not None:
                task = asyncio.create_task(self._act(name, frame, run_action))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            return
        future = self._waiting.get(name)
        if future is not None and not future.done():
            future.set_result(frame)

    async def _act(self, name: str, frame: dict[str, Any], run_action: RunAction) -> None:
        """Run a custom action and answer the engine. A failure of the action ends the turn, not the connection."""
        answer: dict[str, Any] = {"type": "action_result", "id": name, "call": frame.get("call")}
        try:
            answer["body"] = dict(await run_action(frame["body"]))
        except ActionRefused as refused:
            answer |= {"error": "ActionExecutionRejection", "action_name": refused.action_name}
        except Exception as error:
            # The error is handed to whoever waits for this turn, who decides; the engine's turn is given up.
            future = self._waiting.get(name)
            if future is not None and not future.done():
                future.set_exception(error)
            answer |= {"error": "ActionFailed"}
        try:
            await self._send(answer)
        except OSError:
            await self.close()

    async def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
        if len(body) > MOST_BYTES:
            raise EngineUnavailable("the state is too large")
        self._writer.write(struct.pack(">I", len(body)) + body)
        await self._writer.drain()

    async def _frame(self) -> dict[str, Any]:
        length = struct.unpack(">I", await self._reader.readexactly(4))[0]
        if length > MOST_BYTES:
            raise EngineUnavailable("its answer is too large")
        try:
            frame = json.loads(await self._reader.readexactly(length))
        except ValueError:
            raise EngineUnavailable("its answer is malformed") from None
        if not isinstance(frame, dict):
            raise EngineUnavailable("its answer is malformed")
        return frame


def _turn_result(answer: Mapping[str, Any]) -> TurnResult:
    try:
        utterances = tuple(
            Utterance(
                response=_name(said["response"]),
                arguments=dict(said.get("arguments") or {}),
                slots=dict(said.get("slots") or {}),
            )
            for said in answer["utterances"]
        )
        events = tuple(dict(event) for event in answer["events"])
        slots = dict(answer["slots"])
        understanding = _understanding(answer["understanding"])
    except (KeyError, TypeError, ValueError):
        raise EngineUnavailable("its answer is malformed") from None
    if not utterances:
        raise EngineUnavailable("it said nothing")
    return TurnResult(events=events, slots=slots, utterances=utterances, understanding=understanding)


def _understanding(result: Mapping[str, Any]) -> Understanding:
    ranking = tuple((_name(row["name"]), float(row["confidence"])) for row in result.get("ranking") or ())
    risk = {_name(kind): float(chance) for kind, chance in (result.get("risk") or {}).items()}
    confidence = float(result["confidence"])
    return Understanding(intent=_name(result["intent"]), confidence=confidence, ranking=ranking, risk=risk)


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.replace("_", "").isalnum():
        raise ValueError("not a name")
    return value


def _code(value: object) -> str:
    known = {"bad_request", "turn_failed", "turn_timeout", "no_answer"}
    return value if isinstance(value, str) and value in known else "unknown failure"
