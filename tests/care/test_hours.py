"""The times at which somebody may be written to lie inside shifts, never too soon, and hours apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.care.hours import SOONEST, offered_times
from bot.care.program import Shift
from tests.care.programs import program

NIGHT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # Monday, 3 in the morning in Chicago


def test_at_night_the_next_days_times_are_offered() -> None:
    times = offered_times(program(), NIGHT, program().zone)
    assert [at.isoformat() for at in times] == [
        "2026-11-23T10:00:00-06:00",
        "2026-11-23T14:00:00-06:00",
        "2026-11-23T18:00:00-06:00",
    ]


def test_no_time_comes_sooner_than_half_an_hour_or_too_late_for_a_talk() -> None:
    late = datetime(2026, 11, 24, 3, 10, tzinfo=UTC)  # 21:10, the shift ends at 22:00
    first = offered_times(program(), late, program().zone)[0]
    assert first.isoformat() == "2026-11-24T10:00:00-06:00"
    early = datetime(2026, 11, 23, 18, 10, tzinfo=UTC)
    assert offered_times(program(), early, program().zone)[0] == early + SOONEST + timedelta(minutes=20)


def test_short_shifts_give_a_time_each() -> None:
    short = replace(program(), shifts=(Shift(days=frozenset(range(7)), begins=time(15, 45), ends=time(17)),))
    times = offered_times(short, NIGHT, program().zone)
    assert [(at.day, at.hour, at.minute) for at in times] == [(23, 16, 0), (24, 16, 0), (25, 16, 0)]


def test_without_shifts_no_time_is_offered() -> None:
    assert offered_times(replace(program(), shifts=()), NIGHT, program().zone) == []
