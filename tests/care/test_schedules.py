"""A repeated text comes exactly once, at its wall time, through both changes of the clocks, quiet hours and outages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.care.schedules import (
    Daily,
    Every,
    Once,
    QuietHours,
    Schedule,
    Weekly,
    due_between,
    instant,
    next_due,
    too_late,
)
from bot.errors import WrongInput

TEXAS, EL_PASO, PHOENIX = "America/Chicago", "America/Denver", "America/Phoenix"
ZONES = [TEXAS, EL_PASO, PHOENIX, "UTC"]
ODD_ZONES = ["Australia/Lord_Howe", "America/St_Johns", "America/Havana", "Asia/Beirut", "Pacific/Apia"]
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)
MOMENT, HOUR, DAY = timedelta(microseconds=1), timedelta(hours=1), timedelta(days=1)
NIGHT = QuietHours(begins=time(22), ends=time(7))
TIMES = [time(0), time(1, 30), time(2), time(2, 30), time(3), time(9), time(21), time(23, 45)]
MOMENTS = st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def local(zone: str, *when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[misc,arg-type]


def year_of(zone: str) -> tuple[datetime, datetime]:
    """From just before the first local midnight of 2026 to just before its last."""
    return local(zone, 2026, 1, 1) - MOMENT, local(zone, 2027, 1, 1) - MOMENT


def clock(zone: str, due: datetime | None) -> str:
    assert due is not None
    return due.astimezone(ZoneInfo(zone)).strftime("%m-%d %H:%M %z")


def by_watching_the_clock(zone: str, times: list[time]) -> dict[time, list[datetime]]:
    """The year walked in quarters of an hour: on each day, the first at which the clock shows this time or a later."""
    start, end = year_of(zone)
    seen: dict[time, dict[date, datetime]] = {at: {} for at in times}
    now = start + MOMENT
    while now <= end:
        wall = now.astimezone(ZoneInfo(zone))
        for at in times:
            if wall.time() >= at:
                seen[at].setdefault(wall.date(), now)
        now += timedelta(minutes=15)
    return {at: list(days.values()) for at, days in seen.items()}


@pytest.mark.parametrize("zone", ZONES)
def test_a_daily_text_comes_exactly_once_on_each_day_of_a_year_just_when_the_clock_shows_its_time(zone: str) -> None:
    expected = by_watching_the_clock(zone, TIMES)
    for at in TIMES:
        due = due_between(Daily(at=at, zone=zone), *year_of(zone))
        days = Counter(one.astimezone(ZoneInfo(zone)).date() for one in due)
        assert len(days) == 365 and set(days.values()) == {1}
        assert list(due) == expected[at]
        off_its_time = [one for one in due if one.astimezone(ZoneInfo(zone)).time() != at]
        assert len(off_its_time) == int(zone in {TEXAS, EL_PASO} and at in {time(2), time(2, 30)})


@pytest.mark.parametrize("zone", ZONES)
def test_a_weekly_text_comes_on_its_days_only_and_on_each_of_them_once(zone: str) -> None:
    for at in TIMES:
        for days in (frozenset({6}), frozenset({0, 2, 4}), frozenset({5, 6})):
            every_day = due_between(Daily(at=at, zone=zone), *year_of(zone))
            chosen = tuple(one for one in every_day if one.astimezone(ZoneInfo(zone)).weekday() in days)
            assert due_between(Weekly(days=days, at=at, zone=zone), *year_of(zone)) == chosen


@pytest.mark.parametrize("zone", ZONES)
def test_a_worker_that_looks_again_every_few_hours_of_a_year_sends_each_text_once(zone: str) -> None:
    schedule = Daily(at=time(1, 30), zone=zone)
    now, end = year_of(zone)
    sent: list[datetime] = []
    while now < end:
        later = min(now + timedelta(hours=6, minutes=30), end)
        sent += due_between(schedule, now, later)
        now = later
    assert tuple(sent) == due_between(schedule, *year_of(zone)) and len(sent) == 365


@pytest.mark.parametrize(("zone", "offset"), [(TEXAS, "-0500"), (EL_PASO, "-0600")])
def test_half_past_two_comes_at_three_on_the_night_without_it(zone: str, offset: str) -> None:
    schedule = Daily(at=time(2, 30), zone=zone)
    due = next_due(schedule, local(zone, 2026, 3, 8))
    assert clock(zone, due) == f"03-08 03:00 {offset}"
    assert due is not None and clock(zone, due - timedelta(seconds=1)).startswith("03-08 01:59")
    assert clock(zone, next_due(schedule, due)) == f"03-09 02:30 {offset}"


@pytest.mark.parametrize(("zone", "first", "later"), [(TEXAS, "-0500", "-0600"), (EL_PASO, "-0600", "-0700")])
def test_half_past_one_comes_once_on_the_night_that_has_it_twice(zone: str, first: str, later: str) -> None:
    schedule = Daily(at=time(1, 30), zone=zone)
    due = next_due(schedule, local(zone, 2026, 11, 1))
    assert clock(zone, due) == f"11-01 01:30 {first}"
    second = local(zone, 2026, 11, 1, 1, 30, fold=1)
    for after in (due, second - timedelta(minutes=1), second):
        assert after is not None and clock(zone, next_due(schedule, after)) == f"11-02 01:30 {later}"


def test_a_time_marked_as_the_second_of_two_is_still_the_first_and_phoenix_knows_no_gap() -> None:
    assert instant(AUTUMN, time(1, 30, fold=1), TEXAS) == instant(AUTUMN, time(1, 30), TEXAS)
    assert instant(SPRING, time(2, 30), PHOENIX) == local(PHOENIX, 2026, 3, 8, 2, 30)


def test_a_jump_of_half_an_hour_and_one_at_midnight_end_where_the_clocks_go_on() -> None:
    lord_howe, beirut = "Australia/Lord_Howe", "Asia/Beirut"
    assert clock(lord_howe, instant(date(2026, 10, 4), time(2, 15, 7, 9), lord_howe)) == "10-04 02:30 +1100"
    assert clock(beirut, instant(date(2026, 3, 29), time(0), beirut)) == "03-29 01:00 +0300"


def test_a_day_that_never_was_brings_no_text() -> None:
    assert instant(date(2011, 12, 30), time(9), "Pacific/Apia") is None
    due = next_due(Daily(at=time(9), zone="Pacific/Apia"), local("Pacific/Apia", 2011, 12, 29, 9))
    assert due == local("Pacific/Apia", 2011, 12, 31, 9)


def test_every_three_hours_means_hours_that_pass_on_the_night_of_a_change_too() -> None:
    for day, clocks in ((SPRING, [21, 0, 4, 7]), (AUTUMN, [21, 0, 2, 5])):
        begins = datetime.combine(day - DAY, time(21), ZoneInfo(TEXAS))
        schedule = Every(hours=3, begins=begins, until=begins.astimezone(UTC) + 9 * HOUR, zone=TEXAS)
        due = due_between(schedule, begins - DAY, begins + 3 * DAY)
        assert [one.astimezone(ZoneInfo(TEXAS)).hour for one in due] == clocks
        assert {later - one for one, later in pairwise(due)} == {3 * HOUR}


def test_every_few_hours_begins_at_its_begin_and_ends_by_its_end() -> None:
    begins = local(TEXAS, 2026, 7, 1, 12)
    schedule = Every(hours=4, begins=begins, until=begins + 9 * HOUR, zone=TEXAS)
    assert next_due(schedule, begins - DAY) == begins
    assert next_due(schedule, begins) == next_due(schedule, begins + 3 * HOUR) == begins + 4 * HOUR
    assert next_due(schedule, begins + 8 * HOUR) is None


def test_once_comes_once() -> None:
    at = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo(TEXAS))
    schedule = Once(at=at, zone=TEXAS)
    assert due_between(schedule, at - DAY, at + 30 * DAY) == (at.astimezone(UTC),)
    assert next_due(schedule, at) is next_due(schedule, at.replace(fold=1)) is None


def test_quiet_hours_skip_a_text_and_move_none() -> None:
    begins = local(TEXAS, 2026, 7, 1, 18)
    schedule = Every(hours=4, begins=begins, until=begins + DAY, zone=TEXAS, quiet=NIGHT)
    due = due_between(schedule, begins - DAY, begins + 2 * DAY)
    assert [one.astimezone(ZoneInfo(TEXAS)).hour for one in due] == [18, 10, 14, 18]
    assert next_due(Once(at=begins + 5 * HOUR, zone=TEXAS, quiet=NIGHT), begins) is None


def test_quiet_hours_end_at_their_end_and_may_lie_within_a_day() -> None:
    school = QuietHours(begins=time(8), ends=time(15))
    assert [school.cover(time(hour)) for hour in (7, 8, 14, 15)] == [False, True, True, False]
    assert [NIGHT.cover(time(hour)) for hour in (21, 22, 6, 7)] == [False, True, True, False]


def test_a_time_inside_its_own_quiet_hours_never_comes_not_even_when_a_gap_would_push_it_out() -> None:
    quiet = QuietHours(begins=time(2), ends=time(2, 45))
    assert next_due(Daily(at=time(2, 30), zone=TEXAS, quiet=quiet), local(TEXAS, 2026, 3, 7)) is None


def test_a_time_that_a_gap_pushes_into_quiet_hours_is_skipped_that_night_alone() -> None:
    quiet = QuietHours(begins=time(3), ends=time(7))
    plain = due_between(Daily(at=time(2, 30), zone=TEXAS), *year_of(TEXAS))
    kept = due_between(Daily(at=time(2, 30), zone=TEXAS, quiet=quiet), *year_of(TEXAS))
    assert set(plain) - set(kept) == {local(TEXAS, 2026, 3, 8, 3)} and len(kept) == 364
    sundays = Weekly(days=frozenset({6}), at=time(2, 30), zone=TEXAS, quiet=quiet)
    assert next_due(sundays, local(TEXAS, 2026, 3, 2)) == local(TEXAS, 2026, 3, 15, 2, 30)


def test_after_an_outage_what_is_stale_is_left_out_and_the_next_text_comes_on_time() -> None:
    schedule, grace = Daily(at=time(21), zone=TEXAS), timedelta(minutes=30)
    back = local(TEXAS, 2026, 11, 3, 21, 20)
    missed = due_between(schedule, local(TEXAS, 2026, 10, 30, 21), back)
    assert [too_late(due, back, grace) for due in missed] == [True, True, True, False]
    assert next_due(schedule, back) == local(TEXAS, 2026, 11, 4, 21)


def test_the_hour_that_comes_twice_counts_as_late_like_any_other() -> None:
    zone = ZoneInfo(TEXAS)
    due = datetime(2026, 11, 1, 1, 30, tzinfo=zone)
    assert too_late(due, due.replace(fold=1), timedelta(minutes=59))
    assert not too_late(due, due.replace(fold=1), HOUR)
    assert not too_late(due, due - DAY, timedelta(0))


def test_what_makes_no_sense_is_refused() -> None:
    noon, naive = local(TEXAS, 2026, 7, 1, 12), datetime(2026, 7, 1, 12)  # noqa: DTZ001
    wrong: list[Callable[[], object]] = [
        lambda: Daily(at=time(9), zone="America/Nowhere"),
        lambda: Daily(at=time(9), zone="../etc/passwd"),
        lambda: Daily(at=time(9, tzinfo=UTC), zone=TEXAS),
        lambda: Weekly(days=frozenset(), at=time(9), zone=TEXAS),
        lambda: Weekly(days=frozenset({7}), at=time(9), zone=TEXAS),
        lambda: Every(hours=0, begins=noon, until=noon, zone=TEXAS),
        lambda: Every(hours=1, begins=noon, until=noon - HOUR, zone=TEXAS),
        lambda: Once(at=naive, zone=TEXAS),
        lambda: QuietHours(begins=time(9), ends=time(9)),
        lambda: next_due(Daily(at=time(9), zone=TEXAS), naive),
    ]
    for make in wrong:
        with pytest.raises(WrongInput):
            make()


def schedules() -> st.SearchStrategy[Schedule]:
    quiet = st.none() | st.builds(QuietHours, begins=st.times(time(12)), ends=st.times(max_value=time(11, 59)))
    zones, times = st.sampled_from(ZONES + ODD_ZONES), st.times()
    return st.one_of(
        st.builds(Daily, at=times, zone=zones, quiet=quiet),
        st.builds(Weekly, days=st.frozensets(st.integers(0, 6), min_size=1), at=times, zone=zones, quiet=quiet),
        st.builds(
            lambda begins, long, **rest: Every(begins=begins, until=begins + long, **rest),
            MOMENTS, st.timedeltas(timedelta(0), 30 * DAY), hours=st.integers(1, 48), zone=zones, quiet=quiet,
        ),
        st.builds(Once, at=MOMENTS, zone=zones, quiet=quiet),
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(schedule=schedules(), after=MOMENTS, part=st.floats(0, 0.999))
def test_the_next_text_is_later_and_the_same_until_it_comes(schedule: Schedule, after: datetime, part: float) -> None:
    for _ in range(5):
        due = next_due(schedule, after)
        assert due == next_due(schedule, after)
        if due is None:
            assert next_due(schedule, after + DAY) is None
            return
        assert due > after and due.tzinfo is UTC and not schedule.is_quiet(due)
        assert next_due(schedule, after + (due - after) * part) == due
        assert next_due(schedule, due - MOMENT) == due
        after = due
