"""Clearing what a crash between the two databases left on either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Column, Select, select, union

from bot.care.ids import SubjectId
from bot.care.program import Retention
from bot.store.retention import drop_what_is_past
from bot.store.store import Store
from bot.store.table_parts import metadata

_GRACE: Final = timedelta(hours=1)
_BATCH: Final = 500


@dataclass(frozen=True, kw_only=True)
class Swept:
    """How many subjects were cleared, and on which side they were left over."""

    keys_without_rows: int
    rows_without_key: int


async def sweep(store: Store, now: datetime, retention: Retention) -> Swept:
    """Drop what is past its time; destroy keys that no row needs and nobody touched for an hour; erase rows whose key is gone.

    Safe beside running workers: a subject that is resolved again meanwhile is spared, and rows are only ever written for a
    subject whose key stands.
    """
    await drop_what_is_past(store, now, retention)
    erased = await _erase_rows_without_key(store)
    destroyed = await _destroy_keys_without_rows(store, now - _GRACE)
    await store.database.scrub()
    await store.keys.database.scrub()
    return Swept(keys_without_rows=destroyed, rows_without_key=erased)


async def _erase_rows_without_key(store: Store) -> int:
    erased, last = 0, ""
    while batch := await _subjects_after(store, last):
        last = batch[-1]
        for subject_id in sorted(set(batch) - await store.keys.existing(batch)):
            async with store.unit_of_work() as uow:
                await uow.erase_subject(subject_id)
                await uow.commit()
            erased += 1
    return erased


async def _destroy_keys_without_rows(store: Store, untouched_since: datetime) -> int:
    destroyed = 0
    unused = await store.keys.subjects(untouched_since)
    for start in range(0, len(unused), _BATCH):
        batch = unused[start : start + _BATCH]
        needed = {row["subject_id"] for row in await store.database.rows(_subjects_in(batch))}
        for subject_id in batch:
            if subject_id not in needed:
                destroyed += await store.keys.destroy(subject_id, untouched_since=untouched_since)
    return destroyed


async def _subjects_after(store: Store, last: str) -> list[SubjectId]:
    """The next subjects that have rows, in order."""
    found = union(*(select(column).where(column > last) for column in _subject_columns()))
    rows = await store.database.rows(found.order_by("subject_id").limit(_BATCH))
    return [row["subject_id"] for row in rows]


def _subjects_in(batch: list[SubjectId]) -> Select[Any]:
    found = union(*(select(column).where(column.in_(batch)) for column in _subject_columns())).subquery()
    return select(found.c.subject_id)


def _subject_columns() -> list[Column[Any]]:
    return [table.c.subject_id for table in metadata.sorted_tables if "subject_id" in table.c]
