"""Texts in a burst are read together; an urgent one does not wait; one that crossed our question is no answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.care.bursts import read_together, split_by_question, turn_due
from bot.care.program import Bursts

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
BURSTS = Bursts(quiet=timedelta(seconds=2), longest=timedelta(seconds=8))


@dataclass(frozen=True, kw_only=True)
class Message:
    text: str
    received_at: datetime


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_a_text_waits_for_a_quiet_moment() -> None:
    assert turn_due(NOW, NOW, False, BURSTS) == after(2)
    assert turn_due(NOW, after(1), False, BURSTS) == after(3)


def test_no_burst_makes_the_first_text_wait_for_long() -> None:
    assert turn_due(NOW, after(7), False, BURSTS) == after(8)
    assert turn_due(NOW, after(20), False, BURSTS) == after(20)


def test_an_urgent_text_is_answered_at_once() -> None:
    assert turn_due(NOW, after(1), True, BURSTS) == after(1)


def test_a_burst_is_one_text() -> None:
    burst = [Message(text=text, received_at=NOW) for text in ("i need", " to ", "", "sleep")]
    assert read_together(burst) == "i need to sleep"


def test_what_came_before_the_question_went_out_is_no_answer_to_it() -> None:
    early, late = Message(text="ok", received_at=after(-1)), Message(text="yes", received_at=after(3))
    first = split_by_question([early, late], asked_at=NOW)
    assert (first.messages, first.crossed) == ((early,), True)
    rest = split_by_question([late], asked_at=NOW)
    assert (rest.messages, rest.crossed) == ((late,), False)


def test_without_a_question_nothing_crosses() -> None:
    texts = [Message(text="a", received_at=NOW), Message(text="b", received_at=after(1))]
    group = split_by_question(texts, asked_at=None)
    assert (len(group.messages), group.crossed) == (2, False)
    assert split_by_question([], asked_at=NOW).messages == ()
