"""When check-ins are wanted may be said over several texts: what is said anew counts, and the rest of it stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import cast

import pytest

from bot.actions.checkin_answers import WHEN
from bot.actions.checkin_when import MISSING, hear_when
from bot.actions.turn import Turn
from bot.care.schedules import Daily, Once, Schedule, Weekly
from bot.care.times_said import Unclear, read_schedule
from bot.conversation.words import read_words
from bot.settings import ROOT
from tests.care.test_times_said import NOW, TEXAS, local


@dataclass
class Talk:
    """What a turn needs of a conversation: a moment, and the slots that the texts before it filled."""

    slots: dict[str, object] = field(default_factory=dict)
    now: datetime = NOW

    @property
    def scope(self) -> Talk:
        return self

    def slot(self, name: str) -> object:
        return self.slots.get(name)

    def hears(self, text: str) -> Schedule | Unclear | None:
        self.slots |= hear_when(cast(Turn, self), text, TEXAS)
        when = self.slots[WHEN]
        return read_schedule(str(when), self.now, TEXAS) if when else None


@pytest.mark.parametrize(
    ("said", "added", "at"),
    [
        ("every day at 9", "9pm", time(21)),
        ("every day at 9", "at 10 am", time(10)),
        ("every day at 9", "at night", time(21)),
        ("todos los días a las 9", "a las 9 de la noche", time(21)),
        ("every day at 12", "noon", time(12)),
        ("every day at 12", "midnight", time(0)),
        ("every day at 12:30", "12:30 pm", time(12, 30)),
        ("every day at 12:15", "noon", time(12, 15)),
        ("every day at 12:30", "at midnight", time(0, 30)),
        ("every day at 12", "in the morning", time(0)),
        ("todos los días a las 12", "del día", time(12)),
        ("todos los días a las 12 y media", "de la noche", time(0, 30)),
        ("todos los días a las 12", "de la mañana", time(0)),
    ],
)
def test_the_half_that_was_asked_for_may_be_said_with_the_time(said: str, added: str, at: time) -> None:
    talk = Talk()
    assert talk.hears(said) is None and talk.slots[MISSING] == ("noon" if " 12" in said else "half")
    assert talk.hears(added) == Daily(zone=TEXAS, at=at)


@pytest.mark.parametrize("language", ["en", "es"])
def test_twelve_is_asked_for_as_noon_or_midnight(language: str) -> None:
    offered = read_words(ROOT / "data" / "responses").choose("utter_checkin_when_noon", {"language": language}, "sms")
    heard = set()
    for choice in offered.choices:
        talk = Talk()
        assert talk.hears("weekends at 12:30") is None and talk.slots[MISSING] == "noon"
        if choice.payload != "/skip":
            heard.add(talk.hears(choice.payload))
    # The nights of a weekend begin on its days, and are past midnight on the days after them.
    assert heard == {
        Weekly(zone=TEXAS, days=frozenset({6, 0}), at=time(0, 30)),
        Weekly(zone=TEXAS, days=frozenset({5, 6}), at=time(12, 30)),
    }


@pytest.mark.parametrize("said", ["tomorrow at 12", "mañana a las 12", "thursday at 12", "el jueves a las 12"])
@pytest.mark.parametrize(
    ("added", "at"),
    [
        ("noon", local(5, 12)),
        ("del día", local(5, 12)),
        ("midnight", local(6, 0)),
        ("de la noche", local(6, 0)),
        ("at night", local(6, 0)),
        ("a las 12 de la noche", local(6, 0)),
        ("12 am", local(5, 0)),
        ("in the morning", local(5, 0)),
    ],
)
def test_the_midnight_of_a_day_is_its_end_in_an_answer_too(said: str, added: str, at: datetime) -> None:
    talk = Talk()
    assert talk.hears(said) is None and talk.slots[MISSING] == "noon"
    assert talk.hears(added) == Once(zone=TEXAS, at=at)


def test_midnight_does_not_move_a_time_that_was_said_of_the_morning() -> None:
    talk = Talk()
    assert talk.hears("tomorrow at 12:15 in the morning") is None and talk.slots[MISSING] == "noon"
    assert talk.hears("midnight") == Once(zone=TEXAS, at=local(5, 0, 15))


@pytest.mark.parametrize(
    ("said", "added", "at"),
    [
        ("at midnight", "friday", local(7, 0)),
        ("1 am", "friday night", local(7, 1)),
        ("tomorrow night", "1 am", local(6, 1)),
    ],
)
def test_a_night_stays_with_its_time_over_two_texts(said: str, added: str, at: datetime) -> None:
    talk = Talk()
    assert talk.hears(said) is None
    assert talk.hears(added) == Once(zone=TEXAS, at=at)


@pytest.mark.parametrize(
    ("said", "added", "why"),
    [
        ("9 pm", "every day starting tomorrow", "one_time"),
        ("every day starting tomorrow", "9 pm", "one_time"),
        ("every day at 9 starting tomorrow", "at night", "one_time"),
        ("on december 5", "3 pm", "too_far"),
        ("every day at 9", "dunno", "everything"),
    ],
)
def test_what_cannot_be_had_is_told_when_it_was_said_over_two_texts(said: str, added: str, why: str) -> None:
    talk = Talk()
    assert talk.hears(said) is None and talk.slots[MISSING] is not None
    assert talk.hears(added) is None
    assert (talk.slots["why"], talk.slots[MISSING]) == (why, None)


def test_days_said_after_a_time_are_added_to_it() -> None:
    talk = Talk()
    assert talk.hears("9 pm") is None and talk.slots[MISSING] == "days"
    assert talk.hears("every day") == Daily(zone=TEXAS, at=time(21))
