"""When a person answers, whoever says so: the rota once anybody is at the desk, else the hours in `program.toml`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.care.ids import AdvocateId

SOONEST = timedelta(minutes=30)
"""Nobody is offered to be contacted sooner than this: it would be no different from waiting."""
APART = timedelta(hours=4)
MOST_TIMES = 3
_LOOK_AHEAD = timedelta(days=8)
_HALF_HOUR = timedelta(minutes=30)


class Hours(Protocol):
    """The times at which people answer."""

    def is_staffed(self, now: datetime) -> bool:
        """Whether somebody answers at this instant."""
        ...

    def how_many(self, now: datetime) -> int:
        """How many people answer at this instant."""
        ...

    def how_many_of(self, people: Collection[AdvocateId], now: datetime) -> int:
        """How many of these people answer at this instant."""
        ...

    def next_shift(self, now: datetime) -> datetime | None:
        """When the next shift begins, in the program's zone; None when none is known."""
        ...

    def open_between(self, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """Begins and ends (UTC) of the shifts that touch this time, the earliest first."""
        ...


def offered_times(hours: Hours, now: datetime, zone: ZoneInfo) -> list[datetime]:
    """Up to three times, hours apart, at which somebody can write to a youth; in the program's zone.

    Full and half hours inside coming shifts, each with half an hour of the shift left: a person is there to follow it up.
    """
    times: list[datetime] = []
    earliest = now + SOONEST
    for begins, ends in hours.open_between(now, now + _LOOK_AHEAD):
        moment = _on_the_half_hour(max(begins, earliest))
        while moment + _HALF_HOUR <= ends and len(times) < MOST_TIMES:
            times.append(moment)
            earliest = moment + APART
            moment = _on_the_half_hour(max(begins, earliest))
    return [moment.astimezone(zone) for moment in times]


def _on_the_half_hour(moment: datetime) -> datetime:
    """The next full or half hour, or the moment itself if it is one. Every zone of Texas is whole hours off UTC."""
    start = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    steps = -((start - moment) // _HALF_HOUR)
    return start + steps * _HALF_HOUR
