"""A week as the rota's page shows it, through both changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.care.ids import AdvocateId
from bot.care.rota import Span
from bot.web.desk.day_words import span_words
from bot.web.desk.week_view import Day, days_of, longer, minutes_of, monday_of

CHICAGO = ZoneInfo("America/Chicago")
ANA, BO = AdvocateId("ana"), AdvocateId("bo")
MONDAY = date(2026, 11, 23)


def works(who: AdvocateId, begins: str, ends: str) -> Span:
    """Span between two wall times in Chicago, `2026-11-23 10:00`."""
    begin, end = (datetime.fromisoformat(at).replace(tzinfo=CHICAGO).astimezone(UTC) for at in (begins, ends))
    return Span(advocate_id=who, begins=begin, ends=end)


def gaps_of(day: Day, *, zones: bool = False) -> list[str]:
    return [span_words(gap.begins, gap.ends, "en", zones=zones).replace("\u00a0", " ") for gap in day.gaps]


def test_a_week_begins_on_monday() -> None:
    assert monday_of(date(2026, 11, 29)) == MONDAY
    assert monday_of(MONDAY) == MONDAY
    assert [day.day.weekday() for day in days_of([], MONDAY, CHICAGO)] == list(range(7))


def test_a_day_without_anybody_is_one_gap() -> None:
    monday = days_of([], MONDAY, CHICAGO)[0]
    assert gaps_of(monday) == ["midnight to midnight"]
    assert not monday.covered


def test_gaps_lie_between_what_is_covered() -> None:
    work = [works(ANA, "2026-11-23 10:00", "2026-11-23 14:00"), works(BO, "2026-11-23 13:00", "2026-11-23 22:00")]
    assert gaps_of(days_of(work, MONDAY, CHICAGO)[0]) == ["midnight to 10 am", "10 pm to midnight"]


def test_two_shifts_that_touch_leave_no_gap() -> None:
    work = [works(ANA, "2026-11-23 00:00", "2026-11-23 12:00"), works(BO, "2026-11-23 12:00", "2026-11-24 00:00")]
    assert days_of(work, MONDAY, CHICAGO)[0].covered


def test_a_night_shift_stands_on_both_days() -> None:
    monday, tuesday, *_ = days_of([works(ANA, "2026-11-23 22:00", "2026-11-24 06:00")], MONDAY, CHICAGO)
    (before,), (after,) = monday.of(ANA), tuesday.of(ANA)
    assert (before.offset, before.minutes, before.from_before, before.goes_on) == (22 * 60, 120, False, True)
    assert (after.offset, after.minutes, after.from_before, after.goes_on) == (0, 360, True, False)


def test_a_night_shift_from_sunday_reaches_into_monday() -> None:
    monday = days_of([works(ANA, "2026-11-22 22:00", "2026-11-23 06:00")], MONDAY, CHICAGO)[0]
    assert gaps_of(monday) == ["6 am to midnight"]


def test_the_night_on_which_the_clocks_go_back_has_an_hour_more() -> None:
    saturday, sunday = days_of([works(ANA, "2026-10-31 22:00", "2026-11-01 06:00")], date(2026, 10, 31), CHICAGO, 2)
    assert (sunday.minutes, sunday.change) == (25 * 60, -60)
    assert saturday.minutes == 24 * 60
    assert sunday.of(ANA)[0].minutes == 7 * 60
    assert gaps_of(sunday, zones=True) == ["6 am CST to midnight CST"]


def test_the_night_on_which_the_clocks_go_forward_has_an_hour_less() -> None:
    _, sunday = days_of([works(ANA, "2026-03-07 22:00", "2026-03-08 06:00")], date(2026, 3, 7), CHICAGO, 2)
    assert (sunday.minutes, sunday.change) == (23 * 60, 60)
    assert sunday.of(ANA)[0].minutes == 5 * 60


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)  # 1:30, the first time
    work = [Span(advocate_id=ANA, begins=first, ends=datetime(2026, 11, 1, 7, 30, tzinfo=UTC))]
    (stretch,) = days_of(work, date(2026, 11, 1), CHICAGO, 1)[0].work
    said = span_words(stretch.begins, stretch.ends, "en", zones=True).replace("\u00a0", " ")
    assert said == "1:30 am CDT to 1:30 am CST"
    assert stretch.minutes == 60


def test_the_hours_of_a_week_are_added_up_for_each_advocate() -> None:
    work = [works(ANA, "2026-11-23 22:00", "2026-11-24 06:00"), works(BO, "2026-11-25 09:00", "2026-11-25 10:30")]
    assert minutes_of(days_of(work, MONDAY, CHICAGO)) == {ANA: 480, BO: 90}


def test_work_that_touches_is_one_for_each_advocate() -> None:
    work = [
        works(ANA, "2026-11-23 10:00", "2026-11-23 14:00"),
        works(BO, "2026-11-23 12:00", "2026-11-23 18:00"),
        works(ANA, "2026-11-23 14:00", "2026-11-23 20:00"),
    ]
    assert longer(work) == [
        works(ANA, "2026-11-23 10:00", "2026-11-23 20:00"),
        works(BO, "2026-11-23 12:00", "2026-11-23 18:00"),
    ]
