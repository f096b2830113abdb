"""A STOP is kept with the keys at once, a START ends it."""

from __future__ import annotations

from dataclasses import replace

from bot.usecases.pausing import start_texts, stop_texts
from tests.usecases.turns import NOW, NUMBER, Youth


async def test_a_stop_holds_even_if_its_turn_is_lost(youth: Youth) -> None:
    async with youth.store.unit_of_work() as uow:
        await stop_texts(uow, await youth.conversation(), now=NOW)
    assert await youth.store.keys.suppressed("sms", NUMBER)
    assert await youth.events() == []


async def test_a_start_ends_a_stop(youth: Youth) -> None:
    talk = await youth.conversation()
    async with youth.store.unit_of_work() as uow:
        await stop_texts(uow, talk, now=NOW)
        await uow.commit()
    paused = replace(talk, paused_at=NOW)
    async with youth.store.unit_of_work() as uow:
        await stop_texts(uow, paused, now=NOW)
        await start_texts(uow, paused, now=NOW)
        await uow.commit()
    assert not await youth.store.keys.suppressed("sms", NUMBER)
    assert await youth.events() == ["youth:texts:stopped", "youth:texts:resumed"]
