"""Whoever keeps a queue of work hears in each commit what it calls for, and stands or falls with it."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import ConflictError
from bot.store import Call, Store
from bot.store.tables import timer as timer_table
from tests.conftest import ROOT_KEY, Urls
from tests.store.records import NOW, a_stored_conversation, a_subject, alert, conversation, inbound, outbound, timer

LATER = NOW + timedelta(hours=1)


class Queue:
    """Notes what it is told, and how many timers its transaction had by then."""

    def __init__(self) -> None:
        self.told: list[list[Call]] = []
        self.timers: list[int] = []
        self.broken = False

    async def defer(self, connection: AsyncConnection, calls: Sequence[Call]) -> None:
        if self.broken:
            raise ConflictError("queue")
        self.told.append(list(calls))
        self.timers.append((await connection.execute(select(func.count()).select_from(timer_table))).scalar_one())


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
async def told(urls: Urls, queue: Queue) -> AsyncIterator[Store]:
    """A store that tells the queue."""
    store = Store(urls.main, urls.keys, deferrer=queue)
    await store.open(ROOT_KEY)
    yield store
    await store.close()


async def test_a_text_that_came_calls_for_a_turn(told: Store, queue: Queue) -> None:
    fresh = conversation(await a_subject(told), turn_due_at=NOW)
    async with told.unit_of_work() as uow:
        await uow.conversations.add(fresh)
        await uow.inbound.add(inbound(fresh))
        uow.conversations.schedule_turn(fresh.id, LATER, NOW)
        await uow.commit()
    assert queue.told == [[Call(kind="turn", id=fresh.id, at=NOW), Call(kind="turn", id=fresh.id, at=LATER)]]


async def test_a_message_in_the_outbox_calls_for_a_try_and_a_failed_one_for_another(told: Store, queue: Queue) -> None:
    talk = await a_stored_conversation(told)
    message, left_before = outbound(talk), outbound(talk, 2, status="sent")
    async with told.unit_of_work() as uow:
        await uow.outbound.add(message)
        await uow.outbound.add(left_before)
        await uow.commit()
    async with told.unit_of_work() as uow:
        uow.outbound.claim(message.id, NOW)
        uow.outbound.requeue(message.id, LATER, "busy")
        await uow.commit()
    assert queue.told == [[Call(kind="send", id=message.id, at=NOW)], [Call(kind="send", id=message.id, at=LATER)]]


async def test_a_timer_calls_to_be_fired_with_the_version_that_its_row_has_then(told: Store, queue: Queue) -> None:
    record = timer(due_at=LATER)
    async with told.unit_of_work() as uow:
        await uow.timers.add(record)
        uow.timers.reschedule(record.id, record.version, NOW)
        await uow.commit()
    assert queue.told == [
        [Call(kind="fire", id=record.id, at=LATER, version=1), Call(kind="fire", id=record.id, at=NOW, version=2)]
    ]
    assert queue.timers == [1]
    async with told.unit_of_work() as uow:
        assert await uow.timers.get(record.id) == dataclasses.replace(record, due_at=NOW, version=2)


async def test_a_queue_that_fails_takes_the_rows_with_it(told: Store, queue: Queue) -> None:
    record = timer()
    queue.broken = True
    async with told.unit_of_work() as uow:
        await uow.timers.add(record)
        with pytest.raises(ConflictError):
            await uow.commit()
    async with told.unit_of_work() as uow:
        assert await uow.timers.get(record.id) is None


async def test_writes_that_fail_tell_the_queue_nothing(told: Store, queue: Queue) -> None:
    async with told.unit_of_work() as uow:
        await uow.timers.add(timer())
        uow.timers.finish("0" * 32, 1)
        with pytest.raises(ConflictError):
            await uow.commit()
    assert queue.told == []


async def test_a_commit_that_calls_for_no_work_does_not_disturb_the_queue(told: Store, queue: Queue) -> None:
    async with told.unit_of_work() as uow:
        uow.alerts.add(alert())
        await uow.commit()
    assert queue.told == []
