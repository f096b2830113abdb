"""When a repeated text is due: every day, on chosen weekdays, every n hours for a time, or once.

A daily time is a wall time and a zone, never an instant moved on by 24 hours. Where the clocks jump, `zoneinfo` keeps
to PEP 495: read with fold 0 and with fold 1, a time that comes twice has first the larger offset, and a time that never
comes first the smaller one. From that follow the two rules that make a check-in come exactly once on each local day:

- a time that comes twice (01:30 on the night the clocks fall back) is its first coming; the second brings nothing;
- a time that never comes (02:30 on the night they spring forward) is the first instant after the gap, 03:00. PEP 495 by
  itself would say 03:30 or 01:30; whoever waits for 02:30 is neither early nor later than the clocks make it.

Quiet hours move nothing, they skip: a text that falls into them is not sent before or after, for a time that nobody
chose may be the time when somebody else holds the phone. Whoever asks for a time inside them gets a schedule without.

Every instant is compared and counted in UTC: two times of one zone are otherwise compared by what the clock shows,
which goes back an hour in autumn.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias, assert_never
from zoneinfo import ZoneInfo

from bot.errors import WrongInput

_EVERY_DAY = frozenset(range(7))
_LOOK_AHEAD_DAYS = 35
"""A weekday comes back after a week. Only a change of the clocks skips one, and five of them in a row it never does."""


@dataclass(frozen=True, kw_only=True)
class QuietHours:
    """Wall times between which nothing is sent, the end not included; an `ends` before `begins` lies on the next day."""

    begins: time
    ends: time

    def __post_init__(self) -> None:
        _check_wall_time(self.begins)
        _check_wall_time(self.ends)
        if self.begins == self.ends:
            raise WrongInput("quiet hours that begin when they end")

    def cover(self, wall: time) -> bool:
        if self.begins < self.ends:
            return self.begins <= wall < self.ends
        return wall >= self.begins or wall < self.ends


@dataclass(frozen=True, kw_only=True)
class _InZone:
    """`zone` is an IANA name: an offset would know nothing of the changes of the clocks."""

    zone: str
    quiet: QuietHours | None = None

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as error:
            raise WrongInput("unknown time zone") from error

    def is_quiet(self, at: datetime) -> bool:
        """Whether the clock on the wall shows quiet hours at this instant."""
        return self.quiet is not None and self.quiet.cover(at.astimezone(ZoneInfo(self.zone)).time())


@dataclass(frozen=True, kw_only=True)
class Daily(_InZone):
    """Once on each local day. A time inside its own quiet hours never comes."""

    at: time

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_wall_time(self.at)


@dataclass(frozen=True, kw_only=True)
class Weekly(_InZone):
    """Once on each of the chosen local days; Monday is 0. A time inside its own quiet hours never comes."""

    days: frozenset[int]
    at: time

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_wall_time(self.at)
        if not self.days or not self.days <= _EVERY_DAY:
            raise WrongInput("weekdays go from 0 to 6, and at least one is needed")


@dataclass(frozen=True, kw_only=True)
class Every(_InZone):
    """Every so many hours that really pass, whatever the clocks do: first at `begins`, last at or before `until`.

    Who asks to be looked after every three hours means how long they are alone, not what the clock shows. One skipped
    for quiet hours does not shift those after it.
    """

    hours: int
    begins: datetime
    until: datetime

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.hours < 1:
            raise WrongInput("fewer hours than one")
        if _utc(self.until) < _utc(self.begins):
            raise WrongInput("an end before the beginning")


@dataclass(frozen=True, kw_only=True)
class Once(_InZone):
    """At one instant, and never again. `instant` makes it from a wall time."""

    at: datetime

    def __post_init__(self) -> None:
        super().__post_init__()
        _utc(self.at)


Schedule: TypeAlias = Daily | Weekly | Every | Once


def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """The first instant later than `after` (never `after` itself) at which this is due, in UTC; None when none is left.

    It depends on nothing but its arguments: asked again after a crash, or by another machine, it says the same.
    """
    after = _utc(after)
    match schedule:
        case Daily():
            return _next_wall_time(schedule, _EVERY_DAY, after)
        case Weekly():
            return _next_wall_time(schedule, schedule.days, after)
        case Every():
            return _next_step(schedule, after)
        case Once():
            at = _utc(schedule.at)
            return at if at > after and not schedule.is_quiet(at) else None
        case _:
            assert_never(schedule)


def due_between(schedule: Schedule, start: datetime, end: datetime) -> tuple[datetime, ...]:
    """All that is due later than `start` and not later than `end`, in UTC, the earliest first.

    Spans that meet share nothing and leave nothing out, so a worker may ask from its last look to this one.
    """
    end = _utc(end)
    found: list[datetime] = []
    due = next_due(schedule, start)
    while due is not None and due <= end:
        found.append(due)
        due = next_due(schedule, due)
    return tuple(found)


def too_late(due: datetime, now: datetime, grace: timedelta) -> bool:
    """Whether a text that was due then is stale by now: more than `grace` has passed, as after an outage.

    A stale one is never sent: several at once would tell whoever holds the phone that something is odd, and an answer
    would belong to none of them. The next one is `next_due(schedule, now)`, which comes at its own time.
    """
    return _utc(now) - _utc(due) > grace


def instant(day: date, at: time, zone: str) -> datetime | None:
    """When a wall time comes on a local day, in UTC, by the two rules above.

    None on a day that its zone left out altogether (Samoa had no 30 December 2011): no day, no text.
    """
    where = ZoneInfo(zone)
    wall = datetime.combine(day, at, where).replace(fold=0)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    gap = first - second  # below zero where the time comes twice, above where it never comes
    if gap <= timedelta(0):
        return first
    return None if gap >= timedelta(days=1) else _end_of_gap(second, first, where)


def _end_of_gap(before: datetime, after: datetime, where: ZoneInfo) -> datetime:
    """The instant between these two at which the clocks jump. The tables of `zoneinfo` are in whole seconds."""
    new_offset = after.astimezone(where).utcoffset()
    begin, end = int(before.timestamp()), int(after.timestamp())
    seconds = bisect_left(
        range(begin, end), True, key=lambda second: datetime.fromtimestamp(second, where).utcoffset() == new_offset
    )
    return datetime.fromtimestamp(begin + seconds, UTC)


def _next_wall_time(schedule: Daily | Weekly, days: frozenset[int], after: datetime) -> datetime | None:
    if schedule.quiet is not None and schedule.quiet.cover(schedule.at):
        return None  # nor on the one night when a gap would push it out of the quiet hours
    today = after.astimezone(ZoneInfo(schedule.zone)).date()
    for day in (today + timedelta(days=n) for n in range(_LOOK_AHEAD_DAYS)):
        due = instant(day, schedule.at, schedule.zone) if day.weekday() in days else None
        if due is not None and due > after and not schedule.is_quiet(due):
            return due
    return None


def _next_step(schedule: Every, after: datetime) -> datetime | None:
    begins, until, step = _utc(schedule.begins), _utc(schedule.until), timedelta(hours=schedule.hours)
    due = begins if after < begins else begins + ((after - begins) // step + 1) * step
    while due <= until:
        if not schedule.is_quiet(due):
            return due
        due += step
    return None


def _utc(when: datetime) -> datetime:
    """A time without a zone would be read in the zone of whatever machine this runs on."""
    if when.utcoffset() is None:
        raise WrongInput("a time without its zone")
    return when.astimezone(UTC)


def _check_wall_time(at: time) -> None:
    if at.tzinfo is not None:
        raise WrongInput("a wall time has no zone of its own")
