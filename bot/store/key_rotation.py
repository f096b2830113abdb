"""Changing the root key and the wrap key. Neither touches a data key, so everything sealed so far still opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import ConflictError, RootKeyUnusable
from bot.store.database import Database
from bot.store.envelope import open_bytes, seal_bytes
from bot.store.key_ring import KeyRing, RingKey, add_ring_key, place_of
from bot.store.key_tables import ring_key, subject_key
from bot.store.root_keys import RootKey

_BATCH: Final = 200
_TRIES: Final = 10

PlaceOf = Callable[[str, str], tuple[str, ...]]


async def rotate_root(database: Database, ring: KeyRing, new_root: RootKey) -> None:
    """Wrap every key of the ring with `new_root`, in one commit."""
    async with database.write() as connection:
        for row in await _ring_rows(connection, ring.root):
            place = place_of(row["id"], row["purpose"])
            secret = await ring.root.unwrap(row["wrapped"], place)
            values = {"wrapped": await new_root.wrap(secret, place), "root_id": new_root.id}
            await connection.execute(update(ring_key).where(ring_key.c.id == row["id"]).values(values))


async def rotate_wrap_key(database: Database, ring: KeyRing, now: datetime, *, place: PlaceOf) -> int:
    """Make a wrap key, wrap all data keys with it, drop the older wrap keys; how many data keys were wrapped.

    A worker that has not heard of the new key may still use the old one for a new subject; the old one is dropped only once
    the foreign key lets it go.
    """
    old = {key.id: key for key in ring.all() if key.purpose == "wrap"}
    async with database.write() as connection:
        await _ring_rows(connection, ring.root)
        new = await add_ring_key(connection, ring.root, "wrap", ring.newest("wrap").generation + 1, now)
    rewrapped = 0
    for _ in range(_TRIES):
        while batch := await database.rows(
            select(subject_key).where(subject_key.c.wrap_key_id.in_(list(old))).limit(_BATCH)
        ):
            rewrapped += await _rewrap(database, batch, old, new, place)
        if await _dropped(database, list(old)):
            return rewrapped
    raise ConflictError("subject_key")


async def _rewrap(
    database: Database, batch: Sequence[RowMapping], old: dict[str, RingKey], new: RingKey, place: PlaceOf
) -> int:
    count = 0
    async with database.write() as connection:
        for row in batch:
            key, bound = old[row["wrap_key_id"]], place(row["subject_id"], row["key_id"])
            secret = open_bytes(bytes.fromhex(key.id), key.secret, bound, row["wrapped"])
            wrapped = seal_bytes(bytes.fromhex(new.id), new.secret, bound, secret)
            row_now = update(subject_key).where(
                subject_key.c.subject_id == row["subject_id"], subject_key.c.wrap_key_id == key.id
            )
            result = await connection.execute(row_now.values(wrapped=wrapped, wrap_key_id=new.id))
            count += result.rowcount
    return count


async def _dropped(database: Database, key_ids: list[str]) -> bool:
    try:
        async with database.write() as connection:
            await connection.execute(delete(ring_key).where(ring_key.c.id.in_(key_ids)))
    except ConflictError:
        return False
    return True


async def _ring_rows(connection: AsyncConnection, root: RootKey) -> list[RowMapping]:
    """The ring as it is now; `RootKeyUnusable` if another process has wrapped it with another root key."""
    rows = list((await connection.execute(select(ring_key))).mappings())
    if any(row["root_id"] != root.id for row in rows):
        raise RootKeyUnusable("another process has changed it")
    return rows
