"""A quick engine that speaks the real one's protocol and misbehaves on demand. Run as a program, like the real one.

    python -m tests.engine_standin MODE --socket PATH --model FILE --sha256 HEX --turn-seconds N

MODE: `answers` (greets back whatever is said), `hangs`, `hangs_in_parse`, `nonsense` (bytes that are no frame),
`malformed` (JSON of another shape), `empty` (an answer that says nothing), `dies` (in mid-turn), `mute` (never greets),
`impostor` (another model), or `errors`. With `answers` a text that begins with `utter_` is answered by that response.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import time
from typing import Any


def frame(message: dict[str, Any]) -> bytes:
    body = json.dumps(message).encode()
    return struct.pack(">I", len(body)) + body


def read(peer: socket.socket) -> dict[str, Any]:
    length = struct.unpack(">I", exactly(peer, 4))[0]
    message: dict[str, Any] = json.loads(exactly(peer, length))
    return message


def exactly(peer: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = peer.recv(count - len(data))
        if not part:
            sys.exit(0)
        data += part
    return data


def answer(request: dict[str, Any]) -> dict[str, Any]:
    text = request["text"]
    response = text.split()[0] if text.startswith("utter_") else "utter_menu"
    return {
        "type": "turn_result",
        "id": request["id"],
        "events": [{"event": "user", "parse_data": {"intent": {"name": "greet", "confidence": 1.0}}}],
        "slots": {"language": request["facts"].get("language", "en")},
        "utterances": [{"response": response, "arguments": {}}],
        "understanding": {"intent": "greet", "confidence": 1.0, "ranking": [], "risk": {}},
    }


def misbehave(mode: str, request: dict[str, Any]) -> bytes:
    if mode == "hangs":
        while True:
            time.sleep(60)
    if mode == "dies":
        os._exit(3)
    if mode == "nonsense":
        return b"\x00\x00\x00\x05{nope"
    if mode == "malformed":
        return frame({"type": "turn_result", "id": request["id"], "utterances": "many"})
    if mode == "errors":
        return frame({"type": "error", "id": request["id"], "code": "turn_failed"})
    return frame({**answer(request), "utterances": []})


def main() -> None:
    mode = sys.argv[1]
    options = dict(zip(sys.argv[2::2], sys.argv[3::2], strict=True))
    peer = socket.socket(socket.AF_UNIX)
    peer.connect(options["--socket"])
    if mode == "mute":
        time.sleep(600)
    model = "0" * 64 if mode == "impostor" else options["--sha256"]
    peer.sendall(frame({"type": "hello", "protocol": 1, "model": model}))
    while True:
        request = read(peer)
        if request["type"] == "ping":
            peer.sendall(frame({"type": "pong", "id": request["id"]}))
        elif request["type"] == "parse" and mode == "hangs_in_parse":
            misbehave("hangs", request)
        elif request["type"] == "parse":
            results = [{"intent": "greet", "confidence": 1.0, "ranking": [], "risk": {}} for _ in request["texts"]]
            peer.sendall(frame({"type": "parse_result", "id": request["id"], "results": results}))
        elif request["type"] == "turn":
            peer.sendall(frame(answer(request)) if mode == "answers" else misbehave(mode, request))


if __name__ == "__main__":
    main()
