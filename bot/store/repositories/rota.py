"""Who is on shift when, as the supervisor wrote it down. `bot.care.rota` reads it."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import delete, update

from bot.store.desk_tables import shift, shift_exception
from bot.store.records import Shift, ShiftException
from bot.store.repositories.base import Repository
from bot.store.session import Queued, Session

_E: Final = shift_exception.c


class _Shifts(Repository[Shift]):
    table = shift
    record = Shift

    def add(self, record: Shift) -> Queued:
        return self._insert_plain(record)

    async def all(self) -> list[Shift]:
        return await self._many(self._select().order_by(shift.c.from_day, shift.c.begins, shift.c.id))


class _Exceptions(Repository[ShiftException]):
    table = shift_exception
    record = ShiftException

    def add(self, record: ShiftException) -> Queued:
        return self._insert_plain(record)

    async def between(self, from_day: date, to_day: date) -> list[ShiftException]:
        within = self._select(_E.day >= from_day, _E.day <= to_day)
        return await self._many(within.order_by(_E.day, _E.id))


class Rota:
    """Recurring shifts and the days that differ from them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shifts = _Shifts(session)
        self._exceptions = _Exceptions(session)

    async def shifts(self) -> list[Shift]:
        """All of them, also those that have ended or are still to begin."""
        return await self._shifts.all()

    def add_shift(self, record: Shift) -> Queued:
        return self._shifts.add(record)

    def end_shift(self, shift_id: str, until_day: date) -> Queued:
        """`until_day` is the last day on which it begins. `ConflictError` at the commit if it is gone."""
        row = update(shift).where(shift.c.id == shift_id)
        return self._session.queue(row.values(until_day=until_day), demand=1)

    def delete_shift(self, shift_id: str) -> Queued:
        """`ConflictError` at the commit if it is gone already."""
        return self._session.queue(delete(shift).where(shift.c.id == shift_id), demand=1)

    async def exceptions(self, from_day: date, to_day: date) -> list[ShiftException]:
        """Those of a span of days, both included."""
        return await self._exceptions.between(from_day, to_day)

    def add_exception(self, record: ShiftException) -> Queued:
        return self._exceptions.add(record)

    def delete_exception(self, exception_id: str) -> Queued:
        """`ConflictError` at the commit if it is gone already."""
        return self._session.queue(delete(shift_exception).where(_E.id == exception_id), demand=1)
