"""The rota in words, ready for its template: a week by day and by person, the recurring shifts, the days that differ. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.care.ids import AdvocateId
from bot.store.records import Shift, ShiftException
from bot.web.desk.day_words import date_words, day_words, length_words, span_words, weekdays_words
from bot.web.desk.week_view import Day, Stretch, minutes_of

Words = Callable[..., str]
Names = Mapping[AdvocateId, str]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One stretch of a day in words. `who` is empty for a gap. `x` and `width` are minutes, for the drawn strip."""

    who: str
    when: str
    x: int
    width: int


@dataclass(frozen=True, kw_only=True)
class DayCard:
    """One day of the week view. `hours` are the full hours of the strip's scale, in minutes since midnight."""

    title: str
    today: bool
    minutes: int
    note: str
    work: tuple[Line, ...]
    gaps: tuple[Line, ...]
    hours: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One person's week: what stands under each day, and all hours together. `gaps` marks the row of nobody."""

    name: str
    cells: tuple[tuple[str, ...], ...]
    total: str
    gaps: bool = False


@dataclass(frozen=True, kw_only=True)
class ShiftRow:
    """A recurring shift. `note` says why it does not count yet."""

    id: str
    name: str
    days: str
    hours: str
    zone: str
    first: str
    last: str
    until_day: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ExceptionRow:
    """A day that differs."""

    id: str
    name: str
    day: str
    kind: str
    hours: str
    zone: str


def day_cards(days: Sequence[Day], names: Names, today: date, t: Words, language: str) -> list[DayCard]:
    """The week by day."""
    return [
        DayCard(
            title=day_words(day.day, language),
            today=day.day == today,
            minutes=day.minutes,
            note=_change_note(day, t),
            work=tuple(_line(stretch, day, names, t, language) for stretch in day.work),
            gaps=tuple(_line(gap, day, names, t, language) for gap in day.gaps),
            hours=tuple(range(360, day.minutes - 60, 360)),
        )
        for day in days
    ]


def person_rows(
    days: Sequence[Day], people: Iterable[AdvocateId], names: Names, t: Words, language: str
) -> list[PersonRow]:
    """The week by person, by name, with a last row for the times at which nobody is there."""
    minutes = minutes_of(days)
    rows = [
        PersonRow(
            name=names[one],
            cells=tuple(tuple(_when(stretch, day, t, language) for stretch in day.of(one)) for day in days),
            total=length_words(timedelta(minutes=minutes[one])) if one in minutes else "",
        )
        for one in sorted(people, key=lambda one: (names[one].casefold(), one))
    ]
    uncovered = sum(gap.minutes for day in days for gap in day.gaps)
    nobody = PersonRow(
        name=t("rota.nobody"),
        cells=tuple(tuple(_when(gap, day, t, language) for gap in day.gaps) for day in days),
        total=length_words(timedelta(minutes=uncovered)) if uncovered else "",
        gaps=True,
    )
    return [*rows, nobody]


def shift_rows(
    shifts: Iterable[Shift], names: Names, invited: Collection[AdvocateId], today: date, t: Words, language: str
) -> list[ShiftRow]:
    """The shifts that run or will run, by name and begin. A last night that still runs counts."""
    running = [one for one in shifts if one.until_day is None or one.until_day >= today - timedelta(days=1)]
    return [
        ShiftRow(
            id=one.id,
            name=names.get(one.advocate_id, t("rota.unknown")),
            days=weekdays_words(one.days, language),
            hours=_hours(one, t, language),
            zone=zone_words(one.zone, t),
            first=date_words(one.from_day, language, year=True),
            last=date_words(one.until_day, language, year=True) if one.until_day else t("rota.open_end"),
            until_day=one.until_day.isoformat() if one.until_day else "",
            note=t("rota.not_yet") if one.advocate_id in invited else "",
        )
        for one in sorted(
            running, key=lambda one: (names.get(one.advocate_id, "").casefold(), min(one.days), one.begins)
        )
    ]


def exception_rows(exceptions: Iterable[ShiftException], names: Names, t: Words, language: str) -> list[ExceptionRow]:
    """The days that differ, the next one first."""
    return [
        ExceptionRow(
            id=one.id,
            name=names.get(one.advocate_id, t("rota.unknown")),
            day=f"{day_words(one.day, language, short=True)} {one.day.year}",
            kind=t(f"rota.kind.{one.kind}"),
            hours=_hours(one, t, language),
            zone=zone_words(one.zone, t),
        )
        for one in sorted(exceptions, key=lambda one: (one.day, names.get(one.advocate_id, "").casefold()))
    ]


def zone_words(zone: str, t: Words) -> str:
    """ "Central (Chicago)" for the zones that the desk offers; any other by its own name."""
    try:
        return t(f"rota.zone.{zone}")
    except KeyError:
        return zone.replace("_", " ")


def _hours(one: Shift | ShiftException, t: Words, language: str) -> str:
    if one.begins is None or one.ends is None:
        return t("rota.whole_day")
    words = span_words(one.begins, one.ends, language)
    # Midnight is the end of the day itself.
    return words if one.ends > one.begins or one.ends == time(0) else t("rota.next_day", span=words)


def _line(stretch: Stretch, day: Day, names: Names, t: Words, language: str) -> Line:
    return Line(
        who=names.get(stretch.who, t("rota.unknown")) if stretch.who else "",
        when=_when(stretch, day, t, language),
        x=stretch.offset,
        width=stretch.minutes,
    )


def _when(stretch: Stretch, day: Day, t: Words, language: str) -> str:
    """A stretch in words. On a day on which the clocks change every time says which clock it means."""
    span = span_words(stretch.begins, stretch.ends, language, zones=bool(day.change))
    if stretch.minutes == day.minutes:
        return t("rota.all_day")
    if stretch.from_before:
        return t("rota.from_before", span=span)
    if stretch.goes_on:
        return t("rota.goes_on", span=span)
    return span


def _change_note(day: Day, t: Words) -> str:
    if not day.change:
        return ""
    key = "rota.clocks_forward" if day.change > 0 else "rota.clocks_back"
    return t(key, hours=day.minutes // 60)
