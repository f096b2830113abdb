"""The desk's live line: tells every open page that something changed, and never what; the page then asks anew.

A page that was away misses nothing that way: whatever it was not told, it finds when it asks. One watcher in a process
looks at the store's mark four times a second for all open pages, and at once after a deed done here. When it has told them of a
change it gives them time to ask, the longer the more there are, so that a busy desk is a little later and keeps no text waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Final

import structlog
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response

from bot.bootstrap import House
from bot.errors import StoreError
from bot.web.desk.context import Desk
from bot.web.desk.table import EVERYONE, Entry

LOOK_EVERY: Final = 0.25  # seconds between two looks at the store
TIME_TO_ASK: Final = 0.03  # seconds that each open page gets to ask anew before all are told of the next change
HEARTBEAT: Final = 10.0  # seconds after which a quiet line says that it lives, and looks whether its sign-in does
RETRY: Final = 1000  # milliseconds after which a browser that lost the line tries again
CHANGED: Final = "changed"
STILL: Final = "still"
SIGNED_OUT: Final = "signed-out"

log = structlog.get_logger()


class Watch:
    """Looks at a mark as long as anybody listens, and tells all listeners when it is another one."""

    def __init__(self, look: Callable[[], Awaitable[str]], every: float = LOOK_EVERY) -> None:
        self._look = look
        self._every = every
        self._listeners: set[asyncio.Event] = set()
        self._at_once = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Look now: something was written here."""
        self._at_once.set()

    async def changes(self, heartbeat: float = HEARTBEAT) -> AsyncIterator[str]:
        """`CHANGED` at once and after every change, `STILL` after every `heartbeat` seconds without one."""
        told = asyncio.Event()
        self._listeners.add(told)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._keep_looking())
        try:
            yield CHANGED
            while True:
                try:
                    async with asyncio.timeout(heartbeat):
                        await told.wait()
                except TimeoutError:
                    yield STILL
                    continue
                told.clear()
                yield CHANGED
        finally:
            self._listeners.discard(told)
            if not self._listeners and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    async def _keep_looking(self) -> None:
        seen = ""
        while True:
            try:
                mark = await self._look()
            except StoreError as error:
                # Whatever changes while the store is away shows as another mark when it is back.
                log.warning("desk_watch_failed", error=type(error).__name__)
                mark = seen
            pause = 0.0
            if mark != seen:
                seen = mark
                for told in self._listeners:
                    told.set()
                pause = TIME_TO_ASK * len(self._listeners)
                await asyncio.sleep(pause)
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, self._every - pause)):
                    await self._at_once.wait()
            self._at_once.clear()


def watch_of(request: Request, house: House) -> Watch:
    """The one watch of this application."""
    state = request.app.state
    if not hasattr(state, "desk_watch"):

        async def look() -> str:
            async with house.store.unit_of_work() as uow:
                return await uow.desk_mark(house.clock.now())

        state.desk_watch = Watch(look)
    watch: Watch = state.desk_watch
    return watch


async def events(request: Request, desk: Desk) -> Response:
    """The live line of one page."""
    lines = _lines(watch_of(request, desk.house), desk.still_here)
    return EventSourceResponse(lines, ping=HEARTBEAT, send_timeout=HEARTBEAT)


async def _lines(
    watch: Watch, still_here: Callable[[], Awaitable[bool]], heartbeat: float = HEARTBEAT
) -> AsyncIterator[ServerSentEvent]:
    """Until the sign-in ends, which is looked at before each word."""
    changes = watch.changes(heartbeat)
    try:
        async for kind in changes:
            if not await still_here():
                yield ServerSentEvent(event=SIGNED_OUT, data="-")
                return
            yield ServerSentEvent(event=kind, data="-", retry=RETRY)
    finally:
        await changes.aclose()  # type: ignore[attr-defined]


ENTRIES = (Entry(path="/desk/events", handler=events, roles=EVERYONE, background=True),)
