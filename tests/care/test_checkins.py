"""What was chosen is kept as it was chosen; the next one comes at its time; silence is followed by one step after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.care.checkins import (
    GRACE,
    TALKING,
    PlanDetails,
    Step,
    gone_by,
    in_time,
    next_checkin,
    next_step,
    say_schedule,
    why_skipped,
)
from bot.care.schedules import Daily, Every, Once, QuietHours, Schedule, Weekly
from bot.errors import WrongInput

CHICAGO = "America/Chicago"
ZONES = (CHICAGO, "America/Denver", "America/Phoenix", "UTC")
QUIET = QuietHours(begins=time(21), ends=time(9))
NINE = PlanDetails(schedule=Daily(zone=CHICAGO, at=time(21)), cover="practice")
NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Talk:
    paused_at: datetime | None = None
    last_inbound_at: datetime = NOW - timedelta(hours=3)
    turn_due_at: datetime | None = None


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(CHICAGO)).astimezone(UTC)


@pytest.mark.parametrize(
    "schedule",
    [
        Daily(zone=CHICAGO, at=time(21, 30)),
        Daily(zone="America/Denver", at=time(9), quiet=QUIET),
        Weekly(zone="UTC", at=time(16), days=frozenset({0, 4})),
        Every(zone=CHICAGO, hours=3, begins=NOW, until=NOW + timedelta(days=2), quiet=QUIET),
        Once(zone="America/Phoenix", at=NOW + timedelta(hours=5)),
    ],
)
def test_what_was_chosen_is_kept_as_it_was_chosen(schedule: Schedule) -> None:
    chosen = PlanDetails(
        schedule=schedule,
        cover="own",
        own_words="hey, u up?",
        again_after=timedelta(minutes=10),
        tell_people=False,
        duress_word="piñata",
    )
    assert PlanDetails.from_row(chosen.to_row()) == chosen
    assert "piñata" not in repr(chosen) and "u up" not in repr(chosen)


@pytest.mark.parametrize(
    "row", [{}, {"schedule": None}, {**NINE.to_row(), "schedule": {"kind": "never", "zone": "UTC", "quiet": None}}]
)
def test_a_row_that_is_no_plan_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(WrongInput):
        PlanDetails.from_row(row)


def test_words_of_ones_own_go_with_the_cover_for_them_alone() -> None:
    with pytest.raises(WrongInput):
        PlanDetails(schedule=NINE.schedule, cover="own")
    with pytest.raises(WrongInput):
        PlanDetails(schedule=NINE.schedule, cover="practice", own_words="hey")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("wall", [time(21), time(1, 30), time(2, 30)])
def test_in_a_whole_year_it_comes_once_on_each_local_day(zone: str, wall: time) -> None:
    details = PlanDetails(schedule=Daily(zone=zone, at=wall), cover="practice")
    due = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC) - timedelta(seconds=1)
    days: list[date] = []
    while (following := next_checkin(details, due)) is not None and len(days) < 365:
        local = following.astimezone(ZoneInfo(zone))
        # On the night of the gap 2:30 never comes; the first instant after it is 3:00.
        assert local.time() == wall or (wall == time(2, 30) and local.time() == time(3))
        days.append(local.date())
        due = following
    assert days == [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]


def test_every_so_many_hours_leaves_the_night_and_sunday_morning_alone() -> None:
    saturday = datetime(2026, 3, 7, 12, tzinfo=ZoneInfo(CHICAGO))
    every = Every(zone=CHICAGO, hours=1, begins=saturday, until=saturday + timedelta(days=1, hours=5), quiet=QUIET)
    details = PlanDetails(schedule=every, cover="practice")
    due, hours = saturday - timedelta(seconds=1), []
    while (following := next_checkin(details, due)) is not None:
        hours.append(following.astimezone(ZoneInfo(CHICAGO)).hour)
        due = following
    assert hours == [*range(12, 21), *range(12, 18)]


def test_who_asked_for_the_night_too_is_asked_at_night() -> None:
    every = Every(zone=CHICAGO, hours=4, begins=at(7, 20), until=at(8, 10))
    details = PlanDetails(schedule=every, cover="practice")
    assert next_checkin(details, at(7, 20)) == at(8, 0)


def test_a_time_that_was_picked_is_kept_whatever_the_hour() -> None:
    early = PlanDetails(schedule=Weekly(zone=CHICAGO, at=time(6), days=frozenset({6})), cover="practice")
    assert next_checkin(early, NOW) == at(8, 6)


def test_a_question_a_little_late_is_asked_and_one_too_late_is_not() -> None:
    due = at(4, 21)
    assert in_time(NINE, due, due + GRACE) == due and gone_by(NINE, due, due + GRACE) == ()
    late = due + GRACE + timedelta(seconds=1)
    assert in_time(NINE, due, late) is None and gone_by(NINE, due, late) == (due,)


def test_after_days_away_what_was_missed_is_told_and_what_is_due_now_is_asked() -> None:
    due, back = at(3, 21), at(6, 21, 5)
    assert gone_by(NINE, due, back) == (at(3, 21), at(4, 21), at(5, 21))
    assert in_time(NINE, due, back) == at(6, 21)


def test_of_a_very_long_outage_the_newest_are_told() -> None:
    passed = gone_by(NINE, at(3, 21), at(3, 21) + timedelta(days=200))
    assert len(passed) == 24 and passed[0] > at(3, 21)


def test_the_ladder_goes_from_asking_again_to_people_and_never_further() -> None:
    def step(status: str, **how: bool) -> Step | None:
        return next_step(status, **{"elsewhere": False, "asked_elsewhere": False, "tell_people": True, **how})

    assert step("asked") == Step.ASK_AGAIN
    assert step("asked_again") == Step.CALL_PEOPLE
    assert step("asked_again", elsewhere=True) == Step.ASK_ELSEWHERE
    assert step("asked_again", elsewhere=True, asked_elsewhere=True) == Step.CALL_PEOPLE
    assert step("asked_again", tell_people=False) == Step.NOTE_ONLY
    assert step("asked", late=True) == step("asked_again", elsewhere=True, late=True) == Step.CALL_PEOPLE
    for over in ("missed", "escalated", "ok", "not_ok", "talk", "skipped", "too_late"):
        assert step(over) is None


def test_nothing_is_asked_against_a_wish_into_a_talk_or_beside_a_person() -> None:
    def why(talk: Talk, *, quiet_until: datetime | None = None, with_a_person: bool = False) -> str | None:
        return why_skipped(talk, NOW, quiet_until=quiet_until, with_a_person=with_a_person)

    assert why(Talk()) is None
    assert why(Talk(paused_at=NOW), with_a_person=True) == "texts_stopped"
    assert why(Talk(), quiet_until=NOW + timedelta(minutes=1)) == "asked_for_silence"
    assert why(Talk(), quiet_until=NOW) is None
    assert why(Talk(), with_a_person=True) == "with_a_person"
    assert why(Talk(last_inbound_at=NOW - TALKING + timedelta(seconds=1))) == "talking"
    assert why(Talk(last_inbound_at=NOW - TALKING)) is None
    assert why(Talk(turn_due_at=NOW)) == "talking"


def test_what_was_said_about_the_check_ins_is_no_talk_and_a_single_one_comes_all_the_same() -> None:
    def why(ago: int, *, settled: int | None = None, only_once: bool = False) -> str | None:
        return why_skipped(
            Talk(last_inbound_at=NOW - timedelta(minutes=ago)),
            NOW,
            quiet_until=None,
            with_a_person=False,
            settled_at=None if settled is None else NOW - timedelta(minutes=settled),
            only_once=only_once,
        )

    assert why(25, settled=25) is None  # agreed to with that text
    assert why(20, settled=25) is None  # and thanked for it
    assert why(19, settled=25) == "talking"
    assert why(25, settled=600) == "talking"
    assert why(1, only_once=True) is None
    assert why_skipped(Talk(turn_due_at=NOW), NOW, quiet_until=None, with_a_person=False, only_once=True) is None
    assert why_skipped(Talk(), NOW, quiet_until=None, with_a_person=True, only_once=True) == "with_a_person"


def test_the_ladder_ends_before_the_next_question_comes() -> None:
    every = Every(zone=CHICAGO, hours=1, begins=NOW, until=NOW + timedelta(days=1))
    hourly = PlanDetails(schedule=every, cover="practice", again_after=timedelta(hours=1))
    assert 3 * hourly.wait < timedelta(hours=1)
    assert NINE.wait == timedelta(minutes=20)


@pytest.mark.parametrize(
    ("schedule", "english", "spanish"),
    [
        (Daily(zone=CHICAGO, at=time(21)), "every day at 9 pm", "cada día a las 9 de la noche"),
        (
            Weekly(zone=CHICAGO, at=time(16), days=frozenset(range(5))),
            "on weekdays at 4 pm",
            "de lunes a viernes a las 4 de la tarde",
        ),
        (
            Weekly(zone=CHICAGO, at=time(10), days=frozenset({5, 6})),
            "on weekends at 10 am",
            "los sábados y domingos a las 10 de la mañana",
        ),
        (
            Weekly(zone=CHICAGO, at=time(20, 30), days=frozenset({0, 2, 4})),
            "on Mondays, Wednesdays and Fridays at 8:30 pm",
            "los lunes, miércoles y viernes a las 8:30 de la noche",
        ),
        (
            Weekly(zone=CHICAGO, at=time(13), days=frozenset({5})),
            "on Saturdays at 1 pm",
            "los sábados a la 1 de la tarde",
        ),
        (
            Every(zone=CHICAGO, hours=3, begins=at(4, 12), until=at(5, 22)),
            "every 3 hours until Thursday, March 5, at 10 pm",
            "cada 3 horas hasta el jueves 5 de marzo a las 10 de la noche",
        ),
        (
            Every(zone=CHICAGO, hours=1, begins=at(4, 12), until=at(4, 22)),
            "every hour until Wednesday, March 4, at 10 pm",
            "cada hora hasta el miércoles 4 de marzo a las 10 de la noche",
        ),
        (
            Once(zone=CHICAGO, at=at(6, 23)),
            "once, on Friday, March 6, at 11 pm",
            "una vez, el viernes 6 de marzo a las 11 de la noche",
        ),
    ],
)
def test_when_they_are_texted_is_said_in_both_languages(schedule: Schedule, english: str, spanish: str) -> None:
    details = PlanDetails(schedule=schedule, cover="practice")
    assert (say_schedule(details, "en"), say_schedule(details, "es")) == (english, spanish)
