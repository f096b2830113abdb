"""Frames on the socket: a length of four bytes, big-endian, then that many bytes of UTF-8 JSON, always an object."""

import asyncio
import json
from typing import Any

MAX_FRAME = 4 * 1024 * 1024
_LENGTH = 4


class FrameError(Exception):
    """The other side does not keep to the protocol: its connection is of no more use."""


async def read_frame(reader: asyncio.StreamReader) -> dict[str, Any] | None:
    """The next frame, or None when the other side has closed between frames. Raises FrameError for anything else."""
    try:
        header = await reader.readexactly(_LENGTH)
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise FrameError("closed inside a length") from None
        return None
    length = int.from_bytes(header, "big")
    if not 0 < length <= MAX_FRAME:
        raise FrameError("length out of bounds")
    try:
        return decode(await reader.readexactly(length))
    except asyncio.IncompleteReadError:
        raise FrameError("closed inside a frame") from None


def decode(body: bytes) -> dict[str, Any]:
    """The object in `body`. Raises FrameError when it is not UTF-8, not JSON, too deep or not an object."""
    try:
        value = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        # `from None`: the error would carry the text that could not be read.
        raise FrameError("not JSON") from None
    if not isinstance(value, dict):
        raise FrameError("not an object")
    return value


def encode(message: dict[str, Any]) -> bytes:
    """The frame that carries `message`. Raises FrameError when it is too long to be sent."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if len(body) > MAX_FRAME:
        raise FrameError("too long to be sent")
    return len(body).to_bytes(_LENGTH, "big") + body
