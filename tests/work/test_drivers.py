"""Both drivers keep one promise: what is due is called at or after its time, at least once, whatever is lost on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.care.ids import new_id
from bot.errors import TemporaryFailure
from bot.store.records import OutboundMessage
from bot.work import queue_driver, worker
from tests.conftest import Urls
from tests.usecases.turns import Youth, a_youth
from tests.work.driven import A_MOMENT, Driven, driven

HOUR = timedelta(hours=1)


@pytest.fixture
async def house(urls: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Driven]:
    monkeypatch.setattr(worker, "_BACK_OFF", (0.05, 0.5))
    monkeypatch.setattr(queue_driver, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(queue_driver, "SWEEP_SECONDS", 0.2)
    async with driven(tmp_path, urls) as house:
        yield house


async def test_a_timer_fires_when_its_time_has_come_and_not_before(house: Driven) -> None:
    async with house.working():
        timer = await house.due(house.clock.now() + A_MOMENT)
        await house.has_looked_at_everything()
        assert house.fired == []
        house.clock.advance(A_MOMENT)
        await house.until(lambda: house.fired == [(timer, 1)])


async def test_a_far_off_timer_fires_when_its_time_has_come(house: Driven) -> None:
    async with house.working():
        timer = await house.due(house.clock.now() + 24 * HOUR)
        house.clock.advance(24 * HOUR - A_MOMENT)
        await house.has_looked_at_everything()
        assert house.fired == []
        house.clock.advance(A_MOMENT)
        await house.until(lambda: house.fired == [(timer, 1)])


async def test_a_clock_that_jumps_over_many_timers_leaves_none_of_them_behind(house: Driven) -> None:
    async with house.working():
        timers = {await house.due(house.clock.now() + minutes * timedelta(minutes=1)) for minutes in range(1, 40)}
        house.clock.advance(HOUR)
        await house.until(lambda: len(house.fired) == len(timers))
    assert {timer for timer, _ in house.fired} == timers


async def test_what_was_due_while_nobody_worked_is_done_by_the_next_who_does(house: Driven) -> None:
    before = await house.due(house.clock.now())
    async with house.working():
        await house.until(lambda: house.fired == [(before, 1)])
    between = await house.due(house.clock.now() + 2 * HOUR)
    house.clock.advance(3 * HOUR)
    async with house.working():
        await house.until(lambda: house.fired == [(before, 1), (between, 1)])


async def test_a_timer_that_was_moved_fires_only_as_it_stands_now(house: Driven) -> None:
    async with house.working():
        timer = await house.due(house.clock.now() + A_MOMENT)
        await house.moved(timer, 1, house.clock.now() + HOUR)
        house.clock.advance(A_MOMENT)
        await house.has_looked_at_everything()
        assert house.fired == []
        house.clock.advance(HOUR)
        await house.until(lambda: house.fired == [(timer, 2)])


async def test_a_wake_up_that_was_lost_costs_time_and_no_work(house: Driven) -> None:
    timers = {await house.due(house.clock.now() + seconds * A_MOMENT) for seconds in range(20)}
    if not house.store.database.is_sqlite:
        async with house.store.database.write() as connection:
            await connection.execute(text("DELETE FROM procrastinate_jobs"))
    house.clock.advance(HOUR)
    async with house.working():
        await house.until(lambda: {timer for timer, _ in house.fired} == timers)


async def test_what_fails_is_tried_again_ever_more_slowly_and_holds_up_nothing_else(house: Driven) -> None:
    async with house.working():
        bad = [await house.due(house.clock.now(), fails=10**6) for _ in range(12)]
        poor = await house.due(house.clock.now(), fails=2)
        await house.has_looked_at_everything()
        await house.until(lambda: (poor, 1) in house.fired)
    assert house.tries.count(poor) == 3
    assert house.tries.count(bad[0]) < 10


async def test_two_who_work_side_by_side_do_nothing_twice(house: Driven) -> None:
    timers = {await house.due(house.clock.now()) for _ in range(60)}
    async with house.working(), house.working():
        await house.until(lambda: {timer for timer, _ in house.fired} == timers)
    assert len(house.fired) == len(timers)


async def test_a_text_is_answered(house: Driven) -> None:
    async with house.working() as driver:
        await house.home.hears("hello")
        house.clock.advance(timedelta(seconds=10))
        await house.until(lambda: len(house.home.channel.texts) > 0)
        assert driver.alive
    assert not driver.alive


async def test_the_texts_of_a_conversation_leave_in_their_order(house: Driven) -> None:
    youth = await a_youth(house.store)
    texts = [f"text {position}" for position in range(1, 7)]
    async with house.store.unit_of_work() as uow:
        for position, text_ in enumerate(texts, 1):
            await uow.outbound.add(_message(youth, position, text_, house.clock.now()))
        await uow.commit()
    house.home.channel.fails = [TemporaryFailure("busy")]
    async with house.working():
        await house.until(lambda: house.home.channel.fails == [])
        house.clock.advance(HOUR / 60)
        await house.until(lambda: len(house.home.channel.texts) == len(texts))
    assert house.home.channel.texts == texts


def _message(youth: Youth, position: int, words: str, now: datetime) -> OutboundMessage:
    return OutboundMessage(
        id=new_id(),
        conversation_id=youth.conversation_id,
        subject_id=youth.subject_id,
        channel="sms",
        position=position,
        purpose="reply",
        text=words,
        created_at=now,
        next_attempt_at=now,
        expires_at=now + HOUR,
    )
