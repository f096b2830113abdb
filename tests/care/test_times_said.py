"""When somebody wants to be texted is read from free words; what they left open is asked and never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.schedules import Daily, Every, Once, Weekly, next_due
from bot.care.times_said import NIGHT, Unclear, read_schedule

TEXAS, EL_PASO = "America/Chicago", "America/Denver"
NOW = datetime(2026, 3, 4, 21, 10, tzinfo=UTC)  # 3:10 pm on a Wednesday in Texas, 2:10 pm in El Paso
EVERY_DAY, WEEKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})


def local(day: int, hour: int, minute: int = 0, *, month: int = 3, zone: str = TEXAS) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def read(text: str, zone: str = TEXAS, now: datetime = NOW) -> object:
    return read_schedule(text, now, zone)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("every night at nine", time(21)),
        ("Text me every night at 9pm pls", time(21)),
        ("every day at noon", time(12)),
        ("every morning at 8", time(8)),
        ("daily 9:30p", time(21, 30)),
        ("at 1130 every night", time(23, 30)),
        ("text me 1130 every night", time(23, 30)),
        ("1130 every night", time(23, 30)),
        ("todas las noches a las 1130", time(23, 30)),
        ("half past nine every night", time(21, 30)),
        ("at 930 pm every day", time(21, 30)),
        ("every day after school at 4", time(16)),
        ("every day at 9 o'clock at night", time(21)),
        ("each day 8:15 a.m.", time(8, 15)),
        ("every night at 12", time(0)),
        ("every night at 1", time(1)),
        ("every night at 1am", time(1)),
        ("every day at midnight", time(0)),
        ("every night at midnight", time(0)),
        ("todas las noches a medianoche", time(0)),
        ("todos los días a las 9 de la noche", time(21)),
        ("Todas las noches a las nueve y media", time(21, 30)),
        ("cuarto para las 8 de la noche diario", time(19, 45)),
        ("a diario a las 21:00", time(21)),
        ("cada noche a las doce", time(0)),
        ("como a las dos de la mañana todos los días", time(2)),
        ("cada día a las 2 de la madrugada", time(2)),
        ("todos los días a la una de la tarde", time(13)),
        ("en la noche cada día a las 10", time(22)),
        ("text me todos los días at 9 pm", time(21)),
        ("nine ten pm every day", time(21, 10)),
    ],
)
def test_every_day_at_a_time_is_a_wall_time(text: str, at: time) -> None:
    assert read(text) == Daily(zone=TEXAS, at=at)
    assert read(text, EL_PASO) == Daily(zone=EL_PASO, at=at)


@pytest.mark.parametrize(
    ("text", "days", "at"),
    [
        ("text me weekdays at 4", WEEKDAYS, time(16)),
        ("monday to friday at 6 pm", WEEKDAYS, time(18)),
        ("monday until friday at 6 pm", WEEKDAYS, time(18)),
        ("mon-fri 4pm", WEEKDAYS, time(16)),
        ("mon wed fri 8:30pm", frozenset({0, 2, 4}), time(20, 30)),
        ("fridays at 7pm", frozenset({4}), time(19)),
        ("every friday at 7pm", frozenset({4}), time(19)),
        ("once a week on monday at 5", frozenset({0}), time(17)),
        ("every day except sunday at 7 pm", frozenset(range(6)), time(19)),
        ("friday nights at 9", frozenset({4}), time(21)),
        ("sunday mornings at 8", frozenset({6}), time(8)),
        ("sun nights 9", frozenset({6}), time(21)),
        ("fri nights at 9", frozenset({4}), time(21)),
        ("fri and sat nights at 9", frozenset({4, 5}), time(21)),
        ("tues evenings at 6", frozenset({1}), time(18)),
        ("every day except weekends at 7 pm", frozenset(range(5)), time(19)),
        ("todos los días menos los fines de semana a las 7 pm", frozenset(range(5)), time(19)),
        ("every day but not on school days at 7 pm", WEEKEND, time(19)),
        ("weekends at noon", WEEKEND, time(12)),
        ("sat and sun 11am", WEEKEND, time(11)),
        ("de lunes a viernes a las 4", WEEKDAYS, time(16)),
        ("entre semana a las 4 de la tarde", WEEKDAYS, time(16)),
        ("los viernes a las 5", frozenset({4}), time(17)),
        ("lunes y jueves a las 8 de la noche", frozenset({0, 3}), time(20)),
        ("Lun Mie Vie 20:30", frozenset({0, 2, 4}), time(20, 30)),
        ("fines de semana al mediodía", WEEKEND, time(12)),
        ("todos los días menos los domingos a las 7 de la tarde", frozenset(range(6)), time(19)),
    ],
)
def test_chosen_weekdays_are_read_in_both_languages(text: str, days: frozenset[int], at: time) -> None:
    assert read(text) == Weekly(zone=TEXAS, days=days, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("check on me at 11 tonight", local(4, 23)),
        ("can you text me around 11 tonight to see that i got back", local(4, 23)),
        ("tonight at midnight", local(5, 0)),
        ("tonight at 2", local(5, 2)),
        ("today at 5", local(4, 17)),
        ("hoy a las 11", local(4, 23)),
        ("esta noche a las once", local(4, 23)),
        ("una vez a las once de la noche", local(4, 23)),
        ("10 pm, only once", local(4, 22)),
        ("tomorrow at 3", local(5, 15)),
        ("tomorrow night at 1", local(6, 1)),
        ("mañana a las 8 de la mañana", local(5, 8)),
        ("mañana en la mañana a las 8", local(5, 8)),
        ("pasado mañana a las 3 pm", local(6, 15)),
        ("on friday at 5", local(6, 17)),
        ("on mar 13 at 5pm", local(13, 17)),
        ("el mar 5 pm, una vez", local(10, 17)),
        ("dont text me until friday at 5", local(6, 17)),
        ("el viernes a las 5", local(6, 17)),
        ("el 5 de abril a las 10 am", local(5, 10, month=4)),
        ("in 3 days at 5pm", local(7, 17)),
    ],
)
def test_one_time_only_is_the_next_one_that_fits(text: str, at: datetime) -> None:
    assert read(text) == Once(zone=TEXAS, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("tomorrow night at 12", local(6, 0)),
        ("tomorrow night at midnight", local(6, 0)),
        ("tomorrow night at 12am", local(6, 0)),
        ("tomorrow night at 1am", local(6, 1)),
        ("1am tomorrow night", local(6, 1)),
        ("mañana en la noche a la 1 am", local(6, 1)),
        ("friday night at midnight", local(7, 0)),
        ("midnight friday night", local(7, 0)),
        ("friday evening at 12", local(7, 0)),
        ("friday night at 1 in the morning", local(7, 1)),
        ("viernes en la noche a la 1 de la madrugada", local(7, 1)),
        ("saturday night at 12:30 am", local(8, 0, 30)),
        ("march 13 at night, 1am", local(14, 1)),
        ("wednesday night at 1am", local(5, 1)),
        ("tonight at midnight", local(5, 0)),
        ("tonight at 1am", local(5, 1)),
        ("esta noche a medianoche", local(5, 0)),
        ("tomorrow night at 9pm", local(5, 21)),
    ],
)
def test_the_small_hours_of_a_night_come_after_the_day_on_which_it_begins(text: str, at: datetime) -> None:
    assert read(text) == Once(zone=TEXAS, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("tomorrow at midnight", local(6, 0)),
        ("mañana a medianoche", local(6, 0)),
        ("mañana a las 12 de la noche", local(6, 0)),
        ("friday at midnight", local(7, 0)),
        ("12 midnight friday", local(7, 0)),
        ("friday at midnight, 12 am", local(7, 0)),
        ("friday 12 am, at midnight", local(7, 0)),
        ("el viernes a medianoche", local(7, 0)),
        ("el viernes a las 12 de la noche", local(7, 0)),
        ("el viernes a las 12 de la medianoche", local(7, 0)),
        ("wednesday at midnight", local(5, 0)),
        ("today at midnight", local(5, 0)),
        ("hoy a las 12 de la noche", local(5, 0)),
        ("in 2 days at midnight", local(7, 0)),
        ("on march 13 at midnight", local(14, 0)),
        ("midnight, just once", local(5, 0)),
    ],
)
def test_midnight_with_a_day_is_the_end_of_that_day(text: str, at: datetime) -> None:
    assert read(text) == Once(zone=TEXAS, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("friday at 1am", local(6, 1)),
        ("friday at 12am", local(6, 0)),
        ("friday at 1 in the morning", local(6, 1)),
        ("friday morning at 1am", local(6, 1)),
        ("friday at 2 in the middle of the night", local(6, 2)),
        ("viernes a la 1 de la madrugada", local(6, 1)),
        ("friday at 1am, i am up all night", local(6, 1)),
        ("friday at 1am. good night", local(6, 1)),
        ("friday at 1 in the morning after my night shift", local(6, 1)),
        ("friday at noon", local(6, 12)),
    ],
)
def test_small_hours_of_which_no_night_was_said_are_those_of_the_day_itself(text: str, at: datetime) -> None:
    assert read(text) == Once(zone=TEXAS, at=at)


@pytest.mark.parametrize(
    ("text", "days", "at"),
    [
        ("every friday night at 1am", {5}, time(1)),
        ("los viernes en la noche a la 1", {5}, time(1)),
        ("every weekend night at 2am", {6, 0}, time(2)),
        ("every sunday night at midnight", {0}, time(0)),
        ("fridays at midnight", {5}, time(0)),
        ("los viernes a las 12 de la noche", {5}, time(0)),
        ("every night except friday at 1am", EVERY_DAY - {5}, time(1)),
        ("every friday at 1am", {4}, time(1)),
        ("los viernes a la 1 de la madrugada", {4}, time(1)),
        ("every friday night at 9pm", {4}, time(21)),
    ],
)
def test_the_small_hours_of_repeated_nights_come_on_the_days_after_them(text: str, days: set[int], at: time) -> None:
    assert read(text) == Weekly(zone=TEXAS, days=frozenset(days), at=at)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("every 3 hours until midnight", local(5, 0)),
        ("every 3 hours until tomorrow at midnight", local(6, 0)),
        ("every 3 hours until friday night at 1am", local(7, 1)),
        ("cada 3 horas hasta el viernes a la 1 de la madrugada", local(6, 1)),
    ],
)
def test_a_night_that_ends_every_so_many_hours_is_read_the_same_way(text: str, until: datetime) -> None:
    found = read(text)
    assert isinstance(found, Every)
    assert found.until == until


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("in two hours", 120),
        ("en dos horas", 120),
        ("in half an hour", 30),
        ("en media hora", 30),
        ("in an hour and a half", 90),
        ("en una hora y media", 90),
        ("dentro de 20 minutos", 20),
        ("an hour from now", 60),
    ],
)
def test_a_while_from_now_depends_on_no_zone(text: str, minutes: int) -> None:
    for zone in (TEXAS, EL_PASO):
        assert read(text, zone) == Once(zone=zone, at=NOW + timedelta(minutes=minutes))


def test_an_hour_from_now_is_never_less_than_an_hour() -> None:
    found = read("in an hour", now=NOW + timedelta(seconds=20))
    assert found == Once(zone=TEXAS, at=NOW + timedelta(minutes=61))


@pytest.mark.parametrize(
    ("text", "hours", "until"),
    [
        ("every 2 hours until 8", 2, local(4, 20)),
        ("every 3 hours until 11 tonight", 3, local(4, 23)),
        ("every hour for 6 hours", 1, local(4, 21, 10)),
        ("once an hour until midnight", 1, local(5, 0)),
        ("check on me every couple of hours today", 2, local(4, 21)),
        ("every 2 hours all night", 2, local(5, 7)),
        ("cada hora hasta las 10 de la noche", 1, local(4, 22)),
        ("cada 2 horas toda la noche", 2, local(5, 7)),
        ("every hour for the next 5 hours", 1, local(4, 20, 10)),
    ],
)
def test_every_so_many_hours_for_a_short_time_knows_no_night(text: str, hours: int, until: datetime) -> None:
    first = NOW + timedelta(hours=hours)
    assert read(text) == Every(zone=TEXAS, hours=hours, begins=first, until=until)


@pytest.mark.parametrize(
    ("text", "hours", "until"),
    [
        ("cada 3 horas hasta mañana", 3, local(5, 15, 10)),
        ("every 3 hours for 3 days", 3, local(7, 15, 10)),
        ("every 4 hours until friday", 4, local(6, 21)),
        ("every 4 hours until friday at 12", 4, local(6, 12)),
    ],
)
def test_every_so_many_hours_over_a_night_leaves_the_night_alone(text: str, hours: int, until: datetime) -> None:
    found = read(text)
    assert isinstance(found, Every)
    assert (found.hours, found.quiet) == (hours, NIGHT)
    assert found.until == until


def test_whoever_speaks_of_the_night_is_texted_in_it() -> None:
    found = read("every 3 hours until tomorrow, at night too")
    assert isinstance(found, Every)
    assert found.quiet is None


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("check on me", "everything"),
        ("hola", "everything"),
        ("", "everything"),
        ("9 pm", "days"),
        ("a las once de la noche", "days"),
        ("every night", "time"),
        ("text me tomorrow", "time"),
        ("todos los días", "time"),
        ("weekly", "time"),
        ("not on sundays", "time"),
        ("every day at 9", "half"),
        ("todos los días a las 8", "half"),
        ("mañana a las 8", "half"),
        ("12:30 in the morning every day", "noon"),
        ("12 in the morning every day", "noon"),
        ("tomorrow at 12:15 in the morning", "noon"),
        ("12 every day", "noon"),
        ("tomorrow at 12", "noon"),
        ("mañana a las 12", "noon"),
        ("todos los días a las 12 y media", "noon"),
        ("every 4 hours", "until"),
        ("cada 4 horas", "until"),
        ("twice a day", "one_time"),
        ("every day at 9am and 5pm", "one_time"),
        ("every other day at 5", "one_time"),
        ("every other friday at 9 pm", "one_time"),
        ("cada 2 semanas a las 9 pm", "one_time"),
        ("cada tercer día", "one_time"),
        ("every 30 minutes", "one_time"),
        ("every hour and a half until 9", "one_time"),
        ("every night at 9 until friday", "one_time"),
        ("until friday text me every night at 9", "one_time"),
        ("cada noche a las 9 hasta el viernes", "one_time"),
        ("weekdays at 4 pm until march 20", "one_time"),
        ("every night at 9 for a week", "one_time"),
        ("todas las noches a las 9 por una semana", "one_time"),
        ("every night at 9 this week", "one_time"),
        ("every night at 9 starting friday", "one_time"),
        ("starting friday every night at 9", "one_time"),
        ("every day at 9pm from friday", "one_time"),
        ("every night at 9 starting friday night", "one_time"),
        ("every night at 9 starting this weekend", "one_time"),
        ("every night at 9 starting march 13", "one_time"),
        ("every night at 9 starting in 2 days", "one_time"),
        ("every night except sunday at 9 starting friday", "one_time"),
        ("every day friday at 9 pm", "one_time"),
        ("todas las noches a las 9 desde el viernes", "one_time"),
        ("cada noche a las 9 empezando el viernes", "one_time"),
        ("todos los días a las 9 pm a partir del lunes", "one_time"),
        ("every night at 9 starting tomorrow", "one_time"),
        ("every night at 1am beginning tomorrow", "one_time"),
        ("todas las noches a las 9 a partir de mañana", "one_time"),
        ("todos los días a las 7 am a partir de pasado mañana", "one_time"),
        ("weekdays at 4 starting tomorrow", "one_time"),
        ("every night at 9 and 11", "one_time"),
        ("around 9 or 10 every night", "one_time"),
        ("9 or 10 pm every night", "one_time"),
        ("cada noche a las 9 o 10", "one_time"),
        ("at 8 every morning and night", "one_time"),
        ("cada mañana y noche a las 8", "one_time"),
        ("text at 10 every night but 11 on fridays", "one_time"),
        ("cada media hora", "one_time"),
        ("today at 2", "gone_by"),
        ("hoy a las 2 de la tarde", "gone_by"),
        ("on december 5 at 3pm", "too_far"),
        ("every 3 hours for 4 weeks", "too_far"),
    ],
)
def test_what_was_left_open_is_named(text: str, missing: str) -> None:
    assert read(text) == Unclear(missing=missing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "added", "at"),
    [
        ("every day at 9", "in the morning", time(9)),
        ("every day at 9", "at night", time(21)),
        ("every day at 12", "pm", time(12)),
        ("every day at 12:30", "am", time(0, 30)),
        ("todos los días a las 8", "de la noche", time(20)),
        ("every night", "9", time(21)),
        ("9 pm", "every day", time(21)),
    ],
)
def test_what_was_missing_can_be_added_in_a_second_text(said: str, added: str, at: time) -> None:
    assert isinstance(read(said), Unclear)
    assert read(f"{said}, {added}") == Daily(zone=TEXAS, at=at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("every night at 9 starting tonight", time(21)),
        ("every night at 9 starting today", time(21)),
        ("todas las noches a las 9 a partir de hoy", time(21)),
        ("every night at 1am starting tonight", time(1)),
        ("every day at 7 am starting tomorrow", time(7)),
        ("starting tomorrow every day at 2pm", time(14)),
        ("todos los días a las 7 am desde mañana", time(7)),
    ],
)
def test_a_daily_time_may_be_said_with_its_beginning_where_none_comes_before_it(text: str, at: time) -> None:
    assert read(text) == Daily(zone=TEXAS, at=at)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every friday night at 9", {4}),
        ("every night on fridays at 9", {4}),
        ("every friday at 9pm starting tomorrow", {4}),
        ("every day from monday to friday at 9pm", WEEKDAYS),
        ("todos los días desde el lunes hasta el viernes a las 9 pm", WEEKDAYS),
        ("every day except friday at 9 pm", EVERY_DAY - {4}),
    ],
)
def test_days_that_are_named_beside_a_daily_time_are_those_on_which_it_comes(text: str, days: set[int]) -> None:
    assert read(text) == Weekly(zone=TEXAS, days=frozenset(days), at=time(21))


def test_a_night_that_somebody_is_out_for_is_no_daily_time() -> None:
    assert read("friday at 9pm, i am out all night") == Once(zone=TEXAS, at=local(6, 21))
    assert read("march 13 at 9pm, i am out all night") == Once(zone=TEXAS, at=local(13, 21))


def test_an_age_beside_a_time_is_no_time() -> None:
    assert read("weekdays at 4, im 15") == Weekly(zone=TEXAS, days=WEEKDAYS, at=time(16))


def test_late_in_the_evening_tonight_does_not_mean_the_next_day() -> None:
    late = local(4, 22, 30)
    assert read("tonight at 9", now=late) == Unclear(missing="gone_by")
    assert read("at 2 tonight", now=late) == Once(zone=TEXAS, at=local(5, 2))
    assert read("at 2 tonight", now=local(5, 0, 30)) == Once(zone=TEXAS, at=local(5, 2))


def test_a_time_on_the_night_of_the_clocks_is_read_by_the_wall() -> None:
    evening = local(7, 20)  # the clocks spring forward in this night
    assert read("tomorrow at 2:30 am", now=evening) == Once(zone=TEXAS, at=datetime(2026, 3, 8, 8, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "ten past nine pm daily",
        "ten after nine pm every day",
        "quarter after nine pm every day",
        "10 para las 9 pm cada dia",
        "faltando 10 para las 9 de la noche cada dia",
        "las 9 menos 10 cada noche",
        "half an hour after 9pm every day",
        "30 minutes after 9 every night",
        "5 minutes before 9pm",
        "an hour before 9pm",
        "una hora antes de las 9 pm",
        "media hora después de las 9 pm cada día",
        "at half 9 pm daily",
    ],
)
def test_a_time_told_by_its_distance_from_a_clock_is_not_that_clock(text: str) -> None:
    assert read(text) == Unclear(missing="one_time")


def test_an_end_of_every_so_many_hours_is_no_distance_from_a_clock() -> None:
    assert read("every 2 hours til 8") == read("every 2 hours until 8")
    assert read("once an hour till 8 tonight") == read("every hour until 8 tonight")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("not tonight, tomorrow at 8pm", local(5, 20)),
        ("not today, tomorrow at 8pm", local(5, 20)),
        ("tomorrow at 8pm, not today", local(5, 20)),
        ("today, not tomorrow, at 8pm", local(4, 20)),
        ("no hoy sino mañana a las 8pm", local(5, 20)),
        ("hoy no puedo, mañana a las 8 pm", local(5, 20)),
        ("not friday but saturday at 8pm", local(7, 20)),
        ("not today, march 13 at 8pm", local(13, 20)),
        ("no el viernes sino el sábado a las 8 pm", local(7, 20)),
        ("next wednesday at 8pm", local(11, 20)),
        ("el próximo miércoles a las 8 pm", local(11, 20)),
        ("this wednesday at 8pm", local(4, 20)),
        ("tomorrow, thursday, at 8pm", local(5, 20)),
    ],
)
def test_a_day_that_is_not_meant_is_not_taken(text: str, at: datetime) -> None:
    assert read(text) == Once(zone=TEXAS, at=at)


@pytest.mark.parametrize(
    "text",
    [
        "hoy no, mañana a las 8 pm",
        "el viernes no, el sábado a las 8 pm",
        "not friday, saturday at 8pm",
        "not this friday, next friday at 8pm",
        "not every day, tomorrow at 8pm",
        "every night except tomorrow at 9pm",
        "every night at 9 starting tonight, not tomorrow",
        "march 13 and march 14 at 9pm",
        "tomorrow and march 13 at 9pm",
        "weekdays at 4 starting march 13",
        "today and tomorrow at 9pm",
        "tonight and tomorrow night at 9",
        "hoy y mañana a las 9 pm",
        "tonight at 9 then tomorrow at 9",
        "tomorrow and friday at 9pm",
        "tomorrow, friday and saturday at 9pm",
        "a week from friday at 8pm",
        "a week from tomorrow at 8pm",
        "friday after next at 8pm",
        "friday next week at 8pm",
        "el viernes de la próxima semana a las 8 pm",
        "weekdays at 4 starting monday",
        "weekdays at 4 pm starting next wednesday",
        "entre semana a las 4 a partir del lunes",
    ],
)
def test_days_that_are_not_one_day_nor_a_plan_are_refused(text: str) -> None:
    assert read(text) == Unclear(missing="one_time")


@pytest.mark.parametrize("text", ["not friday at 8pm", "not tomorrow at 8pm", "9 pm except sunday"])
def test_a_day_that_is_left_out_says_nothing_of_the_others(text: str) -> None:
    assert read(text) == Unclear(missing="days")


@pytest.mark.parametrize("text", ["no more than once a day at 9pm", "once a day at 9pm", "una vez al día a las 9 pm"])
def test_once_a_day_is_every_day(text: str) -> None:
    assert read(text) == Daily(zone=TEXAS, at=time(21))


def test_chosen_weekdays_may_be_said_with_their_beginning_where_none_comes_before_it() -> None:
    found = Weekly(zone=TEXAS, days=WEEKDAYS, at=time(16))
    assert read("weekdays at 4 starting monday", now=local(7, 12)) == found
    assert read("weekdays at 4 starting wednesday") == found


PIECES = """
every each cada day night noche dia todos los mon lunes friday viernes at a las 9 12 0 23 25 99 :30 :75 am pm until hasta
tomorrow manana tonight hoy in en hours horas minutes half media for 3 weeks once una vez not except menos feb 30 5 de
weekdays to sunday quarter past y cuarto morning evening madrugada noon midnight starting from now other twice
"""


@given(
    st.lists(st.sampled_from(PIECES.split()), max_size=9),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_whatever_is_said_is_read_and_is_never_due_in_the_past(pieces: list[str], now: datetime) -> None:
    found = read_schedule(" ".join(pieces), now, TEXAS)
    if not isinstance(found, Unclear):
        due = next_due(found, now)
        assert due is not None and due > now


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    read_schedule(text, NOW, TEXAS)


@given(st.times())
def test_a_time_written_as_on_a_clock_is_read_back(at: time) -> None:
    assert read(f"every day at {at:%I:%M %p}") == Daily(zone=TEXAS, at=at.replace(second=0, microsecond=0))
    if at.hour < 10 or at.hour > 12:
        assert read(f"todos los días a las {at:%H:%M}") == Daily(zone=TEXAS, at=at.replace(second=0, microsecond=0))
