"""English, Spanish, or not told; and plain wishes to switch."""

from __future__ import annotations

import pytest

from bot.care.languages import asked_for, guess


@pytest.mark.parametrize(
    ("text", "language"),
    [("hola", "es"), ("necesito un lugar para dormir", "es"), ("tengo hambre", "es"), ("kiero ayuda", "es"),
     ("i need a place to sleep", "en"), ("hey", "en"), ("can u help", "en"), ("my mom kicked me out", "en"),
     ("¿si?", "es"), ("mi novio no me deja salir", "es")],
)  # fmt: skip
def test_a_language_is_heard(text: str, language: str) -> None:
    assert guess(text) == language


@pytest.mark.parametrize("text", ["", "1", "ok", "Maria", "78702", "no", "😂"])
def test_some_texts_do_not_tell(text: str) -> None:
    assert guess(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("español", "es"), ("en español porfa", "es"), ("in spanish pls", "es"), ("can u speak spanish?", "es"),
     ("no hablo inglés", "es"), ("English", "en"), ("en inglés", "en"), ("english please", "en"),
     ("i dont speak spanish", "en")],
)  # fmt: skip
def test_a_wish_to_switch_is_heard(text: str, language: str) -> None:
    assert asked_for(text) == language


@pytest.mark.parametrize("text", ["my mom only speaks spanish", "i failed english class", "hola", "spanish test today"])
def test_a_mention_is_no_wish(text: str) -> None:
    assert asked_for(text) is None
