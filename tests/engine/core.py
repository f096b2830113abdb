"""A stand-in for the core: it listens on a socket, starts the engine as the core does and speaks the protocol."""

import hashlib
import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROJECT = Path(__file__).parent / "fixtures" / "project"
_PATIENCE = 60.0

Action = Callable[[dict[str, Any]], dict[str, Any]]


class Core:
    """One engine process and the core's end of its socket; use it as a context manager."""

    def __init__(
        self,
        model: Path,
        *,
        sha256: str | None = None,
        turn_seconds: float = 3.5,
        folder: Path | None = None,
        before: Sequence[str] = (),
    ) -> None:
        """`folder` is the engine's only place for files; `before` is put before its command."""
        self._own_folder = tempfile.TemporaryDirectory()
        folder = folder or Path(self._own_folder.name)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(folder / "engine.sock"))
        self._listener.listen(1)
        self._listener.settimeout(_PATIENCE)
        self.sha256 = sha256 or hashlib.sha256(model.read_bytes()).hexdigest()
        self.action_calls: list[dict[str, Any]] = []
        self._ids = itertools.count(1)
        options = ["--socket", str(folder / "engine.sock"), "--model", str(model), "--sha256", self.sha256]
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "engine", *options, "--turn-seconds", str(turn_seconds)],
            cwd=ROOT,
            env={"PATH": os.defpath, "TMPDIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.connection, _ = self._listener.accept()
        self.connection.settimeout(_PATIENCE)

    def __enter__(self) -> "Core":
        return self

    def __exit__(self, *_details: Any) -> None:
        self.stop()

    def stop(self) -> tuple[int, str, str]:
        """Close the socket and wait for the engine; its exit code, standard output and standard error."""
        self.connection.close()
        self._listener.close()
        out, err = self.process.communicate(timeout=_PATIENCE)
        self._own_folder.cleanup()
        return self.process.returncode, out.decode(), err.decode()

    def new_id(self) -> str:
        return f"{next(self._ids):032x}"

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self.connection.sendall(len(body).to_bytes(4, "big") + body)

    def send_bytes(self, content: bytes) -> None:
        self.connection.sendall(content)

    def receive(self) -> dict[str, Any] | None:
        """The engine's next frame, or None when it has closed the socket."""
        header = self._exactly(4)
        return None if header is None else json.loads(self._exactly(int.from_bytes(header, "big")) or b"")

    def hello(self) -> dict[str, Any]:
        message = self.receive()
        assert message is not None, "the engine closed the socket instead of saying hello"
        return message

    def ask(self, message: dict[str, Any], action: Action | None = None) -> dict[str, Any]:
        """Send a request and return its answer; `action` answers the custom-action calls in between."""
        message = {"id": self.new_id(), **message}
        self.send(message)
        while (frame := self.receive()) is not None:
            if frame["type"] != "action":
                return frame
            self.action_calls.append(frame)
            answer = action(frame["body"]) if action else {"body": {"events": [], "responses": []}}
            self.send({"type": "action_result", "id": frame["id"], "call": frame["call"], **answer})
        raise AssertionError("the engine closed the socket")

    def turn(
        self, text: str, events: list[Any], facts: dict[str, Any] | None = None, action: Action | None = None
    ) -> Any:
        facts = {"language": "en"} if facts is None else facts
        return self.ask({"type": "turn", "text": text, "events": events, "facts": facts}, action)

    def _exactly(self, count: int) -> bytes | None:
        content = b""
        while len(content) < count:
            part = self.connection.recv(count - len(content))
            if not part:
                return None
            content += part
        return content


def sets(**slots: Any) -> Action:
    """An action that sets these slots, whatever it is called."""
    events = [{"event": "slot", "timestamp": None, "name": name, "value": value} for name, value in slots.items()]
    return lambda _body: {"body": {"events": events, "responses": []}}
