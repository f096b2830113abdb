"""Questions, small talk, what is not understood, and forgetting."""

from __future__ import annotations

import pytest

from tests.stories.drive import Youth

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]


async def at_the_menu(youth: Youth) -> None:
    await youth.says("hi")
    await youth.says("1")


async def test_a_program_says_that_it_is_one(youth: Youth) -> None:
    await at_the_menu(youth)
    assert "I'm a program" in await youth.says("am i talking to a robot")


async def test_what_is_kept_is_told(youth: Youth) -> None:
    await at_the_menu(youth)
    assert "24 hours" in await youth.says("6")


async def test_no_promise_is_made_about_secrets(youth: Youth) -> None:
    await at_the_menu(youth)
    answer = await youth.says("will you tell my mom")
    assert "must report abuse" in answer


async def test_everything_is_erased_after_one_question_and_the_next_text_is_a_new_contact(youth: Youth) -> None:
    await at_the_menu(youth)
    assert "can't be undone" in await youth.says("forget me")
    assert "erased" in await youth.says("1")
    assert "A program answers first" in await youth.says("hi")


async def test_a_no_to_erasing_erases_nothing(youth: Youth) -> None:
    await at_the_menu(youth)
    await youth.says("forget me")
    assert "Nothing was erased" in await youth.says("no")
    assert await youth.rows("notice")


async def test_what_is_not_understood_is_asked_back_and_then_a_person_is_offered(youth: Youth) -> None:
    await at_the_menu(youth)
    assert "didn't get that" in await youth.says("77")
    assert "person" in await youth.says("78")
    assert "asked for a person" in await youth.says("1")


async def test_a_place_is_met_with_the_truth_and_with_people(youth: Youth) -> None:
    await at_the_menu(youth)
    answer = await youth.says("i need somewhere to sleep tonight")
    assert "can't look up places yet" in answer
    assert "An advocate in my area" in answer


async def test_nobody_waits_who_no_longer_wants_to(youth: Youth) -> None:
    await at_the_menu(youth)
    await youth.says("1")
    assert "don't need a person" in await youth.says("nevermind i dont want to wait anymore")


async def test_another_language_is_taken_up_at_once(youth: Youth) -> None:
    await at_the_menu(youth)
    answer = await youth.says("can we do this in spanish")
    assert "en español" in answer
    assert "persona" in await youth.says("menu")


async def test_an_insult_is_met_calmly(youth: Youth) -> None:
    await at_the_menu(youth)
    assert "ok to be mad" in await youth.says("you are useless, screw you")
