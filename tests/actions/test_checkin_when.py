"""When check-ins are wanted may be said over several texts: what is said anew counts, and the rest of it stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import cast

import pytest

from bot.actions.checkin_answers import WHEN
from bot.actions.checkin_when import MISSING, hear_when
from bot.actions.turn import Turn
from bot.care.schedules import Daily, Schedule, Weekly
from bot.care.times_said import Unclear, read_schedule
from bot.conversation.words import read_words
from bot.settings import ROOT
from tests.care.test_times_said import NOW, TEXAS


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
    saturday_and_sunday = frozenset({5, 6})
    assert heard == {Weekly(zone=TEXAS, days=saturday_and_sunday, at=at) for at in (time(0, 30), time(12, 30))}


def test_days_said_after_a_time_are_added_to_it() -> None:
    talk = Talk()
    assert talk.hears("9 pm") is None and talk.slots[MISSING] == "days"
    assert talk.hears("every day") == Daily(zone=TEXAS, at=time(21))
