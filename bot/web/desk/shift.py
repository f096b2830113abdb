"""My shift: whether I am on and till when, stepping away, who else is there, my next two weeks, where pages reach me."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from bot.care.ids import AdvocateId
from bot.care.rota import ANSWERING, Span
from bot.store import UnitOfWork
from bot.store.records import Advocate
from bot.usecases.rota import rota_between
from bot.web.desk.context import Desk
from bot.web.desk.day_words import day_words, length_words, moment_words, span_words
from bot.web.desk.ladder import Team, team_of
from bot.web.desk.rota_view import Words, zone_words
from bot.web.desk.table import Entry
from bot.web.desk.week_view import longer, monday_of

PATH: Final = "/desk/shift"
AHEAD: Final = timedelta(days=14)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where somebody stands at this instant: the shift that runs, and the next one that does not."""

    running: Span | None
    coming: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Coming:
    """One coming shift in words. `note` tells of clocks that change in it."""

    day: str
    hours: str
    length: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody else who is on shift by the rota, in words."""

    name: str
    until: str
    speaks: tuple[str, ...]
    away: bool


async def page(request: Request, desk: Desk) -> Response:
    """GET /desk/shift"""
    program, language = desk.house.settings.program, desk.t.language
    async with desk.house.store.unit_of_work() as uow:
        spans = await _spans(uow, desk)
        team = await team_of(uow, [])
    mine = standing_of([span for span in spans if span.advocate_id == desk.me.id], desk.now)
    others = colleagues(spans, team.people, desk.me.id, desk.now, program.zone, language)
    return desk.render(
        "desk/shift.html",
        status_words=status_words(mine, desk.now, program.zone, desk.t, language),
        on_shift=mine.running is not None,
        others=others,
        alone=not any(not one.away for one in others),
        coming=coming_shifts(mine.coming, program.zone, desk.t, language),
        zone=zone_words(program.timezone, desk.t),
        pages=pages_key(desk.me, team),
        last_digits=last_digits(desk.me.phone),
    )


def standing_of(spans: Iterable[Span], now: datetime) -> Standing:
    """From one person's work: what runs now, and what begins later within two weeks."""
    joined = longer(spans)
    return Standing(
        running=next((span for span in joined if span.begins <= now < span.ends), None),
        coming=tuple(span for span in joined if now < span.begins <= now + AHEAD),
    )


def status_words(mine: Standing, now: datetime, zone: ZoneInfo, t: Words, language: str) -> str:
    """One sentence: on until when, or off until when."""
    here = now.astimezone(zone)
    if mine.running:
        ends = mine.running.ends
        return t("shift.on", until=moment_words(ends.astimezone(zone), here, language), left=length_words(ends - now))
    if mine.coming:
        return t("shift.off_until", at=moment_words(mine.coming[0].begins.astimezone(zone), here, language))
    return t("shift.off")


def colleagues(
    spans: Iterable[Span], people: Iterable[Advocate], me: AdvocateId, now: datetime, zone: ZoneInfo, language: str
) -> list[Colleague]:
    """Who else has a shift now, by name; also whoever has stepped away, and is said to have."""
    known = {one.id: one for one in people}
    here = now.astimezone(zone)
    running = [one for one in longer(spans) if one.begins <= now < one.ends and one.advocate_id != me]
    return sorted(
        (
            Colleague(
                name=known[span.advocate_id].name,
                until=moment_words(span.ends.astimezone(zone), here, language),
                speaks=known[span.advocate_id].speaks,
                away=known[span.advocate_id].away,
            )
            for span in running
        ),
        key=lambda one: one.name.casefold(),
    )


def coming_shifts(spans: Sequence[Span], zone: ZoneInfo, t: Words, language: str) -> list[Coming]:
    """Coming shifts in words, with the hours that really pass."""
    found = []
    for span in spans:
        begins, ends = span.begins.astimezone(zone), span.ends.astimezone(zone)
        changed = begins.utcoffset() != ends.utcoffset()
        over_night = begins.date() != ends.date() and ends.time() != begins.min.time()
        hours = span_words(begins, ends, language, zones=changed)
        found.append(
            Coming(
                day=day_words(begins.date(), language),
                hours=t("rota.next_day", span=hours) if over_night else hours,
                length=length_words(span.ends - span.begins),
                note=t("shift.clocks") if changed else "",
            )
        )
    return found


def pages_key(me: Advocate, team: Team) -> str:
    """Which words say whether pages reach me."""
    if me.phone is None:
        return "shift.pages_none"
    return "shift.pages_stopped" if me.id in team.stopped else "shift.pages_to"


def last_digits(phone: str | None) -> str:
    """The end of a number, enough for its owner to know it."""
    return phone[-4:] if phone else ""


async def _spans(uow: UnitOfWork, desk: Desk) -> tuple[Span, ...]:
    """Everybody's work from yesterday on, for two weeks and the rest of the week they end in."""
    program = desk.house.settings.program
    today = desk.now.astimezone(program.zone).date()
    monday = monday_of(today - _DAY)
    rota = await rota_between(uow, monday, today + AHEAD + 2 * _DAY, zone=program.timezone)
    weeks = [monday + n * 7 * _DAY for n in range(4)]
    return tuple(dict.fromkeys(span for week in weeks for span in rota.week(week)))


ENTRIES: Final = (Entry(path=PATH, handler=page, roles=ANSWERING),)
