"""The rota: a week by day or by person, the recurring shifts, the days that differ. Supervisors change it, others read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.care.ids import AdvocateId
from bot.care.rota import ANSWERING, Rota
from bot.errors import ConflictError
from bot.store.records import Advocate, Shift, ShiftException
from bot.usecases import rota as usecases
from bot.web.desk.context import Desk, go
from bot.web.desk.day_words import WEEKDAYS, day_words
from bot.web.desk.rota_forms import ZONES, Form, form_of, read_exception, read_last_day, read_shift
from bot.web.desk.rota_view import day_cards, exception_rows, person_rows, shift_rows, zone_words
from bot.web.desk.table import STAFF, SUPERVISOR, Entry
from bot.web.desk.week_view import days_of, longer, monday_of

PATH: Final = "/desk/rota"
DONE: Final = ("shift_added", "shift_ended", "shift_deleted", "exception_added", "exception_deleted")
VIEWS: Final = ("day", "person")
_FARTHEST: Final = timedelta(days=366)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the pages of the rota are drawn from."""

    people: tuple[Advocate, ...]
    shifts: tuple[Shift, ...]
    coming: tuple[ShiftException, ...]
    rota: Rota

    @property
    def names(self) -> Mapping[AdvocateId, str]:
        return {one.id: one.name for one in self.people}

    @property
    def invited(self) -> frozenset[AdvocateId]:
        return frozenset(one.id for one in self.people if one.status == "invited")

    @property
    def answering(self) -> list[AdvocateId]:
        """Who can have shifts: also somebody invited, so that the rota can be written before they first sign in."""
        able = [one for one in self.people if one.status != "disabled" and one.role in ANSWERING]
        return [one.id for one in sorted(able, key=lambda one: (one.name.casefold(), one.id))]


async def page(request: Request, desk: Desk) -> Response:
    """GET /desk/rota?week=2026-11-23&view=person"""
    return await _draw(desk)


async def add_shift(request: Request, desk: Desk) -> Response:
    """POST /desk/rota/shifts"""
    form, known = form_of("shift", await request.form()), await _known(desk, desk_today(desk))
    shift = read_shift(form, known.answering, known.shifts, zones_of(desk), desk_today(desk))
    if shift is None:
        return await _draw(desk, form)
    async with desk.house.store.unit_of_work() as uow:
        usecases.add_shift(uow, shift, desk.me.id, desk.now)
        await uow.commit()
    return _done(request, "shift_added")


async def end_shift(request: Request, desk: Desk) -> Response:
    """POST /desk/rota/shifts/{id}/end"""
    shift_id = request.path_params["id"]
    form = form_of(f"end-{shift_id}", await request.form())
    async with desk.house.store.unit_of_work() as uow:
        shift = next((one for one in await uow.rota.shifts() if one.id == shift_id), None)
        if shift is None:
            return await _gone(desk)
        last_day = read_last_day(form, shift, desk_today(desk))
        if last_day is None:
            return await _draw(desk, form)
        usecases.end_shift(uow, shift_id, last_day, desk.me.id, desk.now)
        await uow.commit()
    return _done(request, "shift_ended")


async def delete_shift(request: Request, desk: Desk) -> Response:
    """POST /desk/rota/shifts/{id}/delete"""
    try:
        async with desk.house.store.unit_of_work() as uow:
            usecases.delete_shift(uow, request.path_params["id"], desk.me.id, desk.now)
            await uow.commit()
    except ConflictError:
        return await _gone(desk)
    return _done(request, "shift_deleted")


async def add_exception(request: Request, desk: Desk) -> Response:
    """POST /desk/rota/exceptions"""
    form, known = form_of("exception", await request.form()), await _known(desk, desk_today(desk))
    exception = read_exception(form, known.answering, zones_of(desk), desk_today(desk))
    if exception is None:
        return await _draw(desk, form)
    async with desk.house.store.unit_of_work() as uow:
        usecases.add_exception(uow, exception, desk.me.id, desk.now)
        await uow.commit()
    return _done(request, "exception_added")


async def delete_exception(request: Request, desk: Desk) -> Response:
    """POST /desk/rota/exceptions/{id}/delete"""
    try:
        async with desk.house.store.unit_of_work() as uow:
            usecases.delete_exception(uow, request.path_params["id"], desk.me.id, desk.now)
            await uow.commit()
    except ConflictError:
        return await _gone(desk)
    return _done(request, "exception_deleted")


