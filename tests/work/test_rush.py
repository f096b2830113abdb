"""Very many check-ins at one moment are fired with few commits, each of them once, and one that cannot be holds up no other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bench.filling import fill
from bot.work.timers import TimerRef, Timers
from tests.conftest import Urls
from tests.work.driven import Driven, driven

PEOPLE = 60
KEY = b"r" * 32  # the root key of a home


@pytest.fixture
async def house(urls: Urls, tmp_path: Path) -> AsyncIterator[Driven]:
    async with driven(tmp_path, urls) as house:
        due = house.clock.now() - timedelta(minutes=1)
        await fill((urls.main, urls.keys), KEY, people=PEOPLE, plans_each=1, due=due)
        yield house


async def count(house: Driven, what: str) -> int:
    (row,) = await house.store.database.rows(text(f"SELECT count(*) AS found FROM {what}"))
    return int(row["found"])


async def test_everybody_is_asked_once_and_soon(house: Driven) -> None:
    async with house.working():
        await house.until(lambda: len(house.home.channel.texts) == PEOPLE)
    assert len({sent.address for sent in house.home.channel.sent}) == PEOPLE
    assert await count(house, "checkin WHERE status = 'asked'") == PEOPLE
    assert await count(house, "timer WHERE kind = 'checkin_wait'") == PEOPLE
    assert await count(house, "timer WHERE kind = 'checkin' AND version = 2") == PEOPLE


async def test_one_whose_plan_was_just_changed_does_not_keep_the_others_from_theirs(house: Driven) -> None:
    timers = Timers(house.store, house.clock, house.home.house.speaker, wake=lambda: None)
    refs = await timers.due()
    together = [await timers._find(ref.id) for ref in refs]
    assert all(together)
    stale = [replace(timer, version=7) if place == 3 else timer for place, timer in enumerate(together) if timer]
    assert await timers._fire_checkins(stale) == [False] * PEOPLE, "a stale version rolls all of them back"
    assert await count(house, "outbound_message") == 0
    assert [await timers.fire(*ref) for ref in refs] == [None] * PEOPLE
    assert await timers.fire(*TimerRef(refs[0].id, refs[0].version)) is None
    assert await count(house, "outbound_message") == PEOPLE
