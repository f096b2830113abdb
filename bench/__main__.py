"""Measure and compare: `make bench`, or `.venv/bin/python -m bench [--only understanding|service] [--smoke]`.

Prints the tables and writes them to bench/results.md; `--smoke` runs a little of everything and writes nothing. Everything
stays on this computer's loopback.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from bench import dialogue, noise, understanding
from bench.results import Measured, Service, tables
from bench.script import Turn, record
from bench.services import ENGINE_PYTHON, Running, puente, stock
from bench.talking import Run, talk
from bot.logs import configure_logging
from bot.settings import ROOT

RESULTS = Path(__file__).parent / "results.md"
QUIET_LOAD = 1.0
QUIET_SECONDS = 180.0
SLOW_CARRIER_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is measured."""

    alone: int = 6  # conversations of one phone
    phones: int = 24  # at once, under load
    rounds: int = 2  # conversations of each of them
    turns: int = 10  # conversations of the dialogue alone
    quiet_seconds: float = QUIET_SECONDS


@dataclass(kw_only=True)
class Noises:
    """The fixed calculation, before and after each part."""

    found: list[tuple[str, noise.Noise]] = field(default_factory=list)

    def take(self, when: str) -> None:
        self.found.append((when, noise.measure()))
        _say(f"machine {when}: {self.found[-1][1]}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=("understanding", "service"))
    parser.add_argument("--smoke", action="store_true", help="a little of everything, nothing written")
    options = parser.parse_args()
    configure_logging()
    size = Size(alone=1, phones=3, rounds=1, turns=1, quiet_seconds=0) if options.smoke else Size()
    began, load = time.monotonic(), noise.wait_for_quiet(QUIET_LOAD, size.quiet_seconds)
    _say(f"{noise.machine()}; load before the measurement {load:.2f}")
    noises = Noises()
    services: list[Service] = []
    if options.only != "understanding":
        services = asyncio.run(_services(size, noises))
    understood: list[understanding.Understood] = []
    if options.only != "service":
        noises.take("before the understanding")
        for found in understanding.compare(smoke=options.smoke):
            _say(f"{found.data}, {found.pipeline}: {found.percent:.1f} %, trained in {found.train_seconds:.1f} s")
            understood.append(found)
        noises.take("after the understanding")
    measured = Measured(
        machine=noise.machine(),
        at=datetime.now(UTC),
        seconds=time.monotonic() - began,
        noises=noises.found,
        services=services,
        phones=size.phones,
        understood=understood,
    )
    text = tables(measured)
    sys.stdout.write(text)
    if not options.smoke and options.only is None:
        RESULTS.write_text(text, encoding="utf-8")


async def _services(size: Size, noises: Noises) -> list[Service]:
    """Puente, then stock Rasa, in one run."""
    script = await record()
    await asyncio.to_thread(noise.wait_for_quiet, QUIET_LOAD, size.quiet_seconds)
    alone = await dialogue.puente_turns(script, size.turns)
    async with puente(quiet=0.0) as service:
        ours = await _measure(service, script, size, noises)
    async with puente(quiet=None) as service:
        as_shipped = await talk(service, script, 1, 1, 0)
    with tempfile.TemporaryDirectory() as folder:
        _say("training the stock service's model")
        _train_stock(folder)
        async with stock(Path(folder) / "stock.tar.gz", script) as service:
            await asyncio.to_thread(noise.wait_for_quiet, QUIET_LOAD, size.quiet_seconds)
            turns = await dialogue.stock_turns(service, script, size.turns)
            theirs = await _measure(service, script, size, noises)
    return [replace(ours, dialogue=alone, as_shipped=as_shipped), replace(theirs, dialogue=turns)]


def _train_stock(folder: str) -> None:
    subprocess.run([ENGINE_PYTHON, "-m", "bench.stock_model", folder], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)


async def _measure(service: Running, script: Sequence[Turn], size: Size, noises: Noises) -> Service:
    """One phone alone, many at once, and many at once over a provider that takes its time."""
    await asyncio.to_thread(noise.wait_for_quiet, QUIET_LOAD, size.quiet_seconds)
    noises.take(f"before {service.name}")
    await talk(service, script, 1, 1, 0)  # The first conversation warms up what is made at its first use.
    alone = await talk(service, script, 1, size.alone, 100)
    _show(service, "one phone", alone)
    loaded = await talk(service, script, size.phones, size.rounds, 200)
    _show(service, f"{size.phones} phones", loaded)
    service.carrier.delay = SLOW_CARRIER_SECONDS
    slow = await talk(service, script, size.phones, 1, 500)
    _show(service, f"{size.phones} phones, slow provider", slow)
    noises.take(f"after {service.name}")
    return Service(
        name=service.name, start_seconds=service.start_seconds, alone=alone, loaded=loaded, slow=slow, dialogue=[]
    )


def _show(service: Running, what: str, run: Run) -> None:
    _say(
        f"{service.name}, {what}: {len(run.turns)} turns in {run.seconds:.0f} s, {run.wrong} wrong, {run.unforeseen} unforeseen"
    )


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
