"""What a shift's hours mean on one day: the same on the wall, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.care.wall_times import shift_on

CHICAGO = ZoneInfo("America/Chicago")
EL_PASO = ZoneInfo("America/Denver")


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "zone", "expected"),
    [
        (date(2026, 11, 23), time(9), time(17), CHICAGO, (utc(11, 23, 15), utc(11, 23, 23))),
        (date(2026, 11, 23), time(9), time(17), EL_PASO, (utc(11, 23, 16), utc(11, 24, 0))),
        (date(2026, 11, 23), time(22), time(6), CHICAGO, (utc(11, 24, 4), utc(11, 24, 12))),
        (date(2026, 11, 23), time(0), time(0), CHICAGO, (utc(11, 23, 6), utc(11, 24, 6))),
        (date(2026, 11, 1), time(0), time(1, 30), CHICAGO, (utc(11, 1, 5), utc(11, 1, 7, 30))),
        (date(2026, 11, 1), time(1, 30), time(8), CHICAGO, (utc(11, 1, 6, 30), utc(11, 1, 14))),
        (date(2026, 3, 8), time(0), time(2, 30), CHICAGO, (utc(3, 8, 6), utc(3, 8, 8, 30))),
        (date(2026, 3, 8), time(2, 30), time(8), CHICAGO, (utc(3, 8, 8, 30), utc(3, 8, 13))),
    ],
    ids=[
        "a plain day",
        "a zone of its own",
        "a night ends on the next day",
        "around the clock",
        "an end that comes twice is the second",
        "a begin that comes twice is the first",
        "an end that never comes",
        "a begin that never comes",
    ],
)
def test_a_shift_on_a_day(
    day: date, begins: time, ends: time, zone: ZoneInfo, expected: tuple[datetime, datetime]
) -> None:
    assert shift_on(day, begins, ends, zone) == expected
