"""The queue in PostgreSQL: a job in the transaction of its row, ids only, and one for every row that has lost its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.care.ids import new_id
from bot.errors import ConflictError
from bot.store import Store, Timer
from bot.store.queueing import HORIZON, Backlog, QueueDeferrer
from tests.conftest import ROOT_KEY, Urls
from tests.fakes import FixedClock
from tests.store.records import a_stored_conversation, outbound

SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
async def store(postgres_urls: Urls, clock: FixedClock) -> AsyncIterator[Store]:
    store = Store(postgres_urls.main, postgres_urls.keys, clock=clock, deferrer=QueueDeferrer(clock))
    await store.open(ROOT_KEY)
    yield store
    await store.close()


async def jobs(store: Store) -> list[dict[str, Any]]:
    found = text("SELECT task_name, queue_name, args, priority, scheduled_at FROM procrastinate_jobs ORDER BY id")
    return [dict(row) for row in await store.database.rows(found)]


async def run(store: Store, statement: str) -> None:
    async with store.database.write() as connection:
        await connection.execute(text(statement))


async def add_timers(store: Store, due_at: datetime, how_many: int = 1) -> list[str]:
    ids = [new_id() for _ in range(how_many)]
    async with store.unit_of_work() as uow:
        for timer_id in ids:
            await uow.timers.add(Timer(id=timer_id, kind="any", due_at=due_at, created_at=due_at))
        await uow.commit()
    return ids


def backlog(store: Store, clock: FixedClock) -> Backlog:
    return Backlog(store.database, QueueDeferrer(clock), clock)


async def test_a_job_names_its_work_by_ids_and_nothing_else(store: Store, clock: FixedClock) -> None:
    (timer_id,) = await add_timers(store, clock.now())
    talk = await a_stored_conversation(store, turn_due_at=clock.now())
    message = outbound(talk)
    async with store.unit_of_work() as uow:
        await uow.outbound.add(message)
        await uow.commit()
    assert [(job["task_name"], job["args"]) for job in await jobs(store)] == [
        ("fire", {"timers": [[timer_id, 1]]}),
        ("turn", {"id": talk.id}),
        ("send", {"id": message.id}),
    ]


async def test_without_the_commit_there_is_no_job(store: Store, clock: FixedClock) -> None:
    async with store.unit_of_work() as uow:
        await uow.timers.add(Timer(id=new_id(), kind="any", due_at=clock.now(), created_at=clock.now()))
        uow.timers.finish("another", 1)
        with pytest.raises(ConflictError):
            await uow.commit()
    assert await jobs(store) == []


async def test_timers_of_one_moment_share_their_jobs(store: Store, clock: FixedClock) -> None:
    await add_timers(store, clock.now() + SECOND, how_many=120)
    assert [len(job["args"]["timers"]) for job in await jobs(store)] == [50, 50, 20]


async def test_what_we_start_lets_answers_go_first(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.outbound.add(outbound(talk, 1), may_wait=True)
        await uow.outbound.add(outbound(talk, 2))
        await uow.commit()
    assert [job["priority"] for job in await jobs(store)] == [-1, 0]


async def test_a_far_off_timer_gets_its_job_when_it_comes_near(store: Store, clock: FixedClock) -> None:
    (timer_id,) = await add_timers(store, clock.now() + HORIZON + SECOND)
    assert await jobs(store) == []
    assert await backlog(store, clock).queue() == 0
    clock.advance(SECOND)
    assert await backlog(store, clock).queue() == 1
    assert [job["args"] for job in await jobs(store)] == [{"timers": [[timer_id, 1]]}]
    assert await backlog(store, clock).queue() == 0, "it has its job now"


async def test_whatever_has_lost_its_job_gets_another(store: Store, clock: FixedClock) -> None:
    await add_timers(store, clock.now(), how_many=3)
    talk = await a_stored_conversation(store, turn_due_at=clock.now())
    async with store.unit_of_work() as uow:
        await uow.outbound.add(outbound(talk, 1, next_attempt_at=clock.now()))
        await uow.outbound.add(outbound(talk, 2, next_attempt_at=clock.now()))
        await uow.commit()
    assert await backlog(store, clock).queue() == 0
    await run(store, "DELETE FROM procrastinate_jobs")
    assert await backlog(store, clock).queue() == 5, "the second message waits for the first"


async def test_a_job_that_comes_too_late_for_a_moved_clock_does_not_count(store: Store, clock: FixedClock) -> None:
    await add_timers(store, clock.now() + HORIZON / 2)
    clock.advance(HORIZON)
    assert await backlog(store, clock).queue() == 1
    assert [job["scheduled_at"] is None for job in await jobs(store)] == [False, True]


async def test_jobs_of_a_worker_that_is_not_heard_of_are_lost(store: Store, clock: FixedClock) -> None:
    await add_timers(store, clock.now())
    await run(store, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    await run(
        store, "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )
    held = backlog(store, clock)
    assert await held.lost(10 * SECOND) == []
    await run(store, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '11 s'")
    assert len(await held.lost(10 * SECOND)) == 1


async def test_what_one_does_alone_nobody_else_does_meanwhile(store: Store) -> None:
    async with store.database.alone("the sweep") as mine, store.database.alone("the sweep") as again:
        assert (mine, again) == (True, False)
        async with store.database.alone("something else") as other:
            assert other
    async with store.database.alone("the sweep") as mine:
        assert mine
