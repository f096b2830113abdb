"""The whole service beside a stock `rasa run`: both run at the same time and are loaded in turn, never at once.

Each load goes to one and then to the other, so that whatever else the machine does meets both; the one that is not
measured does next to nothing meanwhile.
"""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import dialogue, service_tables
from bench.part import Noises, Section, Size, say
from bench.script import Turn, record
from bench.service_tables import Service
from bench.services import ENGINE_PYTHON, Running, puente, stock
from bench.talking import Run, numbers, talk
from bot.settings import ROOT

SLOW_CARRIER_SECONDS = 0.1
AT_ONCE = (0.0, 0.0)
RESTS = (0.6, 1.0)
"""Seconds between an answer and the next text of a phone: quicker than anybody types, the same for both services.

Puente looks at one conversation again half a second after a turn of it, which nobody with thumbs can notice.
"""


def measure(size: Size, noises: Noises) -> Section:
    ours, theirs = asyncio.run(_measure(size, noises))
    return service_tables.section(ours, theirs, size)


async def _measure(size: Size, noises: Noises) -> tuple[Service, Service]:
    script = await record()
    with tempfile.TemporaryDirectory() as folder:
        say("training the stock service's model")
        await asyncio.to_thread(_train_stock, folder)
        async with stock(Path(folder) / "stock.tar.gz", script) as theirs, puente(quiet=0.0) as ours:
            services = [_Loaded(ours, script), _Loaded(theirs, script)]
            for service in services:
                await service.talk("warmed up", 1, 1, AT_ONCE)  # What is made at its first use is made now.
            await _take(noises, "before the dialogue alone", size)
            await dialogue.both(theirs, script, size.turns, services[0].found, services[1].found)
            for number in range(1, size.passes + 1):
                await _take(noises, f"before pass {number} of the whole service", size)
                await _one_pass(services, size)
            await _take(noises, "before the slow provider", size)
            await _over_slow_provider(services, size)
            await _take(noises, "after the whole service", size)
    async with puente(quiet=None) as running:
        shipped = _Loaded(running, script)
        services[0].found.as_shipped = await shipped.talk("with the burst's wait", 1, 1, AT_ONCE)
    return services[0].found, services[1].found


async def _one_pass(services: Sequence[_Loaded], size: Size) -> None:
    """Each load on one service and then on the other: one phone alone, and many at once."""
    for service in services:
        service.found.alone.add(await service.talk("one phone", 1, size.alone // size.passes, RESTS))
    for service in services:
        service.found.loaded.add(await service.talk(f"{size.phones} phones", size.phones, 1, RESTS))


async def _over_slow_provider(services: Sequence[_Loaded], size: Size) -> None:
    """Stock Rasa takes a long time for it, so that there is one pass, with fewer phones."""
    for service in services:
        service.running.carrier.delay = SLOW_CARRIER_SECONDS
        service.found.slow.add(
            await service.talk(f"{size.slow_phones} phones, slow provider", size.slow_phones, 1, RESTS)
        )
        service.running.carrier.delay = 0.0


class _Loaded:
    """A running service and what was found of it so far; every conversation has a number of its own."""

    def __init__(self, running: Running, script: Sequence[Turn]) -> None:
        self.running = running
        self.found = Service(name=running.name, start_seconds=running.start_seconds)
        self._script = script
        self._free: Iterator[str] = numbers()

    async def talk(self, what: str, phones: int, rounds: int, rests: tuple[float, float]) -> Run:
        own = [[next(self._free) for _ in range(rounds)] for _ in range(phones)]
        run = await talk(self.running, self._script, own, rests)
        say(
            f"{self.running.name}, {what}: {len(run.turns)} turns in {run.seconds:.0f} s, "
            f"{run.wrong} wrong, {run.unforeseen} unforeseen"
        )
        return run


async def _take(noises: Noises, when: str, size: Size) -> None:
    # In a thread, because the local provider lives in this event loop.
    await asyncio.to_thread(noises.take, when, size)


def _train_stock(folder: str) -> None:
    subprocess.run([ENGINE_PYTHON, "-m", "bench.stock_model", folder], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
