"""The chain of the audit: every entry is bound to all before it by a keyed hash, so that no change goes unnoticed.

An entry's `mac` is an HMAC-SHA256, under the audit key of the key ring, over the `mac` before it, its own `place` (1, 2, 3
and on), id, time, event and actor. The subject is not under it: erasing somebody takes their id out of their entries. What
retention drops is always the beginning, and a mark, keyed as well, says on which `mac` the rest builds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Insert, RowMapping, Select, delete, insert, select, text, union_all, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.care.ids import SubjectId
from bot.errors import ConflictError
from bot.store.key_ring import KeyRing
from bot.store.records import AuditEntry
from bot.store.tables import audit_entry, audit_mark

_E: Final = audit_entry.c
_M: Final = audit_mark.c
_LOCK: Final = 0x61756474
BEGINNING: Final = (0, "")  # the place and mac before the first entry


def mac_of(ring: KeyRing, before: str, place: int, entry: AuditEntry | RowMapping) -> str:
    """The mac of an entry that comes after `before`; 64 hexadecimal digits."""
    row = entry if not isinstance(entry, AuditEntry) else vars(entry)
    at = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return ring.hash("audit", "entry", before, str(place), row["id"], at, row["event"], row["actor"])


def seal_of(ring: KeyRing, place: int, mac: str) -> str:
    """What proves that this service made a mark."""
    return ring.hash("audit", "mark", str(place), mac)


async def append(
    connection: AsyncConnection, ring: KeyRing, entries: Sequence[AuditEntry], erased: Collection[SubjectId]
) -> None:
    """Write entries at the end of the chain, in the transaction of what they tell of; without the subjects that it erases.

    From here to its end no other writer can append. `ConflictError` if an id is taken.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    place, mac = await _last(connection)
    if (place, mac) == BEGINNING:
        place, mac = await _take_in_unchained(connection, ring)
    for entry in entries:
        place, mac = place + 1, mac_of(ring, mac, place + 1, entry)
        subject_id = None if entry.subject_id in erased else entry.subject_id
        await _insert(
            connection, insert(audit_entry).values(**{**vars(entry), "subject_id": subject_id}, place=place, mac=mac)
        )


async def prune(connection: AsyncConnection, ring: KeyRing, before: datetime) -> None:
    """Drop the entries up to the last one that is older than `before`, and set the mark there."""
    old = select(_E.place, _E.mac).where(_E.at < before, _E.place.is_not(None)).order_by(_E.place.desc()).limit(1)
    last = (await connection.execute(old)).mappings().first()
    if last is None:
        return
    place, mac = last["place"], last["mac"]
    await connection.execute(delete(audit_entry).where(_E.place <= place))
    await connection.execute(delete(audit_mark))
    await _insert(connection, insert(audit_mark).values(place=place, mac=mac, seal=seal_of(ring, place, mac)))


def last_statement() -> Select[tuple[int, str]]:
    """The place and mac of the newest entry, or where there is none those of the mark, in one look."""
    newest = select(_E.place, _E.mac).where(_E.place.is_not(None)).order_by(_E.place.desc()).limit(1).subquery()
    mark = select(_M.place, _M.mac).order_by(_M.place.desc()).limit(1).subquery()
    both = union_all(select(newest.c.place, newest.c.mac), select(mark.c.place, mark.c.mac)).subquery()
    return select(both.c.place, both.c.mac).order_by(both.c.place.desc()).limit(1)


async def _last(connection: AsyncConnection) -> tuple[int, str]:
    row = (await connection.execute(last_statement())).mappings().first()
    return BEGINNING if row is None else (row["place"], row["mac"])


async def _take_in_unchained(connection: AsyncConnection, ring: KeyRing) -> tuple[int, str]:
    """Chain the entries of the time before there was a chain, in the order of their writing."""
    place, mac = BEGINNING
    rows = (await connection.execute(select(audit_entry).order_by(_E.sequence))).mappings().all()
    for row in rows:
        place, mac = place + 1, mac_of(ring, mac, place + 1, row)
        await connection.execute(update(audit_entry).where(_E.id == row["id"]).values(place=place, mac=mac))
    return place, mac


async def _insert(connection: AsyncConnection, statement: Insert) -> None:
    try:
        await connection.execute(statement)
    except IntegrityError:
        raise ConflictError(str(statement.table)) from None
