"""Conversations: when their turn is due, and who has them in hand."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import timedelta

import pytest

from bot.care.ids import ConversationId
from bot.errors import ConflictError
from bot.store import Store
from tests.store.records import NOW, NUMBER, a_stored_conversation, contact, inbound

SOON = NOW + timedelta(seconds=5)
LATER = NOW + timedelta(seconds=30)


async def test_a_conversation_is_found_by_its_subject_and_channel(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        assert await uow.conversations.by_subject(talk.subject_id, "sms") == talk
        assert await uow.conversations.by_subject(talk.subject_id, "whatsapp") is None


async def test_an_address_is_kept_for_the_subject_alone(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.contacts.add(contact(talk))
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.contacts.address_of(talk.subject_id, "sms") == NUMBER
        assert await uow.contacts.address_of(talk.subject_id, "whatsapp") is None


async def test_a_save_leaves_the_next_turn_alone(store: Store) -> None:
    talk = await a_stored_conversation(store, turn_due_at=None)
    async with store.unit_of_work() as uow:
        uow.conversations.schedule_turn(talk.id, SOON, LATER)
        await uow.conversations.save(dataclasses.replace(talk, state={"a": 1}, language="es", paused_at=NOW))
        await uow.commit()
    async with store.unit_of_work() as uow:
        read = await uow.conversations.get(talk.id)
    assert read is not None
    assert (read.turn_due_at, read.last_inbound_at) == (SOON, LATER)
    assert (read.state, read.language, read.paused_at) == ({"a": 1}, "es", NOW)


async def test_scheduling_a_conversation_that_is_gone_is_a_conflict(store: Store) -> None:
    async with store.unit_of_work() as uow:
        uow.conversations.schedule_turn(ConversationId("0" * 32), NOW, NOW)
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_turns_come_due_in_their_order(store: Store) -> None:
    second = await a_stored_conversation(store, turn_due_at=SOON)
    first = await a_stored_conversation(store, "+12145550199", turn_due_at=NOW)
    await a_stored_conversation(store, "+12145550188", turn_due_at=LATER)
    await a_stored_conversation(store, "+12145550177", turn_due_at=None)
    async with store.unit_of_work() as uow:
        assert await uow.conversations.due_for_turn(SOON, 10) == [first.id, second.id]
        assert await uow.conversations.due_for_turn(SOON, 1) == [first.id]


async def test_with_nothing_to_answer_no_turn_is_due(store: Store) -> None:
    await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        assert await uow.conversations.due_for_turn(LATER, 10) == []


async def test_a_turn_is_over_only_when_nothing_waits(store: Store) -> None:
    talk = await a_stored_conversation(store, turn_due_at=NOW)
    first, second = inbound(talk), inbound(talk)
    async with store.unit_of_work() as uow:
        await uow.inbound.add(first)
        await uow.inbound.add(second)
        await uow.commit()
    for message, due in ((first, [talk.id]), (second, [])):
        async with store.unit_of_work() as uow:
            uow.inbound.mark_handled([message.id], NOW)
            uow.conversations.clear_turn_if_idle(talk.id)
            await uow.commit()
        async with store.unit_of_work() as uow:
            assert await uow.conversations.due_for_turn(NOW, 10) == due


async def test_a_leased_conversation_is_nobody_elses_until_the_lease_ends(store: Store) -> None:
    talk = await a_stored_conversation(store, turn_due_at=NOW)
    async with store.unit_of_work() as uow:
        assert await uow.conversations.lease(talk.id, "one", SOON, NOW)
        assert not await uow.conversations.lease(talk.id, "two", LATER, NOW)
        assert await uow.conversations.lease(talk.id, "one", SOON, NOW)
        assert await uow.conversations.due_for_turn(NOW, 10) == []
        assert await uow.conversations.due_for_turn(SOON, 10) == [talk.id]
        assert await uow.conversations.lease(talk.id, "two", LATER, SOON)


async def test_only_the_holder_can_let_go(store: Store) -> None:
    talk = await a_stored_conversation(store, turn_due_at=NOW)
    async with store.unit_of_work() as uow:
        await uow.conversations.lease(talk.id, "one", SOON, NOW)
        await uow.conversations.release(talk.id, "two")
        assert await uow.conversations.due_for_turn(NOW, 10) == []
        await uow.conversations.release(talk.id, "one")
        assert await uow.conversations.due_for_turn(NOW, 10) == [talk.id]


async def test_of_twenty_workers_one_gets_the_lease(store: Store) -> None:
    talk = await a_stored_conversation(store, turn_due_at=NOW)
    async with store.unit_of_work() as uow:
        tries = [uow.conversations.lease(talk.id, f"worker {number}", SOON, NOW) for number in range(20)]
        assert sum(await asyncio.gather(*tries)) == 1


async def test_a_stop_from_the_provider_starts_a_turn_under_way_anew(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        uow.conversations.pause(talk.id, NOW)
        await uow.commit()
    async with store.unit_of_work() as uow:
        await uow.conversations.save(talk)
        with pytest.raises(ConflictError):
            await uow.commit()
        read = await uow.conversations.get(talk.id)
    assert read is not None
    assert read.paused_at == NOW


async def test_the_channels_of_a_subject_are_those_it_has_an_address_on(store: Store) -> None:
    talk, other = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    async with store.unit_of_work() as uow:
        for channel in ("whatsapp", "sms"):
            await uow.contacts.add(contact(talk, channel=channel))
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.contacts.channels_of(talk.subject_id) == ["sms", "whatsapp"]
        assert await uow.contacts.channels_of(other.subject_id) == []
