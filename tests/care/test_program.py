"""program.toml is read whole or refused by the name of the key; shifts are wall times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot.care.program import Shift
from bot.care.program_file import parse_duration, parse_program
from bot.errors import WrongProgram
from tests.care.programs import mapping, program

MONDAY_NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # 12:00 in Chicago


def test_the_projects_own_program_is_read() -> None:
    assert program().name == "Puente"
    assert program().hotlines["suicide"].reach("es") == "llama o textea al 988"
    assert program().agency("franklin") is not None
    assert program().agency("nobody") is None


def test_no_line_is_called_verified_that_nobody_verified() -> None:
    assert not any(line.verified for line in program().hotlines.values())


SPOILT: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda top: top.pop("name"), "name is missing"),
    (lambda top: top.update(timezone="Texas/Austin"), "timezone"),
    (lambda top: top.update(colour="blue"), "colour is not known"),
    (lambda top: top["waiting"].update(usual="soon"), "waiting.usual"),
    (lambda top: top["retention"].update(seen="7d"), "retention.seen must be at least 30d"),
    (lambda top: top["retention"].pop("referral"), "retention.referral is missing"),
    (lambda top: top["bursts"].update(longest="1s"), "bursts.longest"),
    (lambda top: top["hotlines"].pop("suicide"), "hotlines.suicide is missing"),
    (lambda top: top["hotlines"]["suicide"].update(checked="yesterday"), "hotlines.suicide.checked"),
    (lambda top: top["agencies"][1].update(code="mesquite"), "agencies"),
    (lambda top: top["agencies"][2].update(min_age=30), "agencies[2].max_age"),
    (lambda top: top["agencies"][0].update(min_age=True), "agencies[0].min_age"),
    (lambda top: top["agencies"][0].update(languages=["fr"]), "agencies[0].languages"),
    (lambda top: top["agencies"][0].update(counties=[]), "agencies[0].counties"),
    (lambda top: top["shifts"][0].update(days=["monday"]), "shifts[0].days"),
    (lambda top: top["shifts"][1].update(begins="9 am"), "shifts[1].begins"),
    (lambda top: top["outbox"].update(retry_after=[]), "outbox.retry_after"),
    (lambda top: top["outbox"]["expires"].pop("reply"), "outbox.expires.reply is missing"),
    (lambda top: top["paging"].pop("next_after"), "paging.next_after is missing"),
    (lambda top: top["paging"].update(give_up_after="9m"), "paging.give_up_after must be longer"),
    (lambda top: top["desk"].update(idle="soon"), "desk.idle must be a time"),
    (lambda top: top["desk"].update(idle="10s"), "desk.idle must be at least 1m"),
    (lambda top: top["desk"].update(idle="13h"), "desk.absolute must be at most 24h and not shorter than idle"),
    (lambda top: top["desk"].update(absolute="25h"), "desk.absolute must be at most 24h"),
    (lambda top: top["wording"].update(notice="  "), "wording.notice must not be empty"),
]


@pytest.mark.parametrize(("spoil", "named"), SPOILT, ids=[named for _, named in SPOILT])
def test_a_wrong_key_is_named(spoil: Callable[[dict[str, Any]], object], named: str) -> None:
    top = mapping()
    spoil(top)
    with pytest.raises(WrongProgram) as refused:
        parse_program(top)
    assert named in str(refused.value)


@pytest.mark.parametrize(("text", "seconds"), [("2.5s", 2.5), ("45m", 2700), ("24h", 86400), ("30d", 2592000)])
def test_durations_are_read(text: str, seconds: float) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "5", "0s", "-3m", "1w", "1h30m"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_duration(text)


def test_an_advocate_is_on_shift_between_begin_and_end() -> None:
    assert program().on_shift(MONDAY_NOON)
    assert not program().on_shift(MONDAY_NOON.replace(hour=15, minute=59))
    assert program().on_shift(MONDAY_NOON.replace(hour=16))
    assert not program().on_shift(datetime(2026, 11, 24, 4, 0, tzinfo=UTC))


def test_the_next_shift_is_told_in_local_time() -> None:
    late = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    begins = program().next_shift(late)
    assert begins is not None and begins.isoformat() == "2026-11-24T10:00:00-06:00"


def test_a_shift_may_run_past_midnight() -> None:
    night = replace(program(), shifts=(Shift(days=frozenset({4}), begins=time(20), ends=time(2)),))
    friday_evening = datetime(2026, 11, 28, 2, 30, tzinfo=UTC)
    assert night.on_shift(friday_evening)
    assert night.on_shift(friday_evening + timedelta(hours=5))
    assert not night.on_shift(friday_evening + timedelta(hours=6))


def test_a_shift_keeps_its_wall_time_when_the_clocks_change() -> None:
    sunday_before, sunday_after = datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 11, 1, 8, tzinfo=UTC)
    begins = [program().next_shift(now) for now in (sunday_before.replace(hour=8), sunday_after)]
    assert [begin.hour for begin in begins if begin] == [12, 12]
    assert [begin.astimezone(UTC).hour for begin in begins if begin] == [17, 18]


def test_hours_that_meet_at_a_time_which_comes_twice_leave_no_gap() -> None:
    evening = Shift(days=frozenset(range(7)), begins=time(18), ends=time(1, 30))
    night = Shift(days=frozenset(range(7)), begins=time(1, 30), ends=time(8))
    both = replace(program(), shifts=(evening, night))
    one_in_the_night = datetime(2026, 11, 1, 6, tzinfo=UTC)
    assert all(both.on_shift(one_in_the_night + timedelta(minutes=10 * n)) for n in range(18))
    alone = replace(program(), shifts=(evening,))
    assert alone.on_shift(one_in_the_night.replace(hour=7, minute=29))
    assert not alone.on_shift(one_in_the_night.replace(hour=7, minute=30))


def test_without_shifts_there_is_no_next_one() -> None:
    assert replace(program(), shifts=()).next_shift(MONDAY_NOON) is None
