"""A safety plan is kept after a yes, opens by its word alone, is shown to nobody it is not shared with, and goes for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.care.handoffs import priority_of
from bot.care.ids import AdvocateId, new_id
from bot.errors import ConflictError
from bot.store.records import Advocate, CheckinPlan, Handoff, SafetyPlan
from bot.store.retention import drop_what_is_past
from bot.usecases import erasure, safety_plans
from bot.usecases.retention import fire_retention
from tests.care.programs import program
from tests.usecases.people import an_advocate
from tests.usecases.turns import NOW, Youth

PARTS = {"warning_signs": "he is late", "people": "", "code_word": "banana bread"}
WORD = "pizza roll"


async def keeps(youth: Youth, *, shared: bool = False, now: datetime = NOW) -> None:
    async with youth.turn(now) as scope:
        await safety_plans.keep(scope, parts=PARTS, word=WORD, shared=shared)


async def plan_of(youth: Youth, now: datetime = NOW) -> SafetyPlan | None:
    async with youth.turn(now) as scope:
        return await safety_plans.kept(scope)


async def tries(youth: Youth, *words: str, now: datetime = NOW) -> list[bool]:
    """Each word in a turn of its own: whether it opened the plan."""
    opened = []
    for word in words:
        async with youth.turn(now) as scope:
            plan = await safety_plans.kept(scope)
            assert plan is not None
            opened.append((await safety_plans.try_word(scope, plan, word)).opened)
    return opened


async def test_it_is_kept_with_a_consent_and_without_what_was_left_out(youth: Youth) -> None:
    await keeps(youth)
    plan = await plan_of(youth)
    assert plan is not None
    assert (plan.parts, plan.shared) == ({"warning_signs": "he is late", "code_word": "banana bread"}, False)
    (consent,) = (await youth.rows())["consent"]
    assert (consent["purpose"], consent["expires_at"]) == ("safety_plan", NOW + program().retention.safety_plan)
    assert {"youth:consent_safety_plan:given", "youth:safety_plan:kept"} <= set(await youth.events())


async def test_what_it_says_and_its_word_show_in_no_repr(youth: Youth) -> None:
    await keeps(youth)
    shown = repr(await plan_of(youth))
    assert "banana" not in shown and "pizza" not in shown


async def test_a_new_plan_takes_the_place_of_the_one_before(youth: Youth) -> None:
    await keeps(youth)
    async with youth.turn() as scope:
        await safety_plans.keep(scope, parts={"people": "kay"}, word="other word", shared=False)
    (row,) = (await youth.rows())["safety_plan"]
    assert row["parts"] == {"people": "kay"}


async def test_wrong_words_are_counted_over_turns_and_lock_it_while_nobody_is_alarmed(youth: Youth) -> None:
    await keeps(youth)
    assert await tries(youth, "pizza", "roll", "rolls") == [False, False, False]
    plan = await plan_of(youth)
    assert plan is not None and plan.locked_until == NOW + timedelta(hours=1)
    async with youth.store.unit_of_work() as uow:
        assert await uow.alerts.open() == []
    assert "youth:safety_plan:locked" in await youth.events()


async def test_after_the_hour_it_opens_again(youth: Youth) -> None:
    await keeps(youth)
    await tries(youth, "pizza", "roll", "rolls")
    later = NOW + timedelta(hours=1)
    assert await tries(youth, "Pizza  roll", now=later) == [True]
    plan = await plan_of(youth, later)
    assert plan is not None and plan.locked_until is None


async def test_two_guesses_at_once_are_never_counted_as_one(youth: Youth) -> None:
    await keeps(youth)
    plan = await plan_of(youth)
    assert plan is not None
    with pytest.raises(ConflictError):
        async with youth.turn() as one, youth.turn() as other:
            await safety_plans.try_word(one, plan, "pizza")
            await safety_plans.try_word(other, plan, "roll")


async def test_a_part_is_changed_and_another_emptied(youth: Youth) -> None:
    await keeps(youth)
    for part, text in (("people", "kay"), ("code_word", None)):
        plan = await plan_of(youth)
        assert plan is not None
        async with youth.turn() as scope:
            await safety_plans.change_part(scope, plan, part, text)
    plan = await plan_of(youth)
    assert plan is not None and plan.parts == {"warning_signs": "he is late", "people": "kay"}


async def test_deleting_it_takes_the_consent_back(youth: Youth) -> None:
    await keeps(youth)
    async with youth.turn() as scope:
        await safety_plans.delete(scope)
        assert await safety_plans.kept(scope) is None
    rows = await youth.rows()
    assert "safety_plan" not in rows
    assert rows["consent"][0]["withdrawn_at"] == NOW


async def test_with_nothing_kept_there_is_nothing_to_delete(youth: Youth) -> None:
    async with youth.turn() as scope:
        await safety_plans.delete(scope)
    assert await youth.events() == []


async def test_forget_me_deletes_it_in_the_same_turn(youth: Youth) -> None:
    await keeps(youth)
    async with youth.turn() as scope:
        await erasure.forget(scope)
    assert "safety_plan" not in await youth.rows()


async def test_it_keeps_the_conversation_but_not_the_talk(youth: Youth) -> None:
    await keeps(youth)
    later = NOW + timedelta(days=30)
    await fire_retention(youth.store, await youth.timer("retention"), later, program())
    assert (await youth.conversation()).state == {}
    assert await plan_of(youth, later) is not None


async def test_it_goes_when_the_consent_is_over(youth: Youth) -> None:
    await keeps(youth)
    over = NOW + program().retention.safety_plan
    assert await plan_of(youth, over) is None
    await drop_what_is_past(youth.store, over + timedelta(seconds=1), program().retention)
    assert "safety_plan" not in await youth.rows()


async def test_a_word_that_is_heard_otherwise_already_is_known(youth: Youth) -> None:
    async with youth.turn() as scope:
        plan = CheckinPlan(
            id=new_id(), subject_id=youth.subject_id, conversation_id=youth.conversation_id, status="active",
            details={"duress_word": "Banana"}, created_at=NOW, changed_at=NOW,
        )  # fmt: skip
        await scope.uow.checkin_plans.add(plan)
    async with youth.turn() as scope:
        assert await safety_plans.other_use(scope, "banana bread")
        assert not await safety_plans.other_use(scope, "bananas")


async def test_a_word_within_what_opens_the_plan_is_in_use(youth: Youth) -> None:
    async with youth.turn() as scope:
        assert not await safety_plans.is_in_use(scope, WORD)
    await keeps(youth)
    async with youth.turn() as scope:
        assert await safety_plans.is_in_use(scope, WORD.upper())
        assert not await safety_plans.is_in_use(scope, "zopilote")


async def seen_by(youth: Youth, who: Advocate, **changes: Any) -> bool:
    """Whether somebody sees the plan whose conversation it is, unless the changes say otherwise."""
    handoff = Handoff(
        id=new_id(), subject_id=youth.subject_id, conversation_id=youth.conversation_id, reason="asked",
        priority=priority_of("asked"), requested_at=NOW, status="claimed", claimed_by=who.id, claimed_at=NOW,
    )  # fmt: skip
    conversation = await youth.conversation()
    async with youth.store.unit_of_work() as uow:
        return await safety_plans.shown_to(uow, conversation, replace(handoff, **changes), who, NOW) is not None


async def test_it_is_shown_to_whoever_has_the_conversation_while_it_is_shared(youth: Youth) -> None:
    await keeps(youth, shared=True)
    ana = await an_advocate(youth.store)
    assert await seen_by(youth, ana)
    assert not await seen_by(youth, ana, claimed_by=AdvocateId("jo"))
    assert not await seen_by(youth, ana, status="offered", claimed_by=None)
    plan = await plan_of(youth)
    assert plan is not None
    async with youth.turn() as scope:
        await safety_plans.share(scope, plan, False)
    assert not await seen_by(youth, ana)
    assert "youth:safety_plan:unshared" in await youth.events()


async def test_a_plan_that_is_not_shared_is_shown_to_nobody(youth: Youth) -> None:
    await keeps(youth)
    assert not await seen_by(youth, await an_advocate(youth.store))
