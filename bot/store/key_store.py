"""The key store: who an address is, and the key that everything of that subject is sealed with.

It has a database of its own and commits at once, so a key stands before the rows that need it and is gone before they are.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import RowMapping, delete, insert, select, update

from bot.care.ids import SubjectId, new_id
from bot.clock import Clock
from bot.errors import ConflictError, SealBroken, StoreError, SubjectErased
from bot.store import key_rotation
from bot.store.database import Database
from bot.store.envelope import KEY_BYTES, key_id_of, open_bytes, seal_bytes
from bot.store.key_ring import KeyRing, RingKey, canonical_address, open_ring
from bot.store.key_tables import address_link, subject_key, suppression
from bot.store.root_keys import RootKey
from bot.store.sealing import DataKey, DataKeys, Sealer, SealerFactory

# A subject is touched again this long after the last time, well within the hour that the sweep waits.
_TOUCH_AFTER: Final = timedelta(minutes=20)
_TRIES: Final = 5


class KeyStore:
    """Subjects, their links to addresses, their data keys, and the list of addresses that said STOP."""

    def __init__(self, database: Database, *, clock: Clock, sealer_factory: SealerFactory) -> None:
        self.database = database
        self._clock = clock
        self._data_keys = DataKeys()
        self.sealer: Sealer = sealer_factory(self._data_keys)
        self._ring: KeyRing | None = None

    async def open(self, root_keys: Sequence[RootKey]) -> None:
        """Unwrap the ring, or make one on the first start. `RootKeyUnusable` if no root key fits."""
        self._ring = await open_ring(self.database, root_keys, self._clock.now())

    def close(self) -> None:
        self._data_keys.clear()
        self._ring = None

    @property
    def ring(self) -> KeyRing:
        if self._ring is None:
            raise StoreError("it is not open")
        return self._ring

    @property
    def root_id(self) -> str:
        """The id of the root key that the ring is wrapped with."""
        return self.ring.root.id

    async def resolve(self, channel: str, address: str, *, create: bool) -> SubjectId | None:
        """The subject behind an address. With `create` an unknown address becomes a new subject with a data key of its own."""
        hashed = self._address_hash(channel, address)
        for _ in range(_TRIES):
            found = await self._linked(hashed)
            if not create:
                return found[0] if found else None
            if found and await self._still_there(*found):
                return found[0]
            try:
                return await self._create(hashed)
            except ConflictError:
                # Another process linked the address first, or has rotated the wrap key since we read the ring.
                await self._reload()
        raise ConflictError("address_link")

    async def load(self, subject_id: SubjectId) -> None:
        """Make the data key ready for `sealer`. `SubjectErased` if it is gone."""
        if subject_id not in await self.load_all([subject_id]):
            raise SubjectErased

    async def load_all(self, subject_ids: Collection[SubjectId]) -> set[SubjectId]:
        """Make the data keys of several subjects ready with one look; those that have one."""
        stale = [each for each in set(subject_ids) if self._data_keys.fresh(each) is None]
        for subject_id in stale:
            self._data_keys.forget(subject_id)
        found = select(subject_key).where(subject_key.c.subject_id.in_(stale))
        rows = await self.database.rows(found) if stale else []
        for row in rows:
            await self._unwrap(row)
        return set(subject_ids) - set(stale) | {row["subject_id"] for row in rows}

    async def exists(self, subject_id: SubjectId) -> bool:
        return await self.existing([subject_id]) == {subject_id}

    async def existing(self, subject_ids: Collection[SubjectId]) -> set[SubjectId]:
        """Those of the given subjects that still have their data key."""
        column = subject_key.c.subject_id
        return {row["subject_id"] for row in await self.database.rows(select(column).where(column.in_(subject_ids)))}

    async def unlink(self, subject_id: SubjectId) -> None:
        """Part a subject from all its addresses: the next text from one of them comes from somebody new."""
        async with self.database.write() as connection:
            await connection.execute(delete(address_link).where(address_link.c.subject_id == subject_id))
        await self.database.scrub()

    async def destroy(self, subject_id: SubjectId, *, untouched_since: datetime | None = None) -> bool:
        """Erase a subject for good: links and data key.

        With `untouched_since`, only if nobody resolved it since; True if erased.
        """
        unwanted = delete(subject_key).where(subject_key.c.subject_id == subject_id)
        if untouched_since is not None:
            unwanted = unwanted.where(subject_key.c.touched_at < untouched_since)
        async with self.database.write() as connection:
            erased = (await connection.execute(unwanted)).rowcount == 1
        if erased:
            self._data_keys.forget(subject_id)
            await self.database.scrub()
        return erased

    async def subjects(self, older_than: datetime) -> list[SubjectId]:
        """Subjects that no message or desk has touched since `older_than`."""
        statement = select(subject_key.c.subject_id).where(subject_key.c.touched_at < older_than)
        return [row["subject_id"] for row in await self.database.rows(statement)]

    async def suppress(self, channel: str, address: str, at: datetime) -> None:
        """Note a STOP. It survives the erasure of the subject, for it is tied to the address alone."""
        if await self.suppressed(channel, address):
            return
        try:
            async with self.database.write() as connection:
                values = {"hash": self._stop_hash(channel, address), "at": at}
                await connection.execute(insert(suppression).values(values))
        except ConflictError:
            # The same STOP was noted by another worker in between; one is enough.
            return

    async def unsuppress(self, channel: str, address: str) -> None:
        """A START: texts may go to this address again."""
        hashed = self._stop_hash(channel, address)
        async with self.database.write() as connection:
            await connection.execute(delete(suppression).where(suppression.c.hash == hashed))
        await self.database.scrub()

    async def suppressed(self, channel: str, address: str) -> bool:
        hashed = self._stop_hash(channel, address)
        return bool(await self.database.rows(select(suppression.c.at).where(suppression.c.hash == hashed)))

    def tombstone(self, channel: str, provider_message_id: str) -> str:
        """What the main database may keep of a provider's message id: a keyed hash, 64 hexadecimal digits."""
        return self.ring.hash("index", channel, "message", provider_message_id)

    def throttle_key(self, kind: str, value: str) -> str:
        """What the main database may keep of a login or a network address that failed to sign in: a keyed hash."""
        return self.ring.hash("index", "desk", kind, value)

    async def rotate_root(self, new_root: RootKey) -> None:
        """Wrap the ring with another root key, in one commit. Other processes need a restart with that key."""
        await key_rotation.rotate_root(self.database, self.ring, new_root)
        await self.open([new_root])
        await self.database.scrub()

    async def rotate_wrap_key(self) -> int:
        """Take a new wrap key, wrap every data key with it and drop the old one; how many were wrapped.

        Sealed rows stay as they are.
        """
        rewrapped = await key_rotation.rotate_wrap_key(self.database, self.ring, self._clock.now(), place=_place)
        await self._reload()
        await self.database.scrub()
        return rewrapped

    def _address_hash(self, channel: str, address: str) -> str:
        return self.ring.hash("index", channel, "subject", canonical_address(channel, address))

    def _stop_hash(self, channel: str, address: str) -> str:
        return self.ring.hash("suppression", channel, "stop", canonical_address(channel, address))

    async def _linked(self, hashed: str) -> tuple[SubjectId, datetime] | None:
        both = select(subject_key.c.subject_id, subject_key.c.touched_at).join(address_link)
        rows = await self.database.rows(both.where(address_link.c.hash == hashed))
        return (rows[0]["subject_id"], rows[0]["touched_at"]) if rows else None

    async def _still_there(self, subject_id: SubjectId, touched_at: datetime) -> bool:
        """Keep the sweep away from a subject that rows are about to be written for; False if the sweep was faster."""
        now = self._clock.now()
        if now - touched_at < _TOUCH_AFTER:
            return True
        touched = update(subject_key).where(subject_key.c.subject_id == subject_id).values(touched_at=now)
        async with self.database.write() as connection:
            return (await connection.execute(touched)).rowcount == 1

    async def _create(self, hashed: str) -> SubjectId:
        subject_id, key_id, secret = SubjectId(new_id()), new_id(), os.urandom(KEY_BYTES)
        wrap_key = self.ring.newest("wrap")
        wrapped = seal_bytes(bytes.fromhex(wrap_key.id), wrap_key.secret, _place(subject_id, key_id), secret)
        values = {"subject_id": subject_id, "key_id": key_id, "wrap_key_id": wrap_key.id, "wrapped": wrapped}
        async with self.database.write() as connection:
            await connection.execute(insert(subject_key).values(**values, touched_at=self._clock.now()))
            await connection.execute(insert(address_link).values(hash=hashed, subject_id=subject_id))
        self._data_keys.put(subject_id, DataKey(id=bytes.fromhex(key_id), secret=secret))
        return subject_id

    async def _unwrap(self, row: RowMapping) -> None:
        subject_id, key_id, wrapped = row["subject_id"], row["key_id"], row["wrapped"]
        wrap_key = await self._wrap_key(key_id_of(wrapped).hex())
        secret = open_bytes(bytes.fromhex(wrap_key.id), wrap_key.secret, _place(subject_id, key_id), wrapped)
        self._data_keys.put(subject_id, DataKey(id=bytes.fromhex(key_id), secret=secret))

    async def _wrap_key(self, key_id: str) -> RingKey:
        """A wrap key by its id, also one that another process made after we read the ring."""
        if self.ring.by_id(key_id) is None:
            await self._reload()
        key = self.ring.by_id(key_id)
        if key is None:
            raise SealBroken("unknown wrap key")
        return key

    async def _reload(self) -> None:
        await self.open([self.ring.root])


def _place(subject_id: str, key_id: str) -> tuple[str, ...]:
    """Where a wrapped data key belongs; part of its associated data."""
    return ("subject_key", "wrapped", subject_id, key_id)
