"""What the repositories of one unit of work share: reads at once, writes kept for the commit, sealing on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Column, Executable, Insert, RowMapping, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.care.ids import SubjectId
from bot.errors import ConflictError, StoreError, SubjectErased
from bot.store import audit_chain, writes
from bot.store.calls import Call, Deferrer
from bot.store.care_tables import checkin, checkin_plan, safety_plan
from bot.store.database import Database
from bot.store.desk_tables import advocate, desk_mark, note, page, shift, shift_exception, typing
from bot.store.key_store import KeyStore
from bot.store.records import AuditEntry
from bot.store.tables import (
    alert,
    audit_entry,
    consent,
    conversation,
    handoff,
    inbound_message,
    outbound_message,
    referral,
)
from bot.store.writes import Queued, Write

__all__ = ["Queued", "Session"]

# What the desk shows: a unit that writes to one of these moves the desk's mark.
_SHOWN: Final = frozenset(
    (advocate, alert, consent, conversation, handoff, inbound_message, note, outbound_message, page, referral, shift)
) | {shift_exception, typing, checkin_plan, checkin, safety_plan}


class Session:
    """Reads and queued writes of one unit of work."""

    def __init__(self, database: Database, keys: KeyStore, deferrer: Deferrer | None = None) -> None:
        self._database = database
        self._keys = keys
        self._deferrer = deferrer
        self.writes: list[Queued] = []
        self._calls: list[Call] = []
        self._sealed_for: set[SubjectId] = set()
        self._erased: set[SubjectId] = set()
        self._ended = False
        self.for_many = False  # this unit does the same for many: writes of a kind run at once

    async def rows(self, statement: Executable) -> Sequence[RowMapping]:
        """Read now, on a short connection. Writes that still wait in this unit are not seen."""
        return await self._database.rows(statement)

    def queue(
        self,
        statement: Write,
        values: Mapping[str, Any] | None = None,
        *,
        demand: int | None = None,
        duplicate: type[StoreError] = ConflictError,
    ) -> Queued:
        """Keep a write for the commit; `values` fill a statement that has parameters."""
        self._refuse_if_ended()
        write = Queued(statement=statement, values=values, demand=demand, duplicate=duplicate)
        self.writes.append(write)
        return write

    def put(self, table: Table, keys: dict[str, Any], values: dict[str, Any]) -> Queued:
        """Keep for the commit: the row with these keys has these values, whether it was there before or not."""
        return self.queue(self._upsert(table, keys, values, values))

    def call(self, call: Call) -> None:
        """Keep for the commit: what is written now calls for this work."""
        self._calls.append(call)

    def chain(self, entry: AuditEntry) -> Queued:
        """Keep an entry for the end of the audit's chain."""
        write = self.queue(insert(audit_entry).values(vars(entry)))
        write.entry = entry
        return write

    async def at_once(self, statement: Write) -> int:
        """Run one write in a short transaction of its own, whatever becomes of this unit; the rows it touched."""
        async with self._database.write() as connection:
            return (await connection.execute(statement)).rowcount

    async def seal(self, column: Column[Any], subject_id: SubjectId, row_id: str, value: Any) -> bytes:
        """A value as its sealed column holds it. `SubjectErased` if the subject's key is gone."""
        await self._keys.load(subject_id)
        self._sealed_for.add(subject_id)
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) if _holds_json(column) else value
        return self._keys.sealer.seal(subject_id, _table(column).name, column.name, row_id, text)

    async def load_keys(self, rows: Sequence[RowMapping]) -> None:
        """Make the keys of all subjects of these rows ready with one look. Of one that was erased there is none."""
        await self._keys.load_all({row["subject_id"] for row in rows if row["subject_id"] is not None})

    async def open(self, column: Column[Any], subject_id: SubjectId, row_id: str, envelope: bytes) -> Any:
        """The value in a sealed column. `SubjectErased` or `SealBroken` if it cannot be read."""
        await self._keys.load(subject_id)
        text = self._keys.sealer.open(subject_id, _table(column).name, column.name, row_id, envelope)
        return json.loads(text) if _holds_json(column) else text

    def not_for(self, subject_id: SubjectId) -> None:
        """This unit erases the subject: what it sealed for it need not be readable any more, and its audit does not name it."""
        self._sealed_for.discard(subject_id)
        self._erased.add(subject_id)

    async def commit(self) -> None:
        """Run the queued writes in their order, in one transaction."""
        self._refuse_if_ended()
        self._ended = True
        if not self.writes:
            return
        async with self._database.write() as connection:
            # Asked while we hold the transaction: an erasure from now on finds our rows, one before now stops us.
            if self._sealed_for and self._sealed_for - await self._keys.existing(self._sealed_for):
                raise SubjectErased
            chainless = [write for write in self.writes if write.entry is None]
            await writes.run(connection, chainless, together=self.for_many)
            await self._finish(connection)

    async def _finish(self, connection: AsyncConnection) -> None:
        """The work that this calls for; then what on PostgreSQL every other writer waits for until we have committed."""
        if self._deferrer is not None and self._calls:
            await self._deferrer.defer(connection, self._calls)
        if entries := [write.entry for write in self.writes if write.entry is not None]:
            await audit_chain.append(connection, self._keys.ring, entries, self._erased)
        for write in self.writes:
            write.rows = write.rows if write.entry is None else 1
        if any(write.statement.table in _SHOWN for write in self.writes):
            again = {"count": desk_mark.c.count + 1}
            await connection.execute(self._upsert(desk_mark, {"id": 1}, {"count": 1}, again))

    def _upsert(self, table: Table, keys: dict[str, Any], values: dict[str, Any], again: dict[str, Any]) -> Insert:
        """Insert the row, or where its keys are taken change it to `again`."""
        new = sqlite.insert(table) if self._database.is_sqlite else postgresql.insert(table)
        return new.values(**keys, **values).on_conflict_do_update(index_elements=[*keys], set_=again)

    def end(self) -> None:
        """Leave without a commit: the queued writes are dropped."""
        self._ended = True

    def _refuse_if_ended(self) -> None:
        if self._ended:
            raise StoreError("this unit of work has ended")


def _holds_json(column: Column[Any]) -> bool:
    return bool(column.info["sealed"] == "json")


def _table(column: Column[Any]) -> Table:
    assert isinstance(column.table, Table)
    return column.table
