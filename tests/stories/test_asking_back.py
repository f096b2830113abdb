"""What is not understood is asked back with the likeliest readings; the second time, or for something else, a person comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.conversation.dialogue import Dialogue
from tests.house import Home
from tests.stories.drive import Youth, home_of
from tests.stories.unsure import Unsure, vague_texts

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

FOOD_OR_PERSON = "unsure:find_service,request_human"
PERSON_OFFERED = "Do you want a person to read it?"


@pytest_asyncio.fixture(loop_scope="session")
async def unsure_home(dialogue: Dialogue, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    async with home_of(tmp_path_factory.mktemp("unsure"), Unsure(dialogue)) as home:
        yield home


@pytest_asyncio.fixture(loop_scope="session")
async def youth(unsure_home: Home) -> Youth:
    """Somebody at the menu."""
    somebody = Youth(unsure_home)
    await somebody.says("hi")
    await somebody.says("1")
    return somebody


async def test_the_two_likeliest_readings_are_put_to_choice_in_one_text(youth: Youth) -> None:
    (asked,) = await youth.hears_after("unsure:find_service,request_human,ask_data")
    assert "didn't get that" in asked
    assert asked.endswith("1 Find food, a bed or a clinic\n2 Talk to a person\n3 Something else")


@pytest.mark.parametrize(("number", "leads_to"), [("1", "Who should look with you?"), ("2", "I asked for a person")])
async def test_the_chosen_reading_is_answered_as_if_it_had_been_said(youth: Youth, number: str, leads_to: str) -> None:
    await youth.says(FOOD_OR_PERSON)
    assert leads_to in await youth.says(number)


async def test_in_spanish_the_readings_are_spanish(unsure_home: Home) -> None:
    youth = Youth(unsure_home)
    await youth.says("hola")
    await youth.says("1")
    asked = await youth.says(FOOD_OR_PERSON)
    assert asked.endswith("1 Buscar comida, cama o clinica\n2 Hablar con una persona\n3 Otra cosa")
    assert "Sigo sin entender" in await youth.says("3")


@pytest.mark.parametrize("said", ["3", "no", "none of those", "yes", "unsure:find_service", "77"])
async def test_something_else_or_a_second_miss_leads_to_a_person(youth: Youth, said: str) -> None:
    await youth.says(FOOD_OR_PERSON)
    assert PERSON_OFFERED in await youth.says(said)
    assert "I asked for a person" in await youth.says("1")


async def test_a_yes_to_the_only_reading_is_a_choice(youth: Youth) -> None:
    assert (await youth.says("unsure:ask_data")).endswith("1 See what you keep about me\n2 Something else")
    assert "24 hours" in await youth.says("yes")


async def test_something_new_is_answered_and_the_readings_lapse(youth: Youth) -> None:
    await youth.says(FOOD_OR_PERSON)
    assert "I'm a program" in await youth.says("are you a bot")
    assert "That's fine" in await youth.says("no")


async def test_with_nothing_likely_the_menu_comes_as_before(youth: Youth) -> None:
    answer = await youth.says("unsure:inform,thank")
    assert "didn't get that" in answer and "1 Talk to a person" in answer


async def test_a_reading_of_danger_is_said_in_plain_words_and_choosing_it_tells_people(youth: Youth) -> None:
    assert "1 I'm not safe right now" in await youth.says("unsure:report_danger,checkin_not_ok")
    assert "911" in await youth.says("1")
    assert [row["reason"] for row in await youth.rows("handoff")] == ["risk"]


async def test_what_is_plainly_dangerous_is_never_a_choice_among_others(youth: Youth) -> None:
    await youth.says(FOOD_OR_PERSON)
    assert (await youth.says("he is going to kill me")).startswith("Call 911")


async def test_how_it_stands_is_a_reading_only_once_something_is_open(youth: Youth) -> None:
    assert "request" not in await youth.says("unsure:ask_status,find_service")
    await youth.says("i want to talk to a person")
    await youth.says("1")
    assert "1 How my request is going" in await youth.says("unsure:ask_status,find_service")


async def test_questions_that_were_put_off_are_a_reading_and_go_on(youth: Youth) -> None:
    await youth.says("3")
    await youth.says("can we finish this later")
    assert "1 Go on with the questions" in await youth.says("unsure:resume_referral,pause_referral,skip")
    assert "name" in await youth.says("1")


async def test_inside_the_questions_the_question_is_put_again_and_no_reading_is_offered(youth: Youth) -> None:
    await youth.says("3")
    await youth.says("Star")
    answer = await youth.says(FOOD_OR_PERSON)
    assert "Which one is closest" not in answer
    assert "1 12 or younger" in answer


async def test_what_was_typed_before_the_readings_came_is_no_answer_to_them(unsure_home: Home, youth: Youth) -> None:
    await unsure_home.hears(FOOD_OR_PERSON, number=youth.number)
    unsure_home.clock.advance(timedelta(seconds=10))
    for conversation_id in await unsure_home.house.turns.due():
        await unsure_home.house.turns.take(conversation_id)
    crossed = await youth.says("1")
    assert "Our texts crossed" in crossed
    assert crossed.endswith("1 Find food, a bed or a clinic\n2 Talk to a person\n3 Something else")
    assert "I asked for a person" in await youth.says("2")


@pytest.mark.parametrize("language", ["en", "es"])
async def test_real_texts_that_the_model_cannot_place_are_asked_back(
    dialogue: Dialogue, new_youth: Callable[[], Youth], language: str
) -> None:
    vague = await vague_texts(dialogue, language)
    assert vague, "the model claims to understand every vague text; write more of them"
    for text in vague[:3]:
        youth = new_youth()
        await youth.says({"en": "hi", "es": "hola"}[language])
        await youth.says("1")
        answer = await youth.says(text)
        assert answer.splitlines()[-1].endswith({"en": "Something else", "es": "Otra cosa"}[language])
