"""What was meant for the phone alone is in no thread, and is dropped once it has gone out."""

from __future__ import annotations

from datetime import timedelta

from bot.care.ids import new_id
from bot.store import Store
from bot.store.retention import drop_what_is_past
from tests.care.programs import program
from tests.usecases.turns import NOW, Youth, a_youth


async def _said(youth: Youth) -> list[str]:
    async with youth.store.unit_of_work() as uow:
        return [said.text for said in await uow.thread(youth.conversation_id)]


async def test_the_thread_shows_that_something_was_said_and_not_what(store: Store) -> None:
    youth = await a_youth(store)
    heard = youth.text(text="pizza roll")
    async with store.unit_of_work() as uow:
        await uow.inbound.add(heard)
        await uow.outbound.add(youth.reply(text="My people: kay", private=True))
        await uow.outbound.add(youth.reply(position=2, text="Ok."))
        await uow.inbound.forget_words([heard])
        await uow.commit()
    assert sorted(await _said(youth)) == ["", "", "Ok."]


async def test_it_is_dropped_an_hour_after_it_has_gone_out_and_not_before(store: Store) -> None:
    youth = await a_youth(store)
    sent, waits = new_id(), new_id()
    async with store.unit_of_work() as uow:
        await uow.outbound.add(youth.reply(id=sent, status="sent", private=True))
        await uow.outbound.add(youth.reply(id=waits, position=2, private=True))
        await uow.outbound.add(youth.reply(position=3, status="sent"))
        await uow.commit()
    await drop_what_is_past(store, NOW + timedelta(minutes=59), program().retention)
    assert len((await youth.rows())["outbound_message"]) == 3
    await drop_what_is_past(store, NOW + timedelta(minutes=61), program().retention)
    assert sent not in {row["id"] for row in (await youth.rows())["outbound_message"]}
    assert len((await youth.rows())["outbound_message"]) == 2
