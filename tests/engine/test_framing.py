import asyncio
import unittest
from typing import Any

from engine.framing import MAX_FRAME, FrameError, encode, read_frame


def read(content: bytes) -> Any:
    async def run() -> Any:
        reader = asyncio.StreamReader()
        reader.feed_data(content)
        reader.feed_eof()
        return await read_frame(reader)

    return asyncio.run(run())


def framed(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body


class FramingTest(unittest.TestCase):
    def test_what_was_encoded_is_read_again(self) -> None:
        message = {"text": "¿qué onda? 😀", "n": [1, None, True]}
        self.assertEqual(read(encode(message)), message)

    def test_a_close_between_frames_is_an_end_and_no_error(self) -> None:
        self.assertIsNone(read(b""))

    def test_whatever_is_not_a_frame_is_refused(self) -> None:
        bad = {
            "half a length": b"\0\0",
            "half a body": framed(b'{"a":1}')[:-1],
            "no body": framed(b""),
            "too long": (MAX_FRAME + 1).to_bytes(4, "big"),
            "not UTF-8": framed(b'{"a":"\xff"}'),
            "not JSON": framed(b"{"),
            "no object": framed(b"[1]"),
            "too deep": framed(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        }
        for name, content in bad.items():
            with self.subTest(name), self.assertRaises(FrameError):
                read(content)

    def test_an_error_does_not_carry_what_was_read(self) -> None:
        with self.assertRaises(FrameError) as caught:
            read(framed(b"the secret words"))
        self.assertNotIn("secret", repr(caught.exception))
        self.assertIsNone(caught.exception.__cause__)

    def test_a_message_too_long_to_be_sent_is_refused(self) -> None:
        with self.assertRaises(FrameError):
            encode({"text": "x" * MAX_FRAME})
