"""At the chosen time one harmless text goes out and people are called; never against a STOP, never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import WrongInput
from bot.usecases import recontact
from bot.usecases.paging import fire_ladder
from bot.usecases.recontact import fire_recontact
from bot.usecases.retention import fire_retention
from tests.care.programs import program
from tests.usecases.people import an_advocate, ask_for_a_person, latest, speaker, take, texts
from tests.usecases.turns import NOW, Youth

AT = NOW + timedelta(days=3)


async def choose(youth: Youth) -> None:
    async with youth.turn() as scope:
        await recontact.set(scope, AT)


async def fire(youth: Youth) -> None:
    await fire_recontact(youth.store, await youth.timer("recontact"), AT, speaker())


async def alerts(youth: Youth) -> list[str]:
    async with youth.store.unit_of_work() as uow:
        return [alert.kind for alert in await uow.alerts.open()]


async def test_a_time_is_kept_replaced_and_taken_back(youth: Youth) -> None:
    await choose(youth)
    async with youth.turn() as scope:
        assert await recontact.chosen(scope) == AT
        await recontact.set(scope, AT + timedelta(hours=1))
    async with youth.turn() as scope:
        assert await recontact.chosen(scope) == AT + timedelta(hours=1)
        assert await recontact.cancel(scope)
    async with youth.turn() as scope:
        assert await recontact.chosen(scope) is None and not await recontact.cancel(scope)


async def test_a_time_that_has_passed_is_refused(youth: Youth) -> None:
    async with youth.turn() as scope:
        with pytest.raises(WrongInput):
            await recontact.set(scope, NOW)


async def test_at_that_time_a_text_asks_if_it_is_a_good_one_and_people_are_called(youth: Youth) -> None:
    await choose(youth)
    await fire(youth)
    waiting = await latest(youth)
    assert (waiting.status, waiting.reason, waiting.requested_at) == ("requested", "recontact", AT)
    assert len(await texts(youth)) == 1
    assert (await youth.timer("handoff_ladder")).due_at == AT
    assert set((await youth.conversation()).state["asked"]["choices"]) == {"1", "2"}


async def test_nobody_is_named_before_the_youth_has_written(youth: Youth) -> None:
    ana = await an_advocate(youth.store)
    await choose(youth)
    await fire(youth)
    await take(youth, ana, await latest(youth))
    assert len(await texts(youth)) == 1


async def test_a_stop_since_then_is_obeyed_and_people_are_told(youth: Youth) -> None:
    await choose(youth)
    async with youth.turn() as scope:
        await scope.uow.conversations.save(replace(await youth.conversation(), paused_at=NOW))
    await fire(youth)
    assert await texts(youth) == [] and await alerts(youth) == ["recontact_not_wanted_now"]


async def test_whoever_waits_or_talks_already_is_not_texted_first(youth: Youth) -> None:
    await choose(youth)
    await ask_for_a_person(youth)
    await fire(youth)
    assert await texts(youth) == [] and (await latest(youth)).reason == "asked"


async def test_a_time_that_nobody_came_to_ends_with_a_harmless_word(youth: Youth) -> None:
    await choose(youth)
    await fire(youth)
    end = AT + program().paging.give_up_after
    await fire_ladder(youth.store, await youth.timer("handoff_ladder"), end, speaker())
    assert (await latest(youth)).status == "lapsed" and "missed" in (await texts(youth))[-1]


async def test_a_chosen_time_keeps_the_conversation_but_not_the_talk(youth: Youth) -> None:
    await choose(youth)
    await fire_retention(youth.store, await youth.timer("retention"), NOW + timedelta(days=1), program())
    assert (await youth.conversation()).state == {}
    await fire_retention(youth.store, await youth.timer("retention"), AT + timedelta(hours=2), program())
    assert (await youth.timer("erase")).due_at == AT + timedelta(hours=2)
