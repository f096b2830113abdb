"""Help first, in every state, and nothing that traps."""

from __future__ import annotations

import pytest

from bot.care.wording import segments
from tests.stories.drive import Youth

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]


async def at_the_menu(youth: Youth) -> None:
    await youth.says("hi")
    await youth.says("1")


async def test_self_harm_is_thanked_for_asked_about_and_told_to_people(youth: Youth) -> None:
    await at_the_menu(youth)
    answer = await youth.says("i want to kill myself")
    assert "Thank you for telling me" in answer
    assert "988" in answer
    assert "Are you safe this minute?" in answer
    assert [row["reason"] for row in await youth.rows("handoff")] == ["risk"]
    assert "text me any time" in await youth.says("1")


async def test_not_safe_is_answered_as_danger(youth: Youth) -> None:
    await at_the_menu(youth)
    await youth.says("i want to kill myself")
    assert "I told our team" in await youth.says("2")


async def test_in_danger_a_dot_is_answered_by_a_dot(youth: Youth) -> None:
    await youth.says("he is going to kill me")
    assert await youth.says(".") == "."
    assert await youth.says("..") == "."
    short = await youth.says("thx")
    assert segments(short).count == 1


async def test_an_overdose_gets_the_numbers_first(youth: Youth) -> None:
    answer = await youth.says("i took a whole bottle of pills")
    assert "911" in answer or "988" in answer
    assert await youth.rows("handoff")


async def test_what_was_done_to_them_is_believed_and_nothing_is_asked_about_it(youth: Youth) -> None:
    await at_the_menu(youth)
    answer = await youth.says("my boyfriend makes me sleep with men for money")
    assert "I believe you" in answer
    assert "not your fault" in answer
    assert answer.count("?") == 1


async def test_whoever_left_home_hears_of_the_line_for_it(youth: Youth) -> None:
    await at_the_menu(youth)
    assert "1-800-786-2929" in await youth.says("i ran away from home last night")


async def test_a_person_asked_for_in_a_crisis_comes_before_the_first_contact(youth: Youth) -> None:
    await youth.says("me quiero morir")
    answer = await youth.says("3")
    assert "persona" in answer
    assert "Primero contesta un programa" not in answer


async def test_stop_is_heard_and_a_first_text_after_it_too(youth: Youth) -> None:
    await at_the_menu(youth)
    assert "START" in await youth.says("STOP")
    assert "A person will read it" in await youth.says("hey")
