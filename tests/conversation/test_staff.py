"""An advocate's phone: a "1" answers a page, STOP and START work, and the engine never hears of any of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.care.ids import AdvocateId, new_id
from bot.store.records import Advocate, Handoff
from bot.usecases import paging
from bot.usecases.advocates import disable
from bot.usecases.colleagues import Details, change
from tests.care.programs import program
from tests.fakes import ScriptedDialogue
from tests.house import Home, at_home
from tests.usecases.people import an_advocate
from tests.usecases.turns import a_youth

PHONE = "+12145550171"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with at_home(tmp_path) as home:
        yield home


async def a_page(home: Home) -> tuple[Advocate, Handoff]:
    """Ana is paged for somebody who waits."""
    ana = await an_advocate(home.store, phone=PHONE)
    youth, now = await a_youth(home.store), home.clock.now()
    handoff = Handoff(id=new_id(), subject_id=youth.subject_id, conversation_id=youth.conversation_id, reason="asked",
                      priority=2, requested_at=now)  # fmt: skip
    async with home.store.unit_of_work() as uow:
        uow.handoffs.add(handoff)
        await paging.page(uow, program(), handoff, ana, now)
        await uow.commit()
    await home.does_what_is_due()
    assert home.channel.sent[-1].address == PHONE
    return ana, handoff


async def open_pages(home: Home, handoff: Handoff) -> int:
    async with home.store.unit_of_work() as uow:
        return len(await uow.pages.open_for(handoff.id))


@pytest.mark.parametrize("text", ["1", " 1. ", "#1"])
async def test_a_one_answers_the_page(home: Home, text: str) -> None:
    _, handoff = await a_page(home)
    assert await home.answers(text, number=PHONE) == ["Thank you. Open it at the desk now; it waits for you there."]
    assert await open_pages(home, handoff) == 0
    assert await home.answers("1", number=PHONE) == ["Thank you. Nobody is waiting any more."]


@pytest.mark.parametrize("text", ["hi", "2", "YES"])
async def test_anything_else_gets_one_fixed_line_and_raises_no_alarm(home: Home, text: str) -> None:
    _, handoff = await a_page(home)
    answers = await home.answers(text, number=PHONE)
    assert len(answers) == 1 and "Reply 1 to a page" in answers[0]
    assert await open_pages(home, handoff) == 1 and await home.open_alerts() == []


@pytest.mark.parametrize("before", [(), ("STOP",)])
async def test_danger_gets_the_lines_to_call_and_people_are_told(home: Home, before: tuple[str, ...]) -> None:
    await a_page(home)
    for text in before:
        await home.answers(text, number=PHONE)
    (answer,) = await home.answers("i want to kill myself", number=PHONE)
    assert "988" in answer and "911" in answer
    assert "risk_self_harm" in await home.open_alerts()
    assert isinstance(home.house.dialogue, ScriptedDialogue) and home.house.dialogue.heard == []


@pytest.mark.parametrize("gone", ["let go", "another phone"])
async def test_a_phone_that_nobody_at_the_desk_has_any_more_is_heard_as_anybodys(home: Home, gone: str) -> None:
    ana, handoff = await a_page(home)
    async with home.store.unit_of_work() as uow:
        kept = await uow.advocates.get(ana.id)
        assert kept is not None
        if gone == "let go":
            await disable(uow, kept.login, home.clock.now())
        else:
            details = Details(name="Ana", role="advocate", speaks=("en",), language="en", phone="+12145550188")
            await change(uow, kept, details, AdvocateId("an-admin"), home.clock.now())
        await uow.commit()
    assert len(await home.answers("1", number=PHONE)) == 1
    assert isinstance(home.house.dialogue, ScriptedDialogue) and home.house.dialogue.heard == ["1"]
    assert await open_pages(home, handoff) == 1
    rows = await home.rows(PHONE)
    assert [row["kind"] for row in rows["conversation"]] == ["youth"]
    assert [row["kind"] for row in rows["timer"]] == ["retention"]
    await home.answers("i want to kill myself", number=PHONE)
    assert "risk_self_harm" in await home.open_alerts() and home.house.dialogue.heard[1:] == ["/report_self_harm"]


async def test_the_engine_never_hears_an_advocates_phone(home: Home) -> None:
    await a_page(home)
    for text in ("1", "hello", "STOP", "hello", "START"):
        await home.answers(text, number=PHONE)
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    assert home.house.dialogue.heard == []


async def test_stop_ends_pages_and_shows_at_the_desk_until_start(home: Home) -> None:
    ana, handoff = await a_page(home)
    assert len(await home.answers("STOP", number=PHONE)) == 1
    assert await home.answers("STOP", number=PHONE) == []
    assert await home.answers("hello?", number=PHONE) == []
    assert await home.open_alerts() == ["pages_stopped"]
    async with home.store.unit_of_work() as uow:
        kept = await uow.advocates.get(ana.id)
        assert kept is not None and not await paging.page(uow, program(), handoff, kept, home.clock.now())
    assert len(await home.answers("START", number=PHONE)) == 1
    async with home.store.unit_of_work() as uow:
        assert await paging.page(uow, program(), handoff, kept, home.clock.now())


async def test_a_staff_line_has_no_retention_timer(home: Home) -> None:
    await a_page(home)
    await home.answers("hello", number=PHONE)
    home.clock.advance(timedelta(days=2))
    assert "timer" not in await home.rows(PHONE)
