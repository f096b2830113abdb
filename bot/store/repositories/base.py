"""How a record becomes a row and a row a record: by name, sealed columns through the session."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from typing import Any, Generic, TypeVar

from sqlalchemy import RowMapping, Select, Table, insert, select

from bot.care.ids import SubjectId
from bot.errors import SubjectErased
from bot.store.session import Queued, Session

R = TypeVar("R")


class Repository(Generic[R]):
    """The rows of one table. Every field of the record is a column of the same name."""

    table: Table
    record: type[R]

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ahead: dict[str, Any] = {}  # what was read for many at once, by the id that will be asked for

    async def _insert_sealed(self, record: R) -> Queued:
        """Queue a record of which something is sealed on the way."""
        return self._session.queue(insert(self.table), await self._values(record))

    def _insert_plain(self, record: R) -> Queued:
        """Queue a record of which nothing needs sealing."""
        return self._session.queue(insert(self.table), self._plain(record))

    def _select(self, *conditions: Any) -> Select[Any]:
        return select(self.table).where(*conditions)

    async def _one(self, statement: Select[Any]) -> R | None:
        found = await self._many(statement.limit(1))
        return found[0] if found else None

    async def _many(self, statement: Select[Any]) -> list[R]:
        return [await self._record(row) for row in await self._session.rows(statement)]

    async def _of_many(self, statement: Select[Any]) -> list[R]:
        """What a statement over several subjects finds, without what cannot be read because its subject was just erased."""
        rows = await self._session.rows(statement)
        await self._session.load_keys(rows)
        found: list[R] = []
        for row in rows:
            with suppress(SubjectErased):
                found.append(await self._record(row))
        return found

    async def _scalar(self, statement: Select[Any]) -> Any:
        """The first column of the first row, or None."""
        rows = await self._session.rows(statement)
        return next(iter(rows[0].values())) if rows else None

    async def _column(self, statement: Select[Any]) -> list[Any]:
        return [next(iter(row.values())) for row in await self._session.rows(statement)]

    async def _values(self, record: R) -> dict[str, Any]:
        return {name: await self._stored(record, name, getattr(record, name)) for name in self._names()}

    def _plain(self, record: R) -> dict[str, Any]:
        return {name: getattr(record, name) for name in self._names()}

    async def _stored(self, record: R, name: str, value: Any) -> Any:
        """A field's value as its column holds it."""
        column = self.table.c[name]
        if value is None or "sealed" not in column.info:
            return value
        subject_id: SubjectId = getattr(record, "subject_id")  # noqa: B009 - a record with a sealed column has a subject
        return await self._session.seal(column, subject_id, getattr(record, "id"), value)  # noqa: B009

    async def _record(self, row: RowMapping) -> R:
        return self.record(**{name: await self._loaded(row, name) for name in self._names()})

    async def _loaded(self, row: RowMapping, name: str) -> Any:
        """A column's value as its field holds it."""
        column = self.table.c[name]
        if row[name] is None or "sealed" not in column.info:
            return row[name]
        return await self._session.open(column, row["subject_id"], row["id"], row[name])

    def _names(self) -> list[str]:
        return [field.name for field in dataclasses.fields(self.record)]  # type: ignore[arg-type]
