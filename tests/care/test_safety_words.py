"""The fixed words fit two segments in every language, read easily, and hold what they must."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.care import safety_words
from bot.care.program import Program
from bot.care.wording import GSM7, reading_grade, segments, sms_spelling
from tests.care.programs import program

WORDS: list[Callable[[Program, str | None], str]] = [
    safety_words.engine_failed,
    safety_words.stop_confirmed,
    safety_words.start_welcome,
    safety_words.help_answer,
    safety_words.paused_answer,
    safety_words.danger_heard,
]
KINDS = ["picture", "location", "empty", "unreadable", "too_long"]
ALL = [
    *(
        pytest.param(word, language, id=f"{word.__name__} {language}")
        for word in WORDS
        for language in ("en", "es", None)
    ),
    *(
        pytest.param(
            lambda _, language, kind=kind: safety_words.kind_answer(kind, language), language, id=f"{kind} {language}"
        )
        for kind in KINDS
        for language in ("en", "es", None)
    ),
]


@pytest.mark.parametrize(("words", "language"), ALL)
def test_fixed_words_fit_two_segments(words: Callable[[Program, str | None], str], language: str | None) -> None:
    found = segments(sms_spelling(words(program(), language)))
    assert found.encoding == GSM7
    assert found.count <= 2


@pytest.mark.parametrize(("words", "language"), ALL)
def test_fixed_words_read_easily(words: Callable[[Program, str | None], str], language: str | None) -> None:
    if language is not None:
        assert reading_grade(words(program(), language), language) <= 6


@pytest.mark.parametrize("language", ["en", "es", None])
def test_when_nothing_else_answers_both_numbers_are_given(language: str | None) -> None:
    for words in (safety_words.engine_failed, safety_words.help_answer, safety_words.danger_heard):
        text = words(program(), language)
        assert "911" in text and "988" in text


def test_an_unknown_language_gets_both() -> None:
    both = safety_words.engine_failed(program(), None)
    assert "Sorry" in both and "Perdón" in both


def test_the_help_answer_says_how_to_stop_and_how_to_reach_a_person() -> None:
    assert all(word in safety_words.help_answer(program(), "en") for word in ("STOP", "PERSON", "rates"))
    assert all(word in safety_words.help_answer(program(), "es") for word in ("STOP", "PERSONA", "cobrar"))


def test_a_programs_long_name_never_makes_a_text_too_long() -> None:
    wordy = replace(program(), name="The North Central Texas Program " * 2)
    for words in WORDS:
        assert segments(sms_spelling(words(wordy, "es"))).count <= 2
