"""Whoever is promised a person is seen by one: what waits can be listed, opened and settled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import ConflictError, WrongInput
from bot.usecases import calling
from bot.usecases.ending import end_handoff
from bot.usecases.waiting import list_waiting, open_one, settle
from tests.house import NUMBER, Home, at_home
from tests.usecases.people import an_advocate, ask_for_a_person, latest, take
from tests.usecases.plans import timers
from tests.usecases.turns import NOW, Youth


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with at_home(tmp_path) as home:
        yield home


async def test_what_is_most_urgent_comes_first_and_shows_nobodys_words(home: Home) -> None:
    await home.answers("dont text me back", number="+12145550102")
    await home.answers("he has a gun and wont let me leave")
    waiting = await list_waiting(home.store)
    assert [(one.what, one.urgency) for one in waiting] == [("asked_for_silence", 0), ("risk_danger", 0)]
    assert "gun" not in str(waiting) and "5550101" not in str(waiting)


async def test_opening_gives_the_number_and_is_noted(home: Home) -> None:
    await home.answers("he has a gun and wont let me leave")
    waiting = (await list_waiting(home.store))[0]
    opened = await open_one(home.store, waiting.id[:8], home.clock.now())
    assert opened.address == NUMBER
    async with home.store.unit_of_work() as uow:
        assert "staff:contact:unmasked" in [entry.event for entry in await uow.audit.recent(5)]


async def test_what_was_promised_to_be_read_can_be_read(home: Home) -> None:
    await home.answers("STOP")
    await home.answers("are you still there")
    waiting = next(one for one in await list_waiting(home.store) if one.what == "wrote_while_paused")
    opened = await open_one(home.store, waiting.id, home.clock.now())
    assert opened.texts == ("STOP", "are you still there")
    assert opened.paused and "still there" not in repr(opened)


async def test_what_was_seen_to_waits_no_longer(home: Home) -> None:
    await home.answers("he has a gun and wont let me leave")
    waiting = (await list_waiting(home.store))[0]
    await settle(home.store, waiting.id, home.clock.now())
    assert await list_waiting(home.store) == []


async def test_who_waits_is_settled_with_all_that_called_for_somebody(youth: Youth) -> None:
    handoff = await ask_for_a_person(youth)
    (alert, waiting) = sorted(await list_waiting(youth.store), key=lambda one: one.sort)
    assert (alert.what, waiting.id, waiting.what) == ("person_asked", handoff.id, "asked")
    await settle(youth.store, handoff.id, NOW)
    assert await list_waiting(youth.store) == []
    ended = await latest(youth)
    assert (ended.status, ended.disposition) == ("closed", "settled")
    assert await timers(youth, calling.LADDER) == [] and await timers(youth, calling.WAIT) == []
    assert "staff:handoff:settled" in await youth.events()


async def test_a_talk_that_somebody_at_the_desk_has_is_neither_listed_nor_ended(youth: Youth) -> None:
    handoff = await take(youth, await an_advocate(youth.store), await ask_for_a_person(youth))
    assert await list_waiting(youth.store) == []
    with pytest.raises(WrongInput):
        await settle(youth.store, handoff.id, NOW)
    assert (await latest(youth)).status == "claimed"


async def test_somebody_who_claims_at_the_same_moment_keeps_the_talk(youth: Youth) -> None:
    handoff = await ask_for_a_person(youth)
    ana = await an_advocate(youth.store)
    async with youth.store.unit_of_work() as slow:
        await end_handoff(slow, handoff, await youth.conversation(), NOW, disposition="settled")
        await take(youth, ana, handoff)
        with pytest.raises(ConflictError):
            await slow.commit()
    assert (await latest(youth)).status == "claimed"


@pytest.mark.parametrize("waiting_id", ["", "nothing", "zz"])
async def test_an_unknown_id_is_a_clear_error(home: Home, waiting_id: str) -> None:
    with pytest.raises(WrongInput):
        await open_one(home.store, waiting_id, home.clock.now())
