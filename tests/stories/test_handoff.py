"""Asking for a person who is on shift: what that person may know, and everything that can come in between."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.conversation.dialogue import Dialogue
from tests.house import Home
from tests.stories.drive import Youth
from tests.stories.unsure import vague_texts

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

PERSON = {"en": "i want to talk to a real person", "es": "quiero hablar con una persona de verdad"}
HELLO = {"en": "hi", "es": "hola"}
MAY_I = {"en": "May I pass on what you wrote here", "es": "¿Le paso lo que escribiste aqui"}
BOTH = pytest.mark.parametrize("language", ["en", "es"])


async def at_the_menu(youth: Youth, language: str = "en") -> None:
    await youth.says(HELLO[language])
    await youth.says("1")


async def waits(youth: Youth, language: str = "en") -> str:
    """Past the first contact, with a person asked for."""
    await at_the_menu(youth, language)
    return await youth.says(PERSON[language])


async def shares(youth: Youth) -> list[object]:
    """For each handoff that is still open: whether what was said may be passed on."""
    return [row["shares"] for row in await youth.rows("handoff") if row["status"] in ("requested", "offered")]


@BOTH
async def test_a_person_is_asked_for_with_the_honest_wait_and_one_question(youth: Youth, language: str) -> None:
    answer = await waits(youth, language)
    assert re.search(r"como \d+ (?:min|horas)|about \d+ (?:min|hours)", answer)
    assert MAY_I[language] in answer
    assert answer.count("?") == 1
    assert await shares(youth) == [None]


@BOTH
async def test_after_a_yes_what_was_said_is_passed_on(youth: Youth, language: str) -> None:
    await waits(youth, language)
    answer = await youth.says("1")
    assert {"en": "they will see what you wrote", "es": "podra ver lo que escribiste"}[language] in answer
    assert await shares(youth) == [True]


@BOTH
@pytest.mark.parametrize("refusal", ["2", "no"])
async def test_a_refusal_is_fine_and_the_person_comes_all_the_same(youth: Youth, language: str, refusal: str) -> None:
    await waits(youth, language)
    answer = await youth.says(refusal)
    assert {"en": "They start fresh", "es": "Empieza de cero"}[language] in answer
    assert await shares(youth) == [False]


async def test_asked_for_twice_there_is_one_handoff_and_no_question_that_was_answered(youth: Youth) -> None:
    await waits(youth)
    again = await youth.says(PERSON["en"])
    assert "asked for already" in again
    assert MAY_I["en"] in again
    await youth.says("2")
    assert MAY_I["en"] not in await youth.says(PERSON["en"])
    assert await shares(youth) == [False]


async def test_a_question_in_between_is_answered_and_then_the_open_one_comes_back(youth: Youth) -> None:
    await waits(youth)
    answer = await youth.says("who can see what i text here")
    assert MAY_I["en"] in answer
    assert not answer.startswith(MAY_I["en"])
    await youth.says("1")
    assert await shares(youth) == [True]


async def test_other_wishes_are_followed_while_the_question_is_open(youth: Youth) -> None:
    await waits(youth)
    assert "What would help?" in await youth.says("menu")
    assert await shares(youth) == [None]
    assert "1-800-786-2929" in await youth.says("i need somewhere to sleep tonight")


async def test_a_goodbye_is_not_met_with_a_question(youth: Youth) -> None:
    await waits(youth)
    assert "?" not in await youth.says("bye")


async def test_no_answer_is_a_no(youth: Youth) -> None:
    await waits(youth)
    assert MAY_I["en"] in await youth.says("77")
    assert "start fresh" in await youth.says("78")
    assert await shares(youth) == [None]


async def test_who_waits_and_is_not_understood_is_not_offered_what_they_have(youth: Youth, dialogue: Dialogue) -> None:
    await waits(youth)
    await youth.says("1")
    vague = await vague_texts(dialogue, "en")
    assert "Which one is closest?" in await youth.says(vague[0])
    assert "I keep it here" in await youth.says("something else")
    assert await shares(youth) == [True]


@BOTH
@pytest.mark.parametrize("answered", [True, False])
async def test_nobody_waits_who_no_longer_wants_to(youth: Youth, language: str, answered: bool) -> None:
    await waits(youth, language)
    if answered:
        await youth.says("1")
    stop = {"en": "never mind", "es": "ya no quiero esperar"}[language]
    assert {"en": "don't need a person", "es": "no necesitas hablar"}[language] in await youth.says(stop)
    assert await shares(youth) == []
    assert {"en": "What would help?", "es": "¿Qué te serviria?"}[language] in await youth.says("menu")


async def test_a_yes_after_the_wait_was_ended_passes_nothing_on(youth: Youth) -> None:
    await waits(youth)
    await youth.says("never mind")
    assert "What would help?" in await youth.says("yes")
    assert [row["shares"] for row in await youth.rows("handoff")] == [None]


async def test_words_about_waiting_end_the_wait_and_leave_open_questions_alone(youth: Youth) -> None:
    await at_the_menu(youth)
    await youth.says("3")
    await youth.says("Luna")
    await youth.says(PERSON["en"])
    assert "old" in await youth.says("1")
    assert "don't need a person" in (answer := await youth.says("i dont want to wait for a person anymore"))
    assert "old" in answer
    assert "drop" not in answer


async def test_a_form_that_was_left_for_it_is_given_back_after_the_answer(youth: Youth) -> None:
    await at_the_menu(youth)
    await youth.says("3")
    await youth.says("Luna")
    assert MAY_I["en"] in await youth.says(PERSON["en"])
    answer = await youth.says("2")
    assert "They start fresh" in answer
    assert "old" in answer


@BOTH
async def test_danger_while_it_is_open_is_answered_and_the_phone_stays_dark(youth: Youth, language: str) -> None:
    await waits(youth, language)
    danger = {"en": "he has a gun and wont let me leave", "es": "trae una pistola y no me deja salir"}
    answer = await youth.says(danger[language])
    assert "911" in answer
    assert MAY_I[language] not in answer
    assert await youth.says(".") == "."
    assert MAY_I[language] not in await youth.says(PERSON[language])
    assert MAY_I[language] not in await youth.says({"en": "im ok now", "es": "ya estoy bien"}[language])


async def test_danger_alone_asks_for_a_person_and_for_nothing_else(youth: Youth) -> None:
    await at_the_menu(youth)
    assert MAY_I["en"] not in await youth.says("he is going to kill me")
    assert MAY_I["en"] not in await youth.says("1")
    assert await shares(youth) == [None]


@BOTH
async def test_after_words_of_self_harm_safety_comes_first_and_then_the_question(youth: Youth, language: str) -> None:
    await at_the_menu(youth, language)
    first = await youth.says({"en": "i want to kill myself", "es": "me quiero matar"}[language])
    assert "988" in first
    assert MAY_I[language] not in first
    assert MAY_I[language] in await youth.says("1")
    await youth.says("1")
    assert await shares(youth) == [True]


async def test_someone_new_who_wants_a_person_in_a_crisis_is_asked_and_may_write_anything(youth: Youth) -> None:
    await youth.says("i want to kill myself")
    assert MAY_I["en"] in await youth.says("3")
    assert MAY_I["en"] in await youth.says("hello??")
    await youth.says("1")
    assert await shares(youth) == [True]
    assert "A program answers first" in await youth.says("hi")


async def test_a_crisis_while_waiting_makes_it_urgent_and_keeps_the_answer(youth: Youth) -> None:
    await waits(youth)
    await youth.says("1")
    assert "Are you safe this minute?" in await youth.says("i want to kill myself")
    assert MAY_I["en"] not in await youth.says("1")
    urgent = [row for row in await youth.rows("handoff") if row["status"] in ("requested", "offered")]
    assert [(row["reason"], row["shares"]) for row in urgent] == [("risk", True)]


async def test_in_another_language_the_question_comes_again_in_it(youth: Youth) -> None:
    await waits(youth)
    assert MAY_I["es"] in await youth.says("en español porfa")
    assert "podra ver" in await youth.says("1")


async def test_two_texts_at_once_are_one_request(youth: Youth) -> None:
    await at_the_menu(youth)
    answers = await youth.hears_after("hey", PERSON["en"])
    assert len(answers) == 1
    assert await shares(youth) == [None]


async def test_a_yes_typed_before_the_question_reached_the_phone_passes_nothing_on(youth: Youth, home: Home) -> None:
    await at_the_menu(youth)
    await home.hears(PERSON["en"], number=youth.number)
    home.clock.advance(timedelta(seconds=10))
    for conversation_id in await home.house.turns.due():
        await home.house.turns.take(conversation_id)
    assert "Our texts crossed" in await youth.says("yes")
    assert await shares(youth) == [None]
    await youth.says("yes")
    assert await shares(youth) == [True]


@BOTH
async def test_how_it_stands_is_told_while_waiting(youth: Youth, language: str) -> None:
    await waits(youth, language)
    await youth.says("1")
    asked = {"en": "any news about my request", "es": "cómo va lo que pedí"}[language]
    assert re.search(r"\d+ (?:min|hours|horas)", await youth.says(asked))
