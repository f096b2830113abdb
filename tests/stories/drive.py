"""A conversation with the whole core and the real engine, and a small program to read one aloud.

    .venv/bin/python -m tests.stories.drive FILE     one text a line; "---" begins with a new phone; "# wait 45m" lets time pass

Several texts of a line, parted by " // ", come in one after the other before anything is answered.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

from bot.actions.runner import ActionRunner
from bot.bootstrap import build, build_engine
from bot.care.program_file import parse_duration
from bot.care.wording import segments
from bot.conversation.dialogue import Dialogue
from bot.settings import ROOT, read_settings
from bot.store import LocalRootKey, Store
from tests.fakes import FixedClock, MemoryChannel
from tests.house import Home

ENGINE_SECONDS = 90.0
_numbers = count(100)


class Youth:
    """Somebody with a phone of their own who texts the house."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self.number = f"+1214555{next(_numbers):04d}"

    async def says(self, *texts: str) -> str:
        """Text one after the other before anything is answered; what came back, joined by new lines."""
        return "\n".join(await self.hears_after(*texts))

    async def hears_after(self, *texts: str) -> list[str]:
        """The same, each text that came back for itself."""
        return await self._home.answers(*texts, number=self.number)

    def time_passes(self, *, minutes: int) -> None:
        """Let time pass; nothing that is due happens yet."""
        self._home.clock.advance(timedelta(minutes=minutes))

    async def rows(self, table: str) -> list[dict[str, object]]:
        """What is kept of this youth in one table."""
        return (await self._home.rows(self.number)).get(table, [])

    async def alerts(self) -> list[str]:
        return await self._home.open_alerts()


@asynccontextmanager
async def engine() -> AsyncIterator[Dialogue]:
    """The real engine with the project's own model."""
    process = build_engine(ROOT)
    await process.start()
    try:
        await process.wait_until_ready(ENGINE_SECONDS)
        yield process
    finally:
        await process.stop()


@asynccontextmanager
async def home_of(folder: Path, dialogue: Dialogue, clock: FixedClock | None = None) -> AsyncIterator[Home]:
    """A house with real actions around an engine."""
    clock, channel = clock or FixedClock(), MemoryChannel()
    settings = read_settings({"PUENTE_SIMULATOR": "1", "PUENTE_DATA_DIR": str(folder)})
    store = Store(settings.database_url, settings.keystore_url, clock=clock)
    house = build(
        settings,
        run_action=ActionRunner(),
        wake=lambda: None,
        clock=clock,
        store=store,
        channels={"sms": channel},
        dialogue=dialogue,
    )
    await store.migrate()
    await store.open(LocalRootKey(b"r" * 32))
    try:
        yield Home(house, clock, channel)
    finally:
        await store.close()


async def read_aloud(written: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with engine() as dialogue, home_of(Path(folder), dialogue) as home:
            for part in written.split("\n---\n"):
                await _one(home, part.strip().splitlines())


async def _one(home: Home, lines: list[str]) -> None:
    youth = Youth(home)
    print("=" * 72)
    for line in lines:
        if line.startswith("# wait "):
            home.clock.advance(parse_duration(line.removeprefix("# wait ")))
            continue
        print(f"\n> {line}")
        for text in await youth.hears_after(*line.split(" // ")):
            told = segments(text)
            print("   | " + text.replace("\n", "\n   | ") + f"   ({told.count} {told.encoding})")
    print("   alerts:", await youth.alerts())


if __name__ == "__main__":
    asyncio.run(read_aloud(Path(sys.argv[1]).read_text(encoding="utf-8")))
