"""How times and waits are said."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.care.schedules import Daily, Once, Schedule, Weekly
from bot.care.telling import schedule_words, shift_words, span_words
from bot.care.times_said import read_schedule

TEXAS = "America/Chicago"
NOW = datetime(2026, 11, 22, 17, 30, tzinfo=ZoneInfo(TEXAS))  # a Sunday


@pytest.mark.parametrize(
    ("minutes", "english", "spanish"),
    [
        (0, "1 min", "1 min"),
        (20, "20 min", "20 min"),
        (89, "89 min", "89 min"),
        (90, "2 hours", "2 horas"),
        (720, "12 hours", "12 horas"),
    ],
)
def test_a_long_wait_is_said_in_hours(minutes: int, english: str, spanish: str) -> None:
    assert span_words(timedelta(minutes=minutes), "en") == english
    assert span_words(timedelta(minutes=minutes), "es") == spanish


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(TEXAS))


@pytest.mark.parametrize(
    ("moment", "english", "spanish"),
    [
        (at(22, 21), "today at 9 pm", "hoy a las 9 de la noche"),
        (at(23, 0), "tonight at midnight", "hoy a las 12 de la noche"),
        (at(23, 1), "tomorrow at 1 am", "mañana a la 1 de la madrugada"),
        (at(24, 0), "tomorrow night at midnight", "mañana a las 12 de la noche"),
        (at(24, 12), "on Tuesday at 12 pm", "el martes a las 12 del mediodía"),
        (at(25, 0, 30), "on Tuesday night at 12:30 am", "el martes a las 12:30 de la noche"),
        (at(25, 5), "on Wednesday at 5 am", "el miércoles a las 5 de la mañana"),
    ],
)
def test_a_time_after_midnight_is_told_with_the_night_that_it_is_in(
    moment: datetime, english: str, spanish: str
) -> None:
    assert shift_words(moment, NOW, "en") == english
    assert shift_words(moment, NOW, "es") == spanish


MONDAY_NIGHT, TUESDAY_NOON = at(24, 0).astimezone(UTC), at(24, 12).astimezone(UTC)
PLANS = [
    (Daily(zone=TEXAS, at=time(0)), "every day at midnight", "cada día a las 12 de la noche"),
    (Daily(zone=TEXAS, at=time(2, 30)), "every day at 2:30 am", "cada día a las 2:30 de la madrugada"),
    (
        Weekly(zone=TEXAS, at=time(0), days=frozenset({5})),
        "on Friday nights at midnight", "los viernes a las 12 de la noche",
    ),
    (
        Weekly(zone=TEXAS, at=time(0, 15), days=frozenset({6, 0})),
        "on weekend nights at 12:15 am", "los sábados y domingos a las 12:15 de la noche",
    ),
    (
        Weekly(zone=TEXAS, at=time(1), days=frozenset({5})),
        "on Saturdays at 1 am", "los sábados a la 1 de la madrugada",
    ),
    (
        Once(zone=TEXAS, at=MONDAY_NIGHT),
        "once, on Monday night, November 23, at midnight", "una vez, el lunes 23 de noviembre a las 12 de la noche",
    ),
    (
        Once(zone=TEXAS, at=TUESDAY_NOON),
        "once, on Tuesday, November 24, at 12 pm", "una vez, el martes 24 de noviembre a las 12 del mediodía",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("schedule", "english", "spanish"), PLANS)
def test_a_plan_is_told_in_words_that_are_read_as_the_same_plan(schedule: Schedule, english: str, spanish: str) -> None:
    assert schedule_words(schedule, "en") == english
    assert schedule_words(schedule, "es") == spanish
    for said in (english, spanish):
        assert read_schedule(said, NOW, TEXAS) == schedule, said
