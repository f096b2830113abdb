"""The first words, in their order, whatever comes in between."""

from __future__ import annotations

import pytest

from tests.stories.drive import Youth

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]


async def test_who_we_are_then_is_it_ok_then_what_is_kept_then_the_menu(youth: Youth) -> None:
    first = await youth.says("hi")
    assert "A program answers first" in first
    assert "STOP" in first
    assert "Is it ok to text right now?" in first
    assert not await youth.rows("notice")
    second = await youth.says("1")
    assert "must report it" in second
    assert "without giving your name, address or school" in second
    assert second.index("must report it") < second.index("1 Talk to a person")
    assert len(await youth.rows("notice")) == 1


async def test_spanish_is_answered_in_spanish_with_signs_that_stay_cheap(youth: Youth) -> None:
    first = await youth.says("hola buenas tardes")
    assert "Primero contesta un programa" in first
    second = await youth.says("sí")
    assert "Puedes hablar sin dar tu nombre" in second
    assert "Hablar con una persona" in second


async def test_what_was_asked_first_comes_right_after_the_notice(youth: Youth) -> None:
    assert "Is it ok to text" in await youth.says("i need food")
    answer = await youth.says("1")
    assert answer.index("must report it") < answer.index("food, a bed or a clinic with you")


async def test_asking_for_a_person_twice_gets_one_with_the_notice(youth: Youth) -> None:
    await youth.says("can i talk to a real person")
    assert "I asked for a person" in await youth.says("please i just want to talk to a human")
    assert [row["reason"] for row in await youth.rows("handoff")] == ["asked"]


async def test_not_now_leaves_every_way_open(youth: Youth) -> None:
    await youth.says("hey")
    answer = await youth.says("2")
    assert "any time" in answer
    assert "988" in answer
    assert "911" in answer
    again = await youth.says("hi")
    assert "Hi again" in again
    assert "A program answers first" not in again


async def test_an_unclear_answer_is_asked_again_once_and_never_twice(youth: Youth) -> None:
    await youth.says("hi")
    assert "1 or a 2" in await youth.says("hello")
    assert "must report it" in await youth.says("hello")


async def test_a_question_about_who_sees_this_is_answered_before_the_first_contact_goes_on(youth: Youth) -> None:
    answer = await youth.says("is this confidential?")
    assert answer.index("must report abuse") < answer.index("Is it ok to text")
    assert "program" in await youth.says("are you a bot")


async def test_danger_in_the_first_text_is_helped_first_and_the_notice_comes_later(youth: Youth) -> None:
    answer = await youth.says("he is going to kill me")
    assert answer.startswith("Call 911")
    assert "program answers first" not in answer
    later = await youth.says("1")
    assert "A program answers first" in later
    assert [row["reason"] for row in await youth.rows("handoff")] == ["risk"]


async def test_everything_can_be_erased_before_the_first_contact_is_made(youth: Youth) -> None:
    await youth.says("hi")
    assert "can't be undone" in await youth.says("delete everything about me")
    assert "erased" in await youth.says("1")
