"""The live line tells that something changed, to every page, and ends with the sign-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.errors import StoreUnavailable
from bot.web.desk.events import CHANGED, SIGNED_OUT, STILL, TIME_TO_ASK, Watch, _lines
from tests.web.desk.door import Door
from tests.web.desk.talks import waits

SOON = 0.01  # seconds between two looks
AT_MOST = 5.0  # seconds that a test waits


class Mark:
    """A mark that is looked at."""

    def __init__(self) -> None:
        self.value = "1"
        self.away = False

    async def look(self) -> str:
        if self.away:
            raise StoreUnavailable
        return self.value


@pytest.fixture
async def mark() -> Mark:
    return Mark()


async def _next(changes: AsyncIterator[str]) -> str:
    return await asyncio.wait_for(anext(changes), AT_MOST)


async def _settled(changes: AsyncIterator[str]) -> None:
    """The word at the beginning, and the one for the first look."""
    assert [await _next(changes), await _next(changes)] == [CHANGED, CHANGED]


async def test_a_new_page_is_told_to_look_at_once(mark: Mark) -> None:
    assert await _next(Watch(mark.look, SOON).changes()) == CHANGED


async def test_every_page_hears_of_a_change(mark: Mark) -> None:
    watch = Watch(mark.look, SOON)
    pages = [watch.changes() for _ in range(3)]
    for page in pages:
        assert await _next(page) == CHANGED
    mark.value = "2"
    assert [await _next(page) for page in pages] == [CHANGED] * 3


async def test_a_deed_done_here_is_looked_at_without_waiting(mark: Mark) -> None:
    watch = Watch(mark.look, every=3600)
    page = watch.changes()
    await _settled(page)
    mark.value = "2"
    watch.wake()
    assert await _next(page) == CHANGED


async def test_all_pages_get_time_to_ask_before_they_hear_of_the_next_change(mark: Mark) -> None:
    watch = Watch(mark.look, SOON)
    pages = [watch.changes() for _ in range(8)]
    for value in ("1", "1", "2"):
        mark.value = value
        await asyncio.gather(*(_next(page) for page in pages))
    told_at, mark.value = asyncio.get_running_loop().time(), "3"
    await asyncio.gather(*(_next(page) for page in pages))
    assert asyncio.get_running_loop().time() - told_at > len(pages) * TIME_TO_ASK / 2


async def test_a_quiet_line_says_that_it_lives(mark: Mark) -> None:
    page = Watch(mark.look, SOON).changes(heartbeat=0.05)
    await _settled(page)
    assert await _next(page) == STILL


async def test_what_changed_while_the_store_was_away_is_heard_of_when_it_is_back(mark: Mark) -> None:
    page = Watch(mark.look, SOON).changes(heartbeat=0.05)
    await _settled(page)
    mark.away, mark.value = True, "2"
    assert await _next(page) == STILL
    mark.away = False
    assert await _next(page) == CHANGED


async def test_nobody_looks_once_nobody_listens(mark: Mark) -> None:
    watch = Watch(mark.look, SOON)
    page = watch.changes()
    await _settled(page)
    looking = watch._looking
    await page.aclose()  # type: ignore[attr-defined]
    assert looking is not None
    await asyncio.wait([looking])
    assert looking.cancelled()


async def test_the_line_ends_with_the_sign_in(mark: Mark) -> None:
    here = True

    async def still_here() -> bool:
        return here

    lines = _lines(Watch(mark.look, SOON), still_here, heartbeat=0.05)
    assert (await anext(lines)).event == CHANGED
    here = False
    assert (await anext(lines)).event == SIGNED_OUT
    with pytest.raises(StopAsyncIteration):
        await anext(lines)


async def test_the_mark_of_the_desk_moves_with_what_it_shows(door: Door) -> None:
    async def mark_now() -> str:
        async with door.home.store.unit_of_work() as uow:
            return await uow.desk_mark(door.clock.now())

    seen = [await mark_now()]
    handoff = await waits(door)
    seen.append(await mark_now())
    await door.home.hears("one more thing")
    seen.append(await mark_now())
    ana = await door.somebody(login="ana")
    await ana.post(f"/desk/handoffs/{handoff.id}/claim")
    seen.append(await mark_now())
    await ana.post(f"/desk/conversations/{handoff.conversation_id}/draft", {"text": "hi"})
    seen.append(await mark_now())
    door.time_passes(timedelta(seconds=9))
    seen.append(await mark_now())
    assert len(set(seen)) == len(seen)


async def test_nobody_listens_without_a_sign_in(door: Door) -> None:
    assert (await door.browser().get("/desk/events", accept="text/event-stream")).status_code == 401
