"""Shifts are wall times: past midnight, through both changes of the clocks, with days that differ, or none at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.care.ids import AdvocateId
from bot.care.rota import Rota

ANA, BEN = AdvocateId("ana"), AdvocateId("ben")
TEXAS, EL_PASO = "America/Chicago", "America/Denver"
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, kw_only=True)
class Shift:
    advocate_id: AdvocateId = ANA
    days: frozenset[int] = EVERY_DAY
    begins: time = time(9)
    ends: time = time(17)
    zone: str = TEXAS
    from_day: date = date(2026, 1, 1)
    until_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Differs:
    advocate_id: AdvocateId = ANA
    day: date
    kind: Literal["off", "extra"] = "off"
    begins: time | None = None
    ends: time | None = None
    zone: str = TEXAS


@dataclass(frozen=True, kw_only=True)
class Colleague:
    id: AdvocateId = ANA
    role: str = "advocate"
    status: str = "active"
    away: bool = False
    speaks: tuple[str, ...] = ("en",)


def rota(*shifts: Shift, differs: tuple[Differs, ...] = (), people: tuple[Colleague, ...] = ()) -> Rota:
    return Rota(shifts, differs, people or (Colleague(), Colleague(id=BEN)), zone=TEXAS)


def texas(*when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(TEXAS), fold=fold).astimezone(UTC)  # type: ignore[misc,arg-type]


def hours_of(plan: Rota, monday: date) -> list[float]:
    return [(span.ends - span.begins) / timedelta(hours=1) for span in plan.week(monday)]


def test_somebody_is_on_shift_from_its_begin_to_its_end() -> None:
    plan = rota(Shift())
    assert not plan.is_staffed(texas(2026, 11, 23, 8, 59))
    assert plan.on_shift(texas(2026, 11, 23, 9)) == (ANA,)
    assert not plan.is_staffed(texas(2026, 11, 23, 17))


def test_a_shift_runs_past_midnight_and_belongs_to_the_day_it_begins() -> None:
    night = rota(Shift(days=frozenset({4}), begins=time(22), ends=time(6)))
    assert night.is_staffed(texas(2026, 11, 27, 23)) and night.is_staffed(texas(2026, 11, 28, 5, 59))
    assert not night.is_staffed(texas(2026, 11, 28, 6)) and not night.is_staffed(texas(2026, 11, 28, 23))


def test_a_shift_keeps_its_wall_times_and_a_night_is_an_hour_longer_or_shorter_when_the_clocks_change() -> None:
    day, night = rota(Shift()), rota(Shift(begins=time(22), ends=time(6)))
    assert hours_of(day, date(2026, 3, 2)) == hours_of(day, date(2026, 10, 26)) == [8.0] * 7
    assert sorted(hours_of(night, date(2026, 3, 2)))[0] == 7.0
    assert sorted(hours_of(night, date(2026, 10, 26)))[-1] == 9.0
    assert day.next_shift(texas(2026, 3, 8, 1)) == texas(2026, 3, 8, 9)
    assert day.next_shift(texas(2026, 11, 1, 1)) == texas(2026, 11, 1, 9)


def test_shifts_that_meet_at_a_time_which_comes_twice_or_never_leave_no_gap() -> None:
    meeting = rota(Shift(begins=time(18), ends=time(1, 30)), Shift(advocate_id=BEN, begins=time(1, 30), ends=time(8)))
    for fold in (0, 1):
        assert meeting.is_staffed(texas(2026, 11, 1, 1, 30, fold=fold))
    gap = rota(Shift(begins=time(18), ends=time(2, 30)), Shift(advocate_id=BEN, begins=time(2, 30), ends=time(8)))
    for minutes in range(0, 180, 10):
        assert gap.is_staffed(texas(2026, 3, 8, 1) + timedelta(minutes=minutes))


def test_each_shift_is_told_in_its_own_zone() -> None:
    plan = rota(Shift(zone=EL_PASO))
    assert not plan.is_staffed(texas(2026, 11, 23, 9, 30)) and plan.is_staffed(texas(2026, 11, 23, 17, 30))
    begins = plan.next_shift(texas(2026, 11, 23, 7))
    assert begins is not None and begins.isoformat() == "2026-11-23T10:00:00-06:00"


def test_a_day_off_takes_the_shifts_that_begin_on_it() -> None:
    off = Differs(day=date(2026, 11, 26))
    plan = rota(Shift(begins=time(22), ends=time(6)), differs=(off,))
    assert plan.is_staffed(texas(2026, 11, 26, 5)) and not plan.is_staffed(texas(2026, 11, 26, 23))
    assert plan.is_staffed(texas(2026, 11, 27, 22))


def test_hours_off_are_cut_out_of_a_shift() -> None:
    off = Differs(day=date(2026, 11, 23), begins=time(12), ends=time(13))
    plan = rota(Shift(), differs=(off,))
    assert [plan.is_staffed(texas(2026, 11, 23, hour)) for hour in (11, 12, 13)] == [True, False, True]


def test_an_extra_shift_and_somebody_elses_day_off_change_nothing_else() -> None:
    extra = Differs(advocate_id=BEN, day=date(2026, 11, 26), kind="extra", begins=time(20), ends=time(0))
    plan = rota(Shift(), differs=(extra, Differs(advocate_id=BEN, day=date(2026, 11, 23))))
    assert plan.on_shift(texas(2026, 11, 23, 10)) == (ANA,)
    assert plan.on_shift(texas(2026, 11, 26, 23, 59)) == (BEN,)
    assert plan.on_shift(texas(2026, 11, 27, 0)) == ()


def test_a_shift_holds_from_its_first_to_its_last_day() -> None:
    plan = rota(Shift(from_day=date(2026, 11, 24), until_day=date(2026, 11, 25)))
    assert [plan.is_staffed(texas(2026, 11, day, 10)) for day in (23, 24, 25, 26)] == [False, True, True, False]


def test_whoever_stepped_away_left_or_does_not_talk_with_youths_is_not_on_shift() -> None:
    noon = texas(2026, 11, 23, 12)
    for changes in (
        {"away": True},
        {"status": "disabled"},
        {"status": "invited"},
        {"role": "admin"},
        {"role": "staff"},
    ):
        fields: dict[str, Any] = changes
        assert not rota(Shift(), people=(Colleague(**fields),)).is_staffed(noon)
    assert rota(Shift(), people=(Colleague(role="supervisor"),)).how_many(noon) == 1


def test_of_those_who_are_in_talks_only_the_ones_on_shift_are_counted() -> None:
    noon = texas(2026, 11, 23, 12)
    plan = rota(Shift(), Shift(advocate_id=BEN, begins=time(18), ends=time(22)))
    assert plan.how_many_of({ANA, BEN}, noon) == 1
    assert rota(Shift(), people=(Colleague(away=True),)).how_many_of({ANA}, noon) == 0


def test_an_empty_rota_has_nobody_and_no_next_shift() -> None:
    noon = texas(2026, 11, 23, 12)
    assert rota().on_shift(noon) == () and rota().next_shift(noon) is None
    assert rota().week(date(2026, 11, 23)) == () and rota().open_between(noon, noon + timedelta(days=9)) == ()


def test_a_week_shows_who_is_away_just_now_as_well() -> None:
    plan = rota(Shift(), people=(Colleague(away=True),))
    assert len(plan.week(date(2026, 11, 23))) == 7
