"""A safety plan: made at one's own pace, kept or not, opened by its word, changed, shared and deleted."""

from __future__ import annotations

import pytest

from tests.stories.drive import Youth

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

PARTS = ("he comes home late", "music", "kay", "my grandmas house", "id and charger", "my aunt", "pineapple")
WORD = "pizza roll"


async def at_the_first_question(youth: Youth) -> str:
    await youth.says("hi")
    await youth.says("1")
    return await youth.says("help me make a safety plan")


async def at_the_end(youth: Youth) -> str:
    await at_the_first_question(youth)
    for part in PARTS:
        last = await youth.says(part)
    return last


async def keeps(youth: Youth, share: str = "1") -> str:
    await at_the_end(youth)
    await youth.says("1")
    await youth.says(WORD)
    return await youth.says(share)


async def words_kept(youth: Youth) -> str:
    """All that is kept of what was said, both ways, but for what is still to be sent."""
    rows = [*await youth.rows("inbound_message"), *await youth.rows("outbound_message")]
    return " ".join(str(row["text"]) for row in rows if not row.get("private"))


async def state_of(youth: Youth) -> str:
    return str([row["state"] for row in await youth.rows("conversation")])


async def test_it_is_kept_after_a_yes_with_a_word_and_for_nobody_else(youth: Youth) -> None:
    begins = await at_the_first_question(youth)
    assert "only if you say so" in begins and "delete them" in begins
    for part in PARTS:
        asked = await youth.says(part)
    assert "365 days" in asked
    assert not await youth.rows("safety_plan")
    assert "never say it back" in await youth.says("1")
    assert "1 Only I see it" in await youth.says(WORD)
    assert "kept and locked" in await youth.says("1")
    (plan,) = await youth.rows("safety_plan")
    assert plan["parts"]["what_to_take"] == "id and charger"
    assert plan["shared"] is False
    assert [row["purpose"] for row in await youth.rows("consent")] == ["safety_plan"]


async def test_nothing_of_it_stays_in_the_talk(youth: Youth) -> None:
    await keeps(youth)
    await youth.says("read my plan")
    assert "My people: kay" in await youth.says(WORD)
    kept = await words_kept(youth) + await state_of(youth)
    assert not any(part in kept for part in (*PARTS, WORD))


async def test_a_no_keeps_nothing_at_all(youth: Youth) -> None:
    await at_the_end(youth)
    assert "none of it is kept" in await youth.says("2")
    assert not await youth.rows("safety_plan")
    assert not await youth.rows("consent")
    kept = await words_kept(youth) + await state_of(youth)
    assert not any(part in kept for part in PARTS)


async def test_it_can_be_looked_at_before_it_is_kept(youth: Youth) -> None:
    await at_the_end(youth)
    shown = await youth.says("3")
    assert "Where to go: my grandmas house" in shown
    assert "May I keep it" in shown


async def test_a_part_can_be_changed_before_it_is_kept(youth: Youth) -> None:
    await at_the_end(youth)
    assert "Which part" in await youth.says("4")
    assert "who is good for you" in (await youth.says("3")).lower()
    assert "May I keep it" in await youth.says("rosa")
    assert "My people: rosa" in await youth.says("3")


async def test_every_part_can_be_left_out_and_with_all_of_them_nothing_is_kept(youth: Youth) -> None:
    await at_the_first_question(youth)
    for said in ("0", "no", "id rather not say", "0", "skip", "0"):
        await youth.says(said)
    assert "no plan for now" in await youth.says("0")


