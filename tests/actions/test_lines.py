"""Times and dates in words."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.actions.lines import day_words, shift_words

AUSTIN = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # Saturday evening in Texas


@pytest.mark.parametrize(
    ("begins", "english", "spanish"),
    [
        (datetime(2026, 11, 21, 22, 30, tzinfo=AUSTIN), "today at 10:30 pm", "hoy a las 10:30 de la noche"),
        (datetime(2026, 11, 22, 12, 0, tzinfo=AUSTIN), "tomorrow at 12 pm", "mañana a las 12 del mediodía"),
        (datetime(2026, 11, 23, 1, 0, tzinfo=AUSTIN), "on Monday at 1 am", "el lunes a la 1 de la madrugada"),
        (None, "later", "más tarde"),
    ],
)
def test_the_next_shift_is_told_as_people_say_it(begins: datetime | None, english: str, spanish: str) -> None:
    assert shift_words(begins, NOW, "en") == english
    assert shift_words(begins, NOW, "es") == spanish


def test_a_day_is_told_without_its_year() -> None:
    assert day_words(NOW, "en") == "November 22"
    assert day_words(NOW, "es") == "22 de noviembre"
