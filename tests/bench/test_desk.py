"""The measured page is one that a browser would show, and the tables say how soon it had the text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bench.desk_page import Page
from bench.desk_tables import Found, Shown, section
from bench.part import SMOKE
from bot.care.ids import ConversationId
from tests.seat import Answer


class Desk:
    """Stands for a seat: its live line says what is put into `said`, its pieces show `body`."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.body = "nothing yet"
        self.asked: list[str] = []

    async def changes(self) -> AsyncIterator[str]:
        while True:
            yield await self.said.get()

    async def get(self, path: str, *, piece: bool = False) -> Answer:
        assert piece
        self.asked.append(path)
        return Answer(status=200, body=self.body)


async def test_a_text_is_shown_once_a_piece_that_was_fetched_after_a_change_holds_it() -> None:
    desk = Desk()
    page = Page(desk, ConversationId("1"))  # type: ignore[arg-type]
    seen = page.watch_for("wort7x")
    follows = asyncio.create_task(page.stays_open())
    desk.said.put_nowait("changed")
    async with asyncio.timeout(5):
        await page.opened.wait()
    assert not seen.done()
    desk.body = "are you there wort7x"
    desk.said.put_nowait("still")
    desk.said.put_nowait("changed")
    async with asyncio.timeout(5):
        assert await seen > 0
    follows.cancel()
    assert {"/desk/conversations/1/live", "/desk/watch"} == set(desk.asked)


def test_the_tables_tell_each_number_of_advocates_for_itself() -> None:
    one = Found(advocates=1, pages=3, talks=50, texts=[Shown(acknowledged=12.0, shown=250.0)] * 20)
    five = Found(
        advocates=5, pages=15, talks=50, texts=[Shown(acknowledged=30.0, shown=float(ms)) for ms in range(100)]
    )
    found = section([one, five], SMOKE)
    assert "| 1 | 3 | 20 | 250 | 250 | 250 | 12.0 | 12.0 |" in found.text
    assert "| 5 | 15 | 100 | 50 | 95 | 99 | 30 | 30 |" in found.text
    assert found.readme[-1].endswith("50 open conversations, 5 advocates connected | 50 ms | 95 ms |")
