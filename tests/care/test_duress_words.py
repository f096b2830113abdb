"""The word that calls people in silence says nothing else and does not come up by chance."""

from __future__ import annotations

import pytest

from bot.care.duress_words import refusal
from bot.conversation.words import read_words
from bot.settings import ROOT

WORDS = read_words(ROOT / "data" / "responses")
COVERS = sorted(name for name in WORDS.names if name.startswith("utter_cover_"))
TITLES = sorted(
    {
        choice.title
        for name in COVERS
        for language in ("en", "es")
        for choice in WORDS.choose(name, {"language": language}, "sms").choices
    }
)


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


@pytest.mark.parametrize("title", TITLES)
def test_an_answer_that_a_check_in_offers_cannot(title: str) -> None:
    assert len(TITLES) > 20
    assert refusal(title) == refusal(title.upper()) == refusal(f"{title}?") == "taken"


@pytest.mark.parametrize("word", ["ahi estare", "im stuck", "it works", "me atore", "i like it", "sin novedad?"])
def test_an_answer_typed_in_haste_cannot_either(word: str) -> None:
    assert refusal(word) == "taken"


@pytest.mark.parametrize(
    "word", ["home", "casa", "hola", "mom", "tired", "luz", "la casa", "good night", "90210", "tu", "", "?!"]
)
def test_a_word_of_every_day_cannot(word: str) -> None:
    assert refusal(word) in ("common", "taken")


@pytest.mark.parametrize("word", ["when i say the blue bird sings", "x" * 41])
def test_a_whole_sentence_cannot(word: str) -> None:
    assert refusal(word) == "long"
