"""Who would be paged now, as the desk shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.care.ids import new_id
from bot.store.records import Shift
from tests.web.desk.door import Door
from tests.web.desk.test_rota import read


async def on_shift_now(door: Door, login: str) -> None:
    """A shift on Wednesdays from ten to six, in the middle of which the clock of the tests stands."""
    async with door.home.store.unit_of_work() as uow:
        uow.rota.add_shift(
            Shift(
                id=new_id(),
                advocate_id=(await door.advocate(login)).id,
                days=frozenset({2}),
                begins=time(10),
                ends=time(18),
                zone="America/Chicago",
                from_day=date(2026, 3, 2),
            )
        )
        await uow.commit()


async def test_whoever_is_on_shift_is_called_at_once_and_the_supervisor_after(door: Door) -> None:
    await door.somebody("advocate", "ana")
    await on_shift_now(door, "ana")
    page = read(await (await door.somebody("supervisor", "sol")).get("/desk/rota/ladder"))
    asked = page.split("Somebody asks for a person")[1]
    assert asked.index("At once") < asked.index("on shift") < asked.index("After 9 min") < asked.index("Supervisor")


async def test_it_says_when_nobody_can_be_called(door: Door) -> None:
    browser = await door.somebody("advocate", "ana")
    async with door.home.store.unit_of_work() as uow:
        uow.advocates.set_away((await door.advocate()).id, True)
        await uow.commit()
    assert "Nobody can be paged now." in read(await browser.get("/desk/rota/ladder"))


async def test_it_names_whom_a_page_would_not_reach(door: Door) -> None:
    await door.somebody("advocate", "ana")
    await door.link("bo", phone="+12145550123")
    browser = await door.somebody("advocate", "bo")
    for login in ("ana", "bo"):
        await on_shift_now(door, login)
    async with door.home.store.unit_of_work() as uow:
        conversation = await uow.conversations.get((await door.advocate("bo")).page_conversation_id or "")  # type: ignore[arg-type]
        assert conversation is not None
        await uow.conversations.save(replace(conversation, paused_at=door.clock.now()))
        await uow.commit()
    page = read(await browser.get("/desk/rota/ladder"))
    assert "no phone for pages: sees it at the desk only" in page
    assert "texted STOP: pages do not arrive" in page


@pytest.mark.parametrize("role", ["staff", "admin"])
async def test_it_is_for_those_who_are_paged(door: Door, role: str) -> None:
    assert (await (await door.somebody(role)).get("/desk/rota/ladder")).status_code == 403
