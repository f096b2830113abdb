"""The word that calls people in silence says nothing else and does not come up by chance."""

from __future__ import annotations

import pytest

from bot.care.duress_words import refusal


@pytest.mark.parametrize(
    "word", ["banana", "piñata", "purple soup", "Xochimilco", "el perico verde", "waffle", "hello mango"]
)
def test_a_word_that_nobody_says_by_chance_can_be_chosen(word: str) -> None:
    assert refusal(word) is None


TAKEN = """
stop/STOP/help/ayuda/yes/si/start/alto/info/cancel/fin/leave me alone/kill myself/ok/todo bien/not ok/talk/hablar/im good/1/
uno/yeah/no/👍/.
"""


@pytest.mark.parametrize("word", TAKEN.replace("\n", "").split("/"))
def test_a_keyword_or_an_answer_cannot(word: str) -> None:
    assert refusal(word) == "taken"


@pytest.mark.parametrize(
    "word", ["home", "casa", "hola", "mom", "tired", "luz", "la casa", "good night", "90210", "tu", "", "?!"]
)
def test_a_word_of_every_day_cannot(word: str) -> None:
    assert refusal(word) in ("common", "taken")


@pytest.mark.parametrize("word", ["when i say the blue bird sings", "x" * 41])
def test_a_whole_sentence_cannot(word: str) -> None:
    assert refusal(word) == "long"
