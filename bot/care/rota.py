"""Who is on shift: recurring shifts, the days that differ from them, and who has stepped away.

Shifts are wall times in a zone of their own (`bot.care.wall_times`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from bot.care.ids import AdvocateId
from bot.care.wall_times import shift_on

ANSWERING = frozenset({"advocate", "supervisor"})
"""The roles that talk with youths."""

_LOOK_AHEAD = timedelta(days=35)
_MARGIN = timedelta(days=2)
"""A shift that runs at an instant began at most a day before it, in whatever zone."""


class Shifts(Protocol):
    """A recurring shift. Monday is 0; an `ends` at or before `begins` lies on the next day; both days are included."""

    @property
    def advocate_id(self) -> AdvocateId: ...
    @property
    def days(self) -> frozenset[int]: ...
    @property
    def begins(self) -> time: ...
    @property
    def ends(self) -> time: ...
    @property
    def zone(self) -> str: ...
    @property
    def from_day(self) -> date: ...
    @property
    def until_day(self) -> date | None: ...


class Differs(Protocol):
    """A day that differs: `off` takes time away (the whole day's shifts without times), `extra` adds a shift."""

    @property
    def advocate_id(self) -> AdvocateId: ...
    @property
    def day(self) -> date: ...
    @property
    def kind(self) -> Literal["off", "extra"]: ...
    @property
    def begins(self) -> time | None: ...
    @property
    def ends(self) -> time | None: ...
    @property
    def zone(self) -> str: ...


class Colleague(Protocol):
    """Somebody at the desk, as far as the rota is concerned."""

    @property
    def id(self) -> AdvocateId: ...
    @property
    def role(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def away(self) -> bool: ...
    @property
    def speaks(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """Time that somebody works; both ends in UTC, the end not included."""

    begins: datetime
    ends: datetime
    advocate_id: AdvocateId


class Rota:
    """The shifts of everybody, as one plan. `zone` is the program's own: in it times are told and weeks begin."""

    def __init__(
        self,
        shifts: Iterable[Shifts],
        exceptions: Iterable[Differs],
        advocates: Iterable[Colleague],
        *,
        zone: str = "UTC",
    ) -> None:
        self._shifts = tuple(shifts)
        self._exceptions = tuple(exceptions)
        self._answering = {one.id: one for one in advocates if one.status == "active" and one.role in ANSWERING}
        self._zone = ZoneInfo(zone)

    def on_shift(self, now: datetime) -> tuple[AdvocateId, ...]:
        """Who answers at this instant, in a fixed order. Whoever stepped away is not among them."""
        working = {span.advocate_id for span in self._spans(now, now + timedelta(microseconds=1))}
        return tuple(sorted(one for one in working if not self._answering[one].away))

    def is_staffed(self, now: datetime) -> bool:
        """Whether anybody answers at this instant."""
        return bool(self.on_shift(now))

    def how_many(self, now: datetime) -> int:
        """How many people answer at this instant."""
        return len(self.on_shift(now))

    def how_many_of(self, people: Collection[AdvocateId], now: datetime) -> int:
        """How many of these people answer at this instant."""
        return len(set(self.on_shift(now)).intersection(people))

    def next_shift(self, now: datetime) -> datetime | None:
        """When the next shift begins after `now`, in the program's zone; None when none does for five weeks."""
        begins = [span.begins for span in self._spans(now, now + _LOOK_AHEAD) if span.begins > now]
        return min(begins).astimezone(self._zone) if begins else None

    def open_between(self, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """Begins and ends of the shifts that touch this time, in UTC, the earliest first."""
        return tuple((span.begins, span.ends) for span in self._spans(start, end))

    def week(self, monday: date) -> tuple[Span, ...]:
        """The plan of a week that begins on a local Monday, whoever has stepped away just now included."""
        start = datetime.combine(monday, time(0), self._zone)
        end = datetime.combine(monday + timedelta(days=7), time(0), self._zone)
        return self._spans(start.astimezone(UTC), end.astimezone(UTC))

    def _spans(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """Everybody's work that touches the time from start to end."""
        found = [span for span in self._planned(start, end) if span.begins < end and span.ends > start]
        return tuple(sorted(found))

    def _planned(self, start: datetime, end: datetime) -> list[Span]:
        first, last = (start - _MARGIN).date(), (end + _MARGIN).date()
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        off = [one for one in self._exceptions if one.kind == "off"]
        spans = [
            span
            for shift in self._shifts
            if shift.advocate_id in self._answering
            for day in days
            if _is_on(shift, day) and not _is_off(shift.advocate_id, day, off)
            for span in [_span(shift.advocate_id, day, shift.begins, shift.ends, shift.zone)]
        ]
        spans += [
            _span(one.advocate_id, one.day, one.begins, one.ends, one.zone)
            for one in self._exceptions
            if one.kind == "extra" and one.begins and one.ends
            if first <= one.day <= last and one.advocate_id in self._answering
        ]
        for one in off:
            if one.begins and one.ends:
                spans = _without(spans, _span(one.advocate_id, one.day, one.begins, one.ends, one.zone))
        return spans


def _is_on(shift: Shifts, day: date) -> bool:
    return day.weekday() in shift.days and shift.from_day <= day and (shift.until_day is None or day <= shift.until_day)


def _is_off(advocate_id: AdvocateId, day: date, off: list[Differs]) -> bool:
    """Off for the whole day: no shift of that day begins. One that began the evening before still ends."""
    return any(one.advocate_id == advocate_id and one.day == day and one.begins is None for one in off)


def _span(advocate_id: AdvocateId, day: date, begins: time, ends: time, zone: str) -> Span:
    start, end = shift_on(day, begins, ends, ZoneInfo(zone))
    return Span(begins=start, ends=end, advocate_id=advocate_id)


def _without(spans: list[Span], off: Span) -> list[Span]:
    """The spans with one person's time off cut out of theirs."""
    left: list[Span] = []
    for span in spans:
        if span.advocate_id != off.advocate_id or span.ends <= off.begins or span.begins >= off.ends:
            left.append(span)
            continue
        if span.begins < off.begins:
            left.append(Span(begins=span.begins, ends=off.begins, advocate_id=span.advocate_id))
        if off.ends < span.ends:
            left.append(Span(begins=off.ends, ends=span.ends, advocate_id=span.advocate_id))
    return left
