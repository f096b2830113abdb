"""The key ring: the house's own keys, each with an id and a purpose, wrapped with the root key."""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal
from uuid import uuid4

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import ConflictError, RootKeyUnusable
from bot.store.database import Database
from bot.store.envelope import KEY_BYTES
from bot.store.key_tables import ring_key
from bot.store.root_keys import RootKey

Purpose = Literal["wrap", "index", "audit", "suppression"]
_PURPOSES: Final[tuple[Purpose, ...]] = ("wrap", "index", "audit", "suppression")


@dataclass(frozen=True, kw_only=True)
class RingKey:
    """One key of the ring, unwrapped."""

    id: str  # 32 hexadecimal digits
    purpose: str
    generation: int
    secret: bytes = field(repr=False)


class KeyRing:
    """The unwrapped keys of the house, in memory."""

    def __init__(self, keys: Iterable[RingKey], root: RootKey) -> None:
        self._keys = {key.id: key for key in keys}
        self.root = root

    def newest(self, purpose: Purpose) -> RingKey:
        """The key in use for a purpose."""
        return max((key for key in self._keys.values() if key.purpose == purpose), key=lambda key: key.generation)

    def by_id(self, key_id: str) -> RingKey | None:
        return self._keys.get(key_id)

    def all(self) -> list[RingKey]:
        return list(self._keys.values())

    def hash(self, purpose: Purpose, *parts: str) -> str:
        """A keyed hash of the parts, in hexadecimal; each part goes in behind its length, so no two lists hash alike."""
        message = b"".join(struct.pack(">I", len(part)) + part for part in (text.encode() for text in parts))
        return hmac.digest(self.newest(purpose).secret, message, hashlib.sha256).hex()


def canonical_address(channel: str, address: str) -> str:
    """One spelling for one address: compatible characters folded; of a telephone number only the plus and the digits."""
    folded = unicodedata.normalize("NFKC", address).strip()
    if channel in ("sms", "whatsapp"):
        return "".join(character for character in folded if character.isalnum() or character == "+").lower()
    return folded


async def open_ring(database: Database, root_keys: Sequence[RootKey], now: datetime) -> KeyRing:
    """The ring as stored, or on the first start a new one under the first root key.

    `RootKeyUnusable` if none of them opens it.
    """
    rows = await database.rows(select(ring_key))
    if not rows:
        # A conflict means that another process made the ring in the same moment; then its ring is the ring.
        with suppress(ConflictError):
            await _create_ring(database, root_keys[0], now)
        rows = await database.rows(select(ring_key))
    for root in root_keys:
        if all(row["root_id"] == root.id for row in rows):
            return KeyRing([await _unwrap(row, root) for row in rows], root)
    raise RootKeyUnusable("the key store was made with another root key")


async def _create_ring(database: Database, root: RootKey, now: datetime) -> None:
    async with database.write() as connection:
        for purpose in _PURPOSES:
            await add_ring_key(connection, root, purpose, 1, now)


async def add_ring_key(
    connection: AsyncConnection, root: RootKey, purpose: Purpose, generation: int, now: datetime
) -> RingKey:
    """A new random key, wrapped and inserted."""
    key = RingKey(id=uuid4().hex, purpose=purpose, generation=generation, secret=os.urandom(KEY_BYTES))
    values = {
        "id": key.id,
        "purpose": purpose,
        "generation": generation,
        "root_id": root.id,
        "wrapped": await root.wrap(key.secret, place_of(key.id, purpose)),
        "created_at": now,
    }
    await connection.execute(insert(ring_key).values(values))
    return key


def place_of(key_id: str, purpose: str) -> tuple[str, ...]:
    """Where a wrapped ring key belongs; part of its associated data."""
    return ("ring_key", "wrapped", purpose, key_id)


async def _unwrap(row: RowMapping, root: RootKey) -> RingKey:
    secret = await root.unwrap(row["wrapped"], place_of(row["id"], row["purpose"]))
    return RingKey(id=row["id"], purpose=row["purpose"], generation=row["generation"], secret=secret)
