"""What could tell the wrong reader is found in both languages, and ordinary words are left alone."""

from __future__ import annotations

import pytest

from bot.care.wrong_person import reveals


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Are you safe tonight?", "en"),
        ("Your advocate wants to know how you are", "en"),
        ("time for your check-in", "en"),
        ("Just checking on you", "en"),
        ("the shelter has a bed", "en"),
        ("do you need HELP", "en"),
        ("the police are on their way", "en"),
        ("your safety plan", "en"),
        ("a person will text you", "en"),
        ("call 911", "en"),
        ("blink twice", "en"),
        ("txt bk if ur in trouble", "en"),
        ("do u need a way out", "en"),
        ("r u w him", "en"),
        ("are you with him rn?", "en"),
        ("is he hitting you", "en"),
        ("did he hit u", "en"),
        ("¿te está pegando?", "es"),
        ("¿estás en problemas?", "es"),
        ("r u w him", "es"),
        ("hélp", "en"),
        ("¿Estás segura?", "es"),
        ("tu defensora pregunta por ti", "es"),
        ("¿necesitas ayuda?", "es"),
        ("el albergue tiene cama", "es"),
        ("la policía ya viene", "es"),
        ("es tu chequeo", "es"),
        ("aquí hay una persona", "es"),
        ("estoy al pendiente de ti", "es"),
        ("help está en camino", "es"),
        ("ayuda is coming", "en"),
        ("look at https://example.org/x", "en"),
        ("write to me@example.org", "en"),
        ("go to example.org", "en"),
        ("text 233733", "en"),
        ("call (214) 555-0101", "en"),
    ],
)
def test_what_gives_it_away_is_found(text: str, language: str) -> None:
    assert reveals(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hey, are you in for practice? Be there at 7:30", "en"),
        ("did u finish the book for mr lopez", "en"),
        ("can you still babysit on the 15th", "en"),
        ("what are you planting in the garden", "en"),
        ("hey girl u up", "en"),
        ("do you like the way he sings", "en"),
        ("are you going with mia on friday", "en"),
        ("are you with the team tonight", "en"),
        ("¿estás con el grupo de mate?", "es"),
        ("Hola, ¿vas a ir al entrenamiento?", "es"),
        ("¿me pasas la tarea de mate?", "es"),
        ("trata de llegar a las 8", "es"),
        ("¿cómo sigue tu abuelita?", "es"),
        ("el caso es que no entendí la tarea", "en"),
    ],
)
def test_ordinary_words_are_left_alone(text: str, language: str) -> None:
    assert reveals(text, language) == []


def test_the_name_of_the_service_is_found_in_any_spelling() -> None:
    assert reveals("hi from PUENTE", "en", ["Puente"]) == ["Puente"]
    assert reveals("Lone Star Youth Center here", "en", ["Lone Star Youth Center"]) == ["Lone Star Youth Center"]
    assert reveals("cruza el puentecito", "es", ["Puente"]) == []
