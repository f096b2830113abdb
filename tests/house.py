"""A house for tests: the real store, inbox, turns and outbox, on a clock that stands, with a scripted dialogue."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot.bootstrap import House, build
from bot.channels.base import Incoming, IncomingKind
from bot.conversation.dialogue import Dialogue, TurnResult
from bot.settings import read_settings
from bot.store import LocalRootKey, Store
from tests.fakes import FixedClock, MemoryChannel, ScriptedDialogue, said

NUMBER = "+12145550101"
_ids = count(1)


async def no_action(_: Mapping[str, Any]) -> Mapping[str, Any]:
    raise AssertionError("no custom action is expected")


class Home:
    """A house with hands: texts come in, time passes, the house does what is due."""

    def __init__(self, house: House, clock: FixedClock, channel: MemoryChannel) -> None:
        self.house = house
        self.store = house.store
        self.clock = clock
        self.channel = channel

    async def hears(self, text: str, *, number: str = NUMBER, kind: IncomingKind = "text", sid: str = "") -> bool:
        """A text comes in; nothing else happens yet."""
        return await self.house.inbox.receive(
            Incoming(channel="sms", address=number, provider_id=sid or f"SM{next(_ids)}", kind=kind, text=text)
        )

    async def does_what_is_due(self) -> None:
        """Turns, then messages, until nothing more is due at this moment."""
        while True:
            turns, messages = await self.house.turns.due(), await self.house.outbox.due()
            if not turns and not messages:
                return
            for conversation_id in turns:
                await self.house.turns.take(conversation_id)
            for message_id in messages:
                await self.house.outbox.send(message_id)

    async def answers(self, *texts: str, number: str = NUMBER) -> list[str]:
        """Texts come in, the burst ends, the house answers: the new texts that went out."""
        before = len(self.channel.sent)
        for text in texts:
            await self.hears(text, number=number)
        self.clock.advance(timedelta(seconds=10))
        await self.does_what_is_due()
        return self.channel.texts[before:]

    async def open_alerts(self) -> list[str]:
        async with self.store.unit_of_work() as uow:
            return [alert.kind for alert in await uow.alerts.open()]

    async def rows(self, number: str = NUMBER) -> dict[str, list[dict[str, Any]]]:
        """All that is kept of a number, opened."""
        subject_id = await self.store.keys.resolve("sms", number, create=False)
        if subject_id is None:
            return {}
        async with self.store.unit_of_work() as uow:
            return await uow.export_subject(subject_id)


@asynccontextmanager
async def at_home(
    folder: Path,
    *,
    react: Callable[[str], TurnResult | Exception] = lambda _: said("utter_menu"),
    dialogue: Dialogue | None = None,
    store: Store | None = None,
    clock: FixedClock | None = None,
) -> AsyncIterator[Home]:
    """A house in a folder of its own, or over another store on the same clock, open for the length of the block."""
    clock, channel = clock or FixedClock(), MemoryChannel()
    settings = read_settings({"PUENTE_SIMULATOR": "1", "PUENTE_DATA_DIR": str(folder)})
    store = store or Store(settings.database_url, settings.keystore_url, clock=clock)
    house = build(
        settings,
        run_action=no_action,
        wake=lambda: None,
        clock=clock,
        store=store,
        channels={"sms": channel},
        dialogue=dialogue or ScriptedDialogue(react),
    )
    folder.mkdir(exist_ok=True)
    await store.migrate()
    await store.open(LocalRootKey(b"r" * 32))
    try:
        yield Home(house, clock, channel)
    finally:
        await store.close()
