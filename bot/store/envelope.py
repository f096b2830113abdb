"""Sealed bytes: AES-256-GCM in an envelope that names its key, bound to the one place where it may be opened.

An envelope is `version (1) | algorithm (1) | key id (16) | nonce (12) | ciphertext and tag (n + 16)`, all lengths in
bytes. Its header and its place (table, column, subject, row or the like) are the associated data, so an envelope that
was moved or changed does not open. The key id says which key to use: no key is ever tried on the chance that it fits.
"""

from __future__ import annotations

import os
import struct
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import SealBroken

VERSION: Final = 1
AES_256_GCM: Final = 1
KEY_BYTES: Final = 32
KEY_ID_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_HEADER_BYTES: Final = 2 + KEY_ID_BYTES
_SMALLEST_BUCKET: Final = 64
_LARGEST_BUCKET: Final = 4096


def seal_bytes(key_id: bytes, secret: bytes, place: tuple[str, ...], content: bytes) -> bytes:
    """The envelope of `content` under one key, to be opened at `place` only."""
    header = bytes((VERSION, AES_256_GCM)) + key_id
    nonce = os.urandom(_NONCE_BYTES)
    return header + nonce + AESGCM(secret).encrypt(nonce, content, header + _joined(place))


def open_bytes(key_id: bytes, secret: bytes, place: tuple[str, ...], envelope: bytes) -> bytes:
    """The content of an envelope; `SealBroken` if it was changed, moved from `place`, or sealed with another key."""
    if key_id_of(envelope) != key_id:
        raise SealBroken("another key", place[0])
    header, rest = envelope[:_HEADER_BYTES], envelope[_HEADER_BYTES:]
    try:
        return AESGCM(secret).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], header + _joined(place))
    except InvalidTag:
        raise SealBroken("refused", place[0]) from None


def key_id_of(envelope: bytes) -> bytes:
    """The id of the key an envelope was sealed with; `SealBroken` if it is no envelope this version knows."""
    if len(envelope) < _HEADER_BYTES + _NONCE_BYTES + _TAG_BYTES:
        raise SealBroken("too short")
    if envelope[0] != VERSION or envelope[1] != AES_256_GCM:
        raise SealBroken("unknown version or algorithm")
    return envelope[2:_HEADER_BYTES]


def bucket_for(length: int) -> int:
    """The padded length of `length` bytes: powers of two from 64 to 4096, then whole multiples of 4096."""
    bucket = _SMALLEST_BUCKET
    while bucket < length and bucket < _LARGEST_BUCKET:
        bucket *= 2
    return bucket if length <= bucket else -(-length // _LARGEST_BUCKET) * _LARGEST_BUCKET


def pad(content: bytes) -> bytes:
    """Content behind its own length, filled with zeros up to its bucket: "no" and "yes, I am scared" seal to the same size."""
    framed = struct.pack(">I", len(content)) + content
    return framed.ljust(bucket_for(len(framed)), b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given; `SealBroken` if the length inside cannot be true."""
    if len(padded) < 4:
        raise SealBroken("padding")
    length = struct.unpack(">I", padded[:4])[0]
    if length > len(padded) - 4:
        raise SealBroken("padding")
    return padded[4 : 4 + length]


def _joined(place: tuple[str, ...]) -> bytes:
    """The parts of a place, each behind its length, so that no two places read the same."""
    return b"".join(struct.pack(">I", len(part)) + part for part in (name.encode() for name in place))