def desk_today(desk: Desk) -> date:
    """Today in the program's own zone."""
    return desk.now.astimezone(desk.house.settings.program.zone).date()


def zones_of(desk: Desk) -> tuple[str, ...]:
    """The zones a shift can be in: the program's own first, then those of the country."""
    return tuple(dict.fromkeys((desk.house.settings.program.timezone, *ZONES)))


def week_asked(text: str, today: date) -> date:
    """The Monday of the week in a link; this week for anything that is no near date."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return monday_of(today)
    return monday_of(asked if abs(asked - today) <= _FARTHEST else today)


async def _known(desk: Desk, monday: date) -> _Known:
    today, zone = desk_today(desk), desk.house.settings.program.timezone
    async with desk.house.store.unit_of_work() as uow:
        return _Known(
            people=tuple(await uow.advocates.all()),
            shifts=tuple(await uow.rota.shifts()),
            coming=tuple(await uow.rota.exceptions(today, today + 2 * _FARTHEST)),
            rota=await usecases.rota_between(uow, monday, monday + _WEEK, zone=zone),
        )


async def _draw(desk: Desk, form: Form | None = None, *, problem: str = "") -> Response:
    query, today, language = desk.request.query_params, desk_today(desk), desk.t.language
    program, monday = desk.house.settings.program, week_asked(query.get("week", ""), today)
    known = await _known(desk, monday)
    days = days_of(longer(known.rota.week(monday)), monday, program.zone)
    view = query.get("view", "day")
    done = query.get("done", "")
    return desk.render(
        "desk/rota.html",
        status=422 if form else 409 if problem else 200,
        week=day_words(monday, language),
        weeks={"before": monday - _WEEK, "now": monday_of(today), "after": monday + _WEEK},
        monday=monday,
        view=view if view in VIEWS else "day",
        zone=zone_words(program.timezone, desk.t),
        titles=[day_words(day.day, language, short=True) for day in days],
        cards=day_cards(days, known.names, today, desk.t, language),
        rows=person_rows(days, _in_week(known), known.names, desk.t, language),
        shifts=shift_rows(known.shifts, known.names, known.invited, today, desk.t, language),
        exceptions=exception_rows(known.coming, known.names, desk.t, language),
        may_edit=desk.me.role == SUPERVISOR,
        may_see_ladder=desk.me.role in ANSWERING,
        by_program=not any(one.status == "active" for one in known.people),
        form=form or Form(name=""),
        none_form=Form(name=""),
        problem=problem,
        done=done if done in DONE else "",
        **_choices(desk, known.answering, known.names, today),
    )


def _in_week(known: _Known) -> list[AdvocateId]:
    """Those whose row can hold something: people whose shifts count."""
    active = {one.id for one in known.people if one.status == "active"}
    return [one for one in known.answering if one in active]


def _choices(
    desk: Desk, answering: Collection[AdvocateId], names: Mapping[AdvocateId, str], today: date
) -> dict[str, object]:
    """What the forms offer."""
    return {
        "people": [(one, names[one]) for one in answering],
        "zones": [(zone, zone_words(zone, desk.t)) for zone in zones_of(desk)],
        "weekdays": list(enumerate(WEEKDAYS[desk.t.language])),
        "today": today.isoformat(),
    }


async def _gone(desk: Desk) -> Response:
    return await _draw(desk, problem="rota.wrong.gone")


def _done(request: Request, what: str) -> Response:
    return go(request, f"{PATH}?done={what}")


_READERS: Final = ANSWERING | {STAFF}
_EDITORS: Final = frozenset({SUPERVISOR})

ENTRIES: Final = (
    Entry(path=PATH, handler=page, roles=_READERS),
    Entry(path=f"{PATH}/shifts", method="POST", handler=add_shift, roles=_EDITORS),
    Entry(path=f"{PATH}/shifts/{{id}}/end", method="POST", handler=end_shift, roles=_EDITORS),
    Entry(path=f"{PATH}/shifts/{{id}}/delete", method="POST", handler=delete_shift, roles=_EDITORS),
    Entry(path=f"{PATH}/exceptions", method="POST", handler=add_exception, roles=_EDITORS),
    Entry(path=f"{PATH}/exceptions/{{id}}/delete", method="POST", handler=delete_exception, roles=_EDITORS),
)
