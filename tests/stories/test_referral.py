"""The self-referral: straight through, with corrections, refusals, asides, and consent that is meant."""

from __future__ import annotations

import pytest

from tests.stories.drive import Youth

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

ANSWERS = ("Star", "2", "austin", "1 3", "1", "weekdays after 4", "2", "0")


async def at_the_menu(youth: Youth, *, greeting: str = "hi") -> None:
    await youth.says(greeting)
    await youth.says("1")


async def at_the_first_question(youth: Youth, *, greeting: str = "hi") -> str:
    await at_the_menu(youth, greeting=greeting)
    return await youth.says("3")


async def at_the_summary(youth: Youth) -> str:
    await at_the_first_question(youth)
    for answer in ANSWERS:
        last = await youth.says(answer)
    return last


async def test_it_is_sent_when_agreed_to_and_can_be_asked_about_by_its_words(youth: Youth) -> None:
    summary = await at_the_summary(youth)
    assert "Name: Star" in summary
    assert "Area: Austin, Travis County" in summary
    assert "Needs: a place to stay, a doctor or clinic" in summary
    consent = await youth.says("1")
    assert "Mesquite Bridge" in consent
    assert "this phone number" in consent
    assert "90 days" in consent
    assert not await youth.rows("referral")
    sent = await youth.says("1")
    reference = sent.split("Your words: ")[1].split(".")[0]
    (referral,) = await youth.rows("referral")
    assert referral["status"] == "submitted"
    assert len(await youth.rows("consent")) == 1
    assert reference in await youth.says("status")
    assert reference in await youth.says(f"any news about {reference}")
    assert reference in await youth.says("whats going on with my referral")


async def test_en_espanol_de_principio_a_fin(youth: Youth) -> None:
    assert "nombre" in await at_the_first_question(youth, greeting="hola buenas")
    for answer in ("Luna", "tengo 15", "Houston", "comida", "2", "en la tarde", "1", "no"):
        last = await youth.says(answer)
    assert "Nombre: Luna" in last
    assert "Bayou Light" in await youth.says("1")
    assert "Ya lo tiene Bayou Light" in await youth.says("1")
    (referral,) = await youth.rows("referral")
    assert referral["agency"] == "bayou"


async def test_declining_sends_nothing_and_keeps_help_open(youth: Youth) -> None:
    await at_the_summary(youth)
    await youth.says("1")
    answer = await youth.says("2")
    assert "Nothing was sent" in answer
    assert "Talk to a person" in answer
    assert not await youth.rows("referral")
    assert not await youth.rows("consent")


async def test_all_can_be_skipped(youth: Youth) -> None:
    await at_the_first_question(youth)
    for _ in ANSWERS:
        last = await youth.says("0")
    assert "Name: -" in last
    assert "can't send it" in await youth.says("1")
    assert not await youth.rows("referral")


async def test_a_refusal_in_words_skips_as_well(youth: Youth) -> None:
    await at_the_first_question(youth)
    assert "How old are you" in await youth.says("id rather not say")
    assert "What city" in await youth.says("no")


async def test_an_answer_can_be_changed_in_the_middle_and_the_talk_goes_on_where_it_was(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says("Star")
    await youth.says("16")
    assert "What name" in await youth.says("i want to change my name")
    assert "What city" in await youth.says("Sky")


async def test_an_answer_can_be_changed_at_the_summary(youth: Youth) -> None:
    await at_the_summary(youth)
    assert "Which one" in await youth.says("2")
    assert "What city" in await youth.says("3")
    assert "Area: Houston, Harris County" in await youth.says("houston")


async def test_going_back_asks_the_question_before(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says("Star")
    await youth.says("16")
    assert "How old are you" in await youth.says("back")


async def test_it_can_wait_and_is_taken_up_where_it_was_left(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says("Star")
    assert "Nothing was sent" in await youth.says("can we finish this later")
    assert "Go on with the questions" in await youth.says("menu")
    assert "How old are you" in await youth.says("3")


async def test_it_can_be_dropped(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says("Star")
    assert "Drop these questions" in await youth.says("forget about the referral")
    assert "Nothing was sent" in await youth.says("1")
    assert "Get connected" in await youth.says("menu")


async def test_an_aside_is_answered_and_the_question_comes_back(youth: Youth) -> None:
    await at_the_first_question(youth)
    answer = await youth.says("who is going to see this?")
    assert "must report abuse" in answer
    assert "What name" in answer
    answer = await youth.says("can i talk to a person")
    assert "asked for a person" in answer
    assert "May I pass on what you wrote" in answer
    assert "What name" in await youth.says("2")


async def test_the_language_can_change_in_the_middle(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says("Star")
    answer = await youth.says("en español por favor")
    assert "edad" in answer


async def test_danger_in_the_middle_is_helped_first_and_the_question_is_given_back(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says("Star")
    answer = await youth.says("he has a gun and hes outside my door")
    assert "911" in answer
    assert "How old" not in answer
    assert await youth.says(".") == "."
    assert "How old are you" in await youth.says("1")


async def test_a_place_nobody_knows_is_asked_again_and_can_be_left_out(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says("0")
    await youth.says("0")
    assert "don't know that place" in await youth.says("zzyzx flats")
    assert "0 leaves this one out" in await youth.says("zzyzx flats")
    assert "What do you need" in await youth.says("0")


async def test_nobody_who_does_the_reaching_out_is_asked_when(youth: Youth) -> None:
    await at_the_first_question(youth)
    for answer in ("Star", "2", "austin", "1"):
        await youth.says(answer)
    assert "Anything else" in await youth.says("3")


async def test_a_referral_that_was_sent_can_be_taken_back(youth: Youth) -> None:
    await at_the_summary(youth)
    await youth.says("1")
    await youth.says("1")
    assert "Take back what went to Mesquite Bridge" in await youth.says("take back my request")
    assert "taken back" in await youth.says("1")
    (referral,) = await youth.rows("referral")
    assert referral["status"] == "withdrawn"
    (consent,) = await youth.rows("consent")
    assert consent["withdrawn_at"] is not None


async def test_a_second_one_is_sent_only_when_wanted(youth: Youth) -> None:
    await at_the_summary(youth)
    await youth.says("1")
    await youth.says("1")
    assert "Do you want to send a new one" in await youth.says("connect me with an advocate agency")
    assert "What name" in await youth.says("1")
