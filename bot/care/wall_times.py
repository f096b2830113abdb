"""Wall times as instants: what a shift's hours mean on one day, also on a day on which the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def shift_on(day: date, begins: time, ends: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Begin and end of a shift on a local day, in UTC. An `ends` at or before `begins` lies on the next day.

    A time that comes twice begins a shift at its first and ends one at its second coming; one that never comes counts by the
    clock before the jump, 02:30 as 03:30. So two shifts that meet at such a time leave no gap.
    """
    last_day = day if ends > begins else day + timedelta(days=1)
    end = datetime.combine(last_day, ends, zone)
    return (
        datetime.combine(day, begins, zone).astimezone(UTC),
        max(end.replace(fold=fold).astimezone(UTC) for fold in (0, 1)),
    )
