"""How the desk writes days and times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.web.desk.day_words import (
    clock_words,
    date_words,
    day_words,
    length_words,
    moment_words,
    span_words,
    weekdays_words,
)

CHICAGO = ZoneInfo("America/Chicago")


def at(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=CHICAGO)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("at", "english", "spanish"),
    [
        (time(0), "midnight", "medianoche"),
        (time(0, 30), "12:30 am", "12:30 a. m."),
        (time(9), "9 am", "9 a. m."),
        (time(12), "noon", "mediodía"),
        (time(12, 5), "12:05 pm", "12:05 p. m."),
        (time(21, 30), "9:30 pm", "9:30 p. m."),
    ],
)
def test_a_time_of_day_in_words(at: time, english: str, spanish: str) -> None:
    assert plain(clock_words(at, "en")) == english
    assert plain(clock_words(at, "es")) == spanish


def test_a_span_says_both_ends() -> None:
    assert plain(span_words(time(10), time(18), "en")) == "10 am to 6 pm"
    assert plain(span_words(time(22), time(6), "es")) == "10 p. m. a 6 a. m."


def test_a_day_and_a_date() -> None:
    day = date(2026, 11, 25)
    assert plain(day_words(day, "en")) == "Wednesday, Nov 25"
    assert plain(day_words(day, "es", short=True)) == "mié, 25 nov"
    assert plain(date_words(day, "en", year=True)) == "Nov 25, 2026"
    assert plain(date_words(day, "es", year=True)) == "25 nov 2026"


def test_a_moment_is_as_short_as_it_can_be() -> None:
    now = at(2026, 11, 23, 15)
    assert plain(moment_words(at(2026, 11, 23, 18), now, "en")) == "6 pm"
    assert plain(moment_words(at(2026, 11, 24, 18), now, "en")) == "Tue 6 pm"
    assert plain(moment_words(at(2026, 11, 30, 18), now, "en")) == "Nov 30, 6 pm"
    assert plain(moment_words(at(2026, 11, 20, 18), now, "en")) == "Nov 20, 6 pm"
    assert plain(moment_words(at(2027, 1, 4, 9), now, "es")) == "4 ene 2027, 9 a. m."


def test_a_length_of_time() -> None:
    assert plain(length_words(timedelta(seconds=20))) == "1 min"
    assert plain(length_words(timedelta(minutes=200))) == "3 h 20 min"
    assert plain(length_words(timedelta(hours=8))) == "8 h"


def test_days_of_the_week() -> None:
    assert weekdays_words(frozenset(range(7)), "en") == "every day"
    assert weekdays_words(frozenset(range(5)), "es") == "lun a vie"
    assert weekdays_words(frozenset({5, 6}), "en") == "Sat, Sun"
    assert weekdays_words(frozenset({0, 2, 4}), "en") == "Mon, Wed, Fri"
