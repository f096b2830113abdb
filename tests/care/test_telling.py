"""How times and waits are said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.care.telling import span_words


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
