"""What is due fires once, says what it has to, and leaves what others have changed meanwhile alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.care.ids import new_id
from bot.store.records import Handoff, Timer
from bot.usecases import calling
from bot.work.timers import Timers
from tests.house import Home, at_home
from tests.usecases.people import an_advocate
from tests.usecases.turns import Youth, a_youth


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with at_home(tmp_path) as home:
        yield home


class Hand:
    """The timers of a house, and how often they asked for the outbox to be looked at."""

    def __init__(self, home: Home) -> None:
        self.woken = 0
        self.timers = Timers(home.store, home.clock, home.house.speaker, self._wake)

    def _wake(self) -> None:
        self.woken += 1

    async def fires_what_is_due(self) -> int:
        due = await self.timers.due()
        for ref in due:
            await self.timers.fire(*ref)
        return len(due)


async def somebody_waits(home: Home) -> Youth:
    youth, now = await a_youth(home.store), home.clock.now()
    async with home.store.unit_of_work() as uow:
        uow.handoffs.add(
            Handoff(id=new_id(), subject_id=youth.subject_id, conversation_id=youth.conversation_id, reason="asked",
                    priority=2, requested_at=now)
        )  # fmt: skip
        await calling.call_people(uow, youth.subject_id, youth.conversation_id, now)
        await calling.keep_telling(uow, youth.subject_id, youth.conversation_id, now, home.house.speaker.program)
        for timer in await uow.timers.by_conversation(youth.conversation_id, "retention"):
            uow.timers.finish(timer.id, timer.version)
        await uow.commit()
    return youth


async def test_a_wait_from_the_page_to_the_lapse_without_anybody(home: Home) -> None:
    await an_advocate(home.store, phone="+12145550171")
    await somebody_waits(home)
    hand = Hand(home)
    for _ in range(25):
        await hand.fires_what_is_due()
        await home.does_what_is_due()
        home.clock.advance(timedelta(minutes=1))
    texts = home.channel.texts
    assert texts[0].startswith("Puente desk") and sum(text.startswith("Puente desk") for text in texts) == 1
    assert ["still looking" in text for text in texts[1:4]] == [True] * 3
    assert "nobody could come" in texts[-1] and sum("nobody could come" in text for text in texts) == 1
    assert await hand.timers.due() == [] and hand.woken > 0


async def test_a_restart_in_the_middle_of_a_ladder_calls_nobody_twice(home: Home) -> None:
    await an_advocate(home.store, phone="+12145550171")
    await somebody_waits(home)
    await Hand(home).fires_what_is_due()
    await Hand(home).fires_what_is_due()
    home.clock.advance(timedelta(minutes=4))
    await Hand(home).fires_what_is_due()
    await home.does_what_is_due()
    assert sum(text.startswith("Puente desk") for text in home.channel.texts) == 1


async def test_every_kind_of_timer_without_its_conversation_ends_quietly(home: Home) -> None:
    now = home.clock.now()
    for kind in ("retention", calling.LADDER, calling.WAIT, calling.SILENCE, "recontact"):
        async with home.store.unit_of_work() as uow:
            await uow.timers.add(Timer(id=new_id(), kind=kind, due_at=now, created_at=now))
            await uow.commit()
    assert await Hand(home).fires_what_is_due() == 5
    assert await Hand(home).timers.due() == []


async def test_a_timer_that_was_moved_meanwhile_does_nothing(home: Home) -> None:
    youth = await somebody_waits(home)
    timer = await youth.timer(calling.LADDER)
    async with home.store.unit_of_work() as uow:
        uow.timers.reschedule(timer.id, timer.version, home.clock.now() + timedelta(hours=1))
        await uow.commit()
    assert await Hand(home).timers.fire(timer.id, timer.version) is None
    assert (await youth.timer(calling.LADDER)).due_at == home.clock.now() + timedelta(hours=1)