async def test_going_back_asks_the_part_before(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says(PARTS[0])
    assert "how can you tell" in await youth.says("back")


async def test_a_bare_number_or_yes_is_no_part(youth: Youth) -> None:
    await at_the_first_question(youth)
    assert "your own words" in await youth.says("2")
    assert "0 leaves this one out" in await youth.says("yes")


async def test_what_sounds_like_danger_is_asked_about_gently_and_need_not_be_said_again(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says(PARTS[0])
    assert "Are you safe this minute" in await youth.says("lock the bathroom door and breathe")
    assert "Who is good for you" in await youth.says("1")
    for part in PARTS[2:]:
        await youth.says(part)
    assert "What I can do: lock the bathroom door and breathe" in await youth.says("3")


async def test_danger_comes_before_everything(youth: Youth) -> None:
    await at_the_first_question(youth)
    answer = await youth.says("hes outside my door with a gun")
    assert answer.startswith("Call 911")
    assert "0 Skip" not in answer
    assert [row["reason"] for row in await youth.rows("handoff")] == ["risk"]


async def test_an_aside_is_answered_and_the_question_comes_back(youth: Youth) -> None:
    await at_the_first_question(youth)
    answer = await youth.says("who can read this?")
    assert "must report abuse" in answer
    assert "how can you tell" in answer


async def test_it_can_wait_and_goes_on_where_it_was_left(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says(PARTS[0])
    assert "24 hours" in await youth.says("can we finish this later")
    assert "What can you do on your own" in await youth.says("my plan")


async def test_it_can_be_dropped_after_one_question(youth: Youth) -> None:
    await at_the_first_question(youth)
    await youth.says(PARTS[0])
    assert "Drop the plan" in await youth.says("never mind")
    assert "None of it is kept" in await youth.says("1")
    assert PARTS[0] not in await state_of(youth)


async def test_a_word_that_will_not_do_is_asked_for_again(youth: Youth) -> None:
    await at_the_end(youth)
    await youth.says("1")
    assert "too short" in await youth.says("sol")
    assert "easy to guess" in await youth.says("1234")
    assert "something else" in await youth.says("thank you")
    assert "may they see your plan" in await youth.says(WORD)


@pytest.mark.parametrize("refusal", ["0", "skip", "no"])
async def test_without_a_word_it_is_dropped_after_one_question(youth: Youth, refusal: str) -> None:
    await at_the_end(youth)
    await youth.says("1")
    assert "Drop the plan" in await youth.says(refusal)
    assert "None of it is kept" in await youth.says("1")
    assert not await youth.rows("safety_plan")
    assert PARTS[0] not in await state_of(youth)


async def test_a_word_refused_by_a_slip_of_the_thumb_is_asked_for_again(youth: Youth) -> None:
    await at_the_end(youth)
    await youth.says("1")
    await youth.says("0")
    assert "never say it back" in await youth.says("2")
    await youth.says(WORD)
    assert "kept and locked" in await youth.says("1")
    (plan,) = await youth.rows("safety_plan")
    assert plan["parts"]["people"] == PARTS[2]


async def test_the_word_said_once_more_instead_of_whether_to_drop_the_plan_stands_in_no_thread(youth: Youth) -> None:
    await at_the_end(youth)
    await youth.says("1")
    await youth.says("0")
    await youth.says(WORD)
    assert WORD not in await words_kept(youth)


async def test_reading_it_needs_the_word_and_three_wrong_ones_lock_it(youth: Youth) -> None:
    await keeps(youth)
    assert "What do you want to do?" in await youth.says("my plan")
    assert "Your word or PIN?" in await youth.says("1")
    assert "Tries left: 2" in await youth.says("banana")
    assert "Tries left: 1" in await youth.says("calzone")
    locked = await youth.says("lasagna")
    assert "60 min" in locked and "Nobody was told" in locked
    assert "locked now" in await youth.says("read my plan")
    assert await youth.rows("safety_plan")


async def test_the_word_is_never_said_back(youth: Youth) -> None:
    await keeps(youth)
    await youth.says("read my plan")
    heard = await youth.says("Pizza  Roll!")
    assert "Warning signs: he comes home late" in heard
    assert "izza" not in heard


async def test_a_part_is_changed_after_the_word(youth: Youth) -> None:
    await keeps(youth)
    assert "Your word or PIN?" in await youth.says("change my plan")
    assert "Which part" in await youth.says(WORD)
    assert "What should it say now?" in await youth.says("3")
    assert "Changed." in await youth.says("kay and rosa")
    await youth.says("7")
    assert "Changed." in await youth.says("1")
    assert "fine" in await youth.says("0")
    (plan,) = await youth.rows("safety_plan")
    assert plan["parts"]["people"] == "kay and rosa"
    assert "code_word" not in plan["parts"]


async def test_it_is_shared_and_no_longer_shared(youth: Youth) -> None:
    await keeps(youth)
    await youth.says("my plan")
    assert "can see it" in await youth.says("3")
    assert [row["shared"] for row in await youth.rows("safety_plan")] == [True]
    assert "may see it" in await youth.says("my plan")
    assert "only you open it" in await youth.says("3")
    assert [row["shared"] for row in await youth.rows("safety_plan")] == [False]


async def test_it_is_deleted_after_one_question_without_the_word(youth: Youth) -> None:
    await keeps(youth)
    assert "can't be undone" in await youth.says("delete my plan")
    assert "stays as it is" in await youth.says("2")
    await youth.says("my plan")
    await youth.says("4")
    assert "Your plan is deleted" in await youth.says("1")
    assert not await youth.rows("safety_plan")
    assert all(row["withdrawn_at"] for row in await youth.rows("consent"))


async def test_what_is_kept_is_told_with_the_plan(youth: Youth) -> None:
    await keeps(youth)
    told = await youth.says("what do you keep about me")
    assert "locked with your word, until" in told
    assert "each text for 7 days" in told


async def test_it_is_gone_with_forget_me(youth: Youth) -> None:
    await keeps(youth)
    await youth.says("forget me")
    await youth.says("1")
    assert not await youth.rows("safety_plan")


async def test_it_can_be_brought_up_from_inside_other_questions(youth: Youth) -> None:
    await keeps(youth)
    await youth.says("connect me with an advocate agency")
    assert "What do you want to do?" in await youth.says("my plan")
    await youth.says("0")
    assert "Go on with the questions" in await youth.says("menu")


async def test_en_espanol_de_principio_a_fin(youth: Youth) -> None:
    await youth.says("hola")
    await youth.says("1")
    await youth.says("quiero hacer un plan de seguridad")
    for part in ("cuando llega tarde", "oír música", "mi amiga karla", "la biblioteca", "mi acta", "a mi prima"):
        await youth.says(part)
    assert "365 dias" in await youth.says("piña")
    await youth.says("1")
    await youth.says("sol azul")
    assert "bajo llave" in await youth.says("1")
    await youth.says("ver mi plan")
    leido = await youth.says("Sol azul")
    assert "Mi gente: mi amiga karla" in leido
    assert "Palabra clave: piña" in leido
    assert "no se puede deshacer" in (await youth.says("borrar mi plan")).lower()
    assert "borrado" in await youth.says("1")
