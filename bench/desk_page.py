"""An open page of the desk as a browser holds it: its live line, and the pieces that it fetches anew at each change."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import httpx

from bot.care.ids import ConversationId
from tests.seat import Seat


class Page:
    """The page of one conversation, or the queue. `fetched` counts the pieces that came."""

    def __init__(self, seat: Seat, conversation_id: ConversationId | None) -> None:
        self._seat = seat
        self._piece = f"/desk/conversations/{conversation_id}/live" if conversation_id else "/desk/queue"
        self._wanted: dict[str, asyncio.Future[float]] = {}
        self._stale = {"piece": asyncio.Event(), "watch": asyncio.Event()}
        self.opened = asyncio.Event()
        self.fetched = 0

    def watch_for(self, word: str) -> asyncio.Future[float]:
        """When the page first holds the word, in seconds of the steady clock."""
        self._wanted[word] = asyncio.get_running_loop().create_future()
        return self._wanted[word]

    async def stays_open(self) -> None:
        """Follow the live line until the page is closed."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_fresh("piece", self._piece))
            group.create_task(self._keep_fresh("watch", "/desk/watch"))
            async for change in self._seat.changes():
                if change == "changed":
                    self.opened.set()
                    for stale in self._stale.values():
                        stale.set()

    async def _keep_fresh(self, name: str, path: str) -> None:
        """Fetch at each change; changes that come while a fetch is under way are one more fetch after it."""
        stale = self._stale[name]
        while True:
            await stale.wait()
            stale.clear()
            with suppress(httpx.TransportError):
                await self._fetch(path)

    async def _fetch(self, path: str) -> None:
        body = (await self._seat.get(path, piece=True)).body
        at = time.perf_counter()
        self.fetched += 1
        for word in [word for word in self._wanted if word in body]:
            self._wanted.pop(word).set_result(at)
