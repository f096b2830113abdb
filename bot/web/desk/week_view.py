"""A week of the rota as a page shows it: what each day holds, who is there, and where nobody is.

Pure: spans in UTC go in, days of one zone come out. Days are counted in minutes that really pass, so the day on which the
clocks change has 23 or 25 hours, and what lies after the change stands where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.care.ids import AdvocateId
from bot.care.rota import Span

DAYS = 7
USUAL_MINUTES = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A part of one local day. `begins` and `ends` are local; `offset` and `minutes` count what passes since midnight.

    `who` is None where nobody is there. `from_before` and `goes_on` tell that it reaches over midnight.
    """

    who: AdvocateId | None
    begins: datetime
    ends: datetime
    offset: int
    minutes: int
    from_before: bool = False
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True)
class Day:
    """One local day: everybody's stretches by begin, and the gaps between them. `minutes` is 1380, 1440 or 1500."""

    day: date
    minutes: int
    work: tuple[Stretch, ...]
    gaps: tuple[Stretch, ...]

    @property
    def change(self) -> int:
        """Minutes by which the clocks change on this day: 60 when they go forward, -60 when they go back."""
        return USUAL_MINUTES - self.minutes

    @property
    def covered(self) -> bool:
        return not self.gaps

    def of(self, advocate_id: AdvocateId) -> tuple[Stretch, ...]:
        return tuple(stretch for stretch in self.work if stretch.who == advocate_id)


def monday_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def days_of(work: Iterable[Span], first: date, zone: ZoneInfo, count: int = DAYS) -> tuple[Day, ...]:
    """The local days from `first` on, with the work that lies on each."""
    everything = sorted(work, key=lambda one: (one.begins, one.ends, one.advocate_id))
    return tuple(_day(everything, first + timedelta(days=n), zone) for n in range(count))


def minutes_of(days: Sequence[Day]) -> Mapping[AdvocateId, int]:
    """How many minutes each advocate works on these days together."""
    found: dict[AdvocateId, int] = {}
    for stretch in (stretch for day in days for stretch in day.work):
        if stretch.who is not None:
            found[stretch.who] = found.get(stretch.who, 0) + stretch.minutes
    return found


def longer(work: Iterable[Span]) -> list[Span]:
    """The same work with what touches or overlaps joined, for each advocate."""
    joined: list[Span] = []
    for one in sorted(work, key=lambda one: (one.advocate_id, one.begins)):
        last = joined[-1] if joined else None
        if last is not None and last.advocate_id == one.advocate_id and one.begins <= last.ends:
            joined[-1] = Span(advocate_id=one.advocate_id, begins=last.begins, ends=max(last.ends, one.ends))
        else:
            joined.append(one)
    return sorted(joined, key=lambda one: (one.begins, one.advocate_id))


def _day(work: Sequence[Span], day: date, zone: ZoneInfo) -> Day:
    begin, end = _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
    mine = [one for one in work if one.begins < end and one.ends > begin]
    stretches = tuple(_stretch(one.advocate_id, one.begins, one.ends, begin, end, zone) for one in mine)
    gaps = tuple(_stretch(None, a, b, begin, end, zone) for a, b in _gaps(mine, begin, end))
    return Day(day=day, minutes=_minutes(end - begin), work=stretches, gaps=gaps)


def _gaps(work: Sequence[Span], begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    found, covered_to = [], begin
    for one in work:
        if one.begins > covered_to:
            found.append((covered_to, one.begins))
        covered_to = max(covered_to, one.ends)
    if covered_to < end:
        found.append((covered_to, end))
    return found


def _stretch(
    who: AdvocateId | None, begins: datetime, ends: datetime, day_begin: datetime, day_end: datetime, zone: ZoneInfo
) -> Stretch:
    start, stop = max(begins, day_begin), min(ends, day_end)
    return Stretch(
        who=who,
        begins=start.astimezone(zone),
        ends=stop.astimezone(zone),
        offset=_minutes(start - day_begin),
        minutes=_minutes(stop - start),
        from_before=begins < day_begin,
        goes_on=ends > day_end,
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
