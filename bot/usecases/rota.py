"""The rota as supervisors change it. Each change is one row and one entry in the audit; nothing here commits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.care.ids import AdvocateId
from bot.care.rota import Rota
from bot.store.records import Shift, ShiftException
from bot.store.unit_of_work import UnitOfWork

CHANGED = "supervisor:rota:changed"

_MARGIN = timedelta(days=2)
"""An exception may touch the days beside it: a night shift, a zone hours away."""


async def rota_between(uow: UnitOfWork, first: date, last: date, *, zone: str) -> Rota:
    """The rota as it stands for these days, both included; `zone` is the program's."""
    return Rota(
        await uow.rota.shifts(),
        await uow.rota.exceptions(first - _MARGIN, last + _MARGIN),
        await uow.advocates.all(),
        zone=zone,
    )


def add_shift(uow: UnitOfWork, shift: Shift, by: AdvocateId, now: datetime) -> None:
    """A recurring shift begins on its first day."""
    uow.rota.add_shift(shift)
    _note(uow, by, now)


def end_shift(uow: UnitOfWork, shift_id: str, last_day: date, by: AdvocateId, now: datetime) -> None:
    """The shift begins for the last time on `last_day`. `ConflictError` at the commit if it is gone."""
    uow.rota.end_shift(shift_id, last_day)
    _note(uow, by, now)


def delete_shift(uow: UnitOfWork, shift_id: str, by: AdvocateId, now: datetime) -> None:
    """As if it had never been written down. `ConflictError` at the commit if it is gone."""
    uow.rota.delete_shift(shift_id)
    _note(uow, by, now)


def add_exception(uow: UnitOfWork, exception: ShiftException, by: AdvocateId, now: datetime) -> None:
    """A day that differs: a holiday, an illness, an extra shift."""
    uow.rota.add_exception(exception)
    _note(uow, by, now)


def delete_exception(uow: UnitOfWork, exception_id: str, by: AdvocateId, now: datetime) -> None:
    """The day is as the recurring shifts have it. `ConflictError` at the commit if it is gone."""
    uow.rota.delete_exception(exception_id)
    _note(uow, by, now)


def _note(uow: UnitOfWork, by: AdvocateId, now: datetime) -> None:
    uow.audit.note(CHANGED, now, actor=by)
