"""Inbox and outbox rows: every status, every way between them, and the order inside a conversation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import ConflictError
from bot.store import Conversation, DeliveryReport, OutboundMessage, Store, UnitOfWork
from bot.store.session import Queued
from tests.store.records import NOW, a_stored_conversation, inbound, outbound

LATER = NOW + timedelta(minutes=1)
Change = Callable[[UnitOfWork, str], Queued]

CHANGES: dict[str, tuple[Change, set[str], str]] = {
    "claim": (lambda uow, id_: uow.outbound.claim(id_, LATER), {"queued"}, "sending"),
    "mark_sent": (lambda uow, id_: uow.outbound.mark_sent(id_, "key", LATER), {"sending"}, "sent"),
    "requeue": (lambda uow, id_: uow.outbound.requeue(id_, LATER, "busy"), {"sending"}, "queued"),
    "mark_failed": (lambda uow, id_: uow.outbound.mark_failed(id_, "30006", LATER), {"queued", "sending"}, "failed"),
    "mark_expired": (lambda uow, id_: uow.outbound.mark_expired(id_, "late", LATER), {"queued", "sending"}, "expired"),
}
STATUSES = ["queued", "sending", "sent", "delivered", "failed", "expired"]


async def stored(store: Store, talk: Conversation, *messages: OutboundMessage) -> None:
    async with store.unit_of_work() as uow:
        for message in messages:
            await uow.outbound.add(message)
        await uow.commit()


async def read(store: Store, message_id: str) -> OutboundMessage:
    async with store.unit_of_work() as uow:
        message = await uow.outbound.get(message_id)
    assert message is not None
    return message


async def test_waiting_messages_come_in_the_order_of_their_arrival(store: Store) -> None:
    talk = await a_stored_conversation(store)
    for text in ("i need", "to", "die"):
        async with store.unit_of_work() as uow:
            await uow.inbound.add(inbound(talk, text=text))
            await uow.commit()
    async with store.unit_of_work() as uow:
        assert [message.text for message in await uow.inbound.waiting(talk.id)] == ["i need", "to", "die"]


async def test_recent_messages_are_the_newest_in_reading_order(store: Store) -> None:
    talk = await a_stored_conversation(store)
    await stored(store, talk, *(outbound(talk, position, text=str(position)) for position in (1, 2, 3)))
    async with store.unit_of_work() as uow:
        for text in ("1", "2", "3"):
            await uow.inbound.add(inbound(talk, text=text))
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert [message.text for message in await uow.inbound.recent(talk.id, 2)] == ["2", "3"]
        assert [message.text for message in await uow.outbound.recent(talk.id, 2)] == ["2", "3"]


async def test_a_handled_message_waits_no_more_and_keeps_its_time(store: Store) -> None:
    talk = await a_stored_conversation(store)
    message = inbound(talk)
    async with store.unit_of_work() as uow:
        await uow.inbound.add(message)
        uow.inbound.mark_handled([message.id], LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.inbound.waiting(talk.id) == []
        (kept,) = await uow.inbound.recent(talk.id, 5)
    assert (kept.status, kept.handled_at) == ("handled", LATER)


@pytest.mark.parametrize("kind", ["text", "picture", "location", "long", "empty", "unreadable"])
async def test_every_kind_of_message_can_be_kept(sqlite_store: Store, kind: str) -> None:
    talk = await a_stored_conversation(sqlite_store)
    async with sqlite_store.unit_of_work() as uow:
        await uow.inbound.add(inbound(talk, kind=kind, text=""))
        await uow.commit()


async def test_a_word_that_is_no_status_is_refused(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.inbound.add(inbound(talk, status="lost"))
        with pytest.raises(ConflictError):
            await uow.commit()


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", list(CHANGES))
async def test_a_change_starts_only_from_the_states_it_names(sqlite_store: Store, name: str, status: Any) -> None:
    change, allowed, result = CHANGES[name]
    talk = await a_stored_conversation(sqlite_store)
    message = outbound(talk, status=status)
    await stored(sqlite_store, talk, message)
    async with sqlite_store.unit_of_work() as uow:
        change(uow, message.id)
        if status in allowed:
            await uow.commit()
        else:
            with pytest.raises(ConflictError):
                await uow.commit()
    assert (await read(sqlite_store, message.id)).status == (result if status in allowed else status)


@pytest.mark.parametrize("status", STATUSES)
async def test_a_report_changes_only_what_was_sent(sqlite_store: Store, status: Any) -> None:
    talk = await a_stored_conversation(sqlite_store)
    delivered, failed = (outbound(talk, n, status=status, provider_key=f"key {n}") for n in (1, 2))
    await stored(sqlite_store, talk, delivered, failed)
    async with sqlite_store.unit_of_work() as uow:
        writes = [
            uow.outbound.mark_delivered("key 1", LATER),
            uow.outbound.fail_by_provider_key("key 2", "30005", LATER),
            uow.outbound.mark_delivered("unknown", LATER),
        ]
        await uow.commit()
    sent = status == "sent"
    assert [write.rows for write in writes] == [sent, sent, 0]
    assert (await read(sqlite_store, delivered.id)).status == ("delivered" if sent else status)
    assert (await read(sqlite_store, failed.id)).status == ("failed" if sent else status)


async def test_a_message_remembers_its_tries(store: Store) -> None:
    talk = await a_stored_conversation(store)
    message = outbound(talk)
    await stored(store, talk, message)
    for change in ("claim", "requeue", "claim", "mark_sent"):
        async with store.unit_of_work() as uow:
            CHANGES[change][0](uow, message.id)
            await uow.commit()
    kept = await read(store, message.id)
    assert (kept.attempts, kept.handed_over_at, kept.sent_at) == (2, LATER, LATER)
    assert (kept.provider_key, kept.reason, kept.text) == ("key", None, message.text)


async def test_messages_of_a_conversation_leave_one_after_the_other(store: Store) -> None:
    talk, other = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    first, second, elsewhere = outbound(talk, 1), outbound(talk, 2), outbound(other, 1)
    await stored(store, talk, second, first, elsewhere)
    async with store.unit_of_work() as uow:
        assert set(await uow.outbound.due(NOW, 10)) == {first.id, elsewhere.id}
        uow.outbound.claim(first.id, NOW)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.outbound.due(NOW, 10) == [elsewhere.id]
        assert await uow.outbound.unfinished(talk.id) == 2
        uow.outbound.mark_sent(first.id, "key", NOW)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert set(await uow.outbound.due(NOW, 10)) == {second.id, elsewhere.id}


async def test_a_message_behind_one_that_waits_may_not_leave(store: Store) -> None:
    talk = await a_stored_conversation(store)
    waiting, blocked = outbound(talk, 1, next_attempt_at=LATER), outbound(talk, 2)
    await stored(store, talk, waiting, blocked)
    async with store.unit_of_work() as uow:
        assert await uow.outbound.due(NOW, 10) == []
        assert await uow.outbound.due(LATER, 10) == [waiting.id]


async def test_positions_count_up_and_none_is_given_twice(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        assert await uow.outbound.next_position(talk.id) == 1
    await stored(store, talk, outbound(talk, 1))
    async with store.unit_of_work() as uow:
        assert await uow.outbound.next_position(talk.id) == 2
        await uow.outbound.add(outbound(talk, 1))
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_a_message_left_in_sending_is_found_again(store: Store) -> None:
    talk = await a_stored_conversation(store)
    message = outbound(talk, status="sending", handed_over_at=NOW)
    await stored(store, talk, message)
    async with store.unit_of_work() as uow:
        assert await uow.outbound.stuck(NOW) == []
        assert await uow.outbound.stuck(LATER) == [message.id]


async def test_provider_ids_already_noted_are_known(store: Store) -> None:
    talk = await a_stored_conversation(store)
    await stored(store, talk, outbound(talk, provider_key="known"))
    async with store.unit_of_work() as uow:
        assert await uow.outbound.known_provider_keys(["known", "unknown"]) == {"known"}


async def test_a_report_that_came_too_early_is_taken_once(store: Store) -> None:
    async with store.unit_of_work() as uow:
        uow.reports.add("key", "sent", None, NOW)
        uow.reports.add("key", "failed", "30003", NOW)
        await uow.commit()
    expected = [
        DeliveryReport(provider_key="key", status="sent", at=NOW),
        DeliveryReport(provider_key="key", status="failed", reason="30003", at=NOW),
    ]
    for reports in (expected, []):
        async with store.unit_of_work() as uow:
            assert await uow.reports.take("key") == reports
            await uow.commit()


async def test_tombstones_stay_at_least_thirty_days(store: Store) -> None:
    async with store.unit_of_work() as uow:
        uow.seen.add("key", NOW)
        await uow.commit()
    for days, kept in ((29, True), (31, False)):
        async with store.unit_of_work() as uow:
            uow.seen.prune(NOW + timedelta(days=days), timedelta(days=1))
            await uow.commit()
        async with store.unit_of_work() as uow:
            assert await uow.seen.contains("key") is kept


async def test_an_answer_goes_before_what_we_start_however_long_that_was_due(store: Store) -> None:
    first, second = [await a_stored_conversation(store, f"+1214555017{digit}") for digit in (1, 2)]
    started = outbound(first, purpose="started", next_attempt_at=NOW - timedelta(minutes=1))
    answer = outbound(second, next_attempt_at=NOW)
    async with store.unit_of_work() as uow:
        await uow.outbound.add(started, may_wait=True)
        await uow.outbound.add(answer)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.outbound.due(NOW, 10) == [answer.id, started.id]
