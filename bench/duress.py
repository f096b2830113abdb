"""Whether the clock tells a duress word from an "ok": both, from the webhook to the text that answers it.

Each of many people sends both, which one first by lot; the second when everybody has sent a first one. What a pair differs by is
told with the range in which the median of such differences lies; if nothing but chance is at work, zero is inside.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from bench.filling import fill
from bench.part import Noises, Section, Size, say
from bench.results import number
from bench.services import Running, puente
from bench.talking import PATIENCE_SECONDS, percentile

OK, WORD = "ok", "pinata"
SEED = 20261122
_RESAMPLED = 4_000


@dataclass(frozen=True, kw_only=True)
class Pair:
    """What the two of one person took, in milliseconds."""

    ok: float
    forced: float


def measure(size: Size, noises: Noises) -> Section:
    noises.take("before the pairs", size)
    return section(asyncio.run(_measure(size)))


async def _measure(size: Size) -> list[Pair]:
    numbers: list[str] = []

    async def rows(urls: tuple[str, str], key: bytes) -> None:
        due = (datetime.now(UTC) + timedelta(days=1)).replace(second=0, microsecond=0)
        numbers.extend(await fill(urls, key, people=size.forced, plans_each=1, due=due, word=WORD))

    lots = random.Random(SEED)
    async with puente(quiet=0.0, fill=rows) as service:
        say(f"{len(numbers)} people send an ok and their word")
        first = {address: lots.choice((OK, WORD)) for address in numbers}
        took = {(address, text): await _one(service, address, text) for address, text in first.items()}
        for address in numbers:
            second = OK if first[address] == WORD else WORD
            took[address, second] = await _one(service, address, second)
        if any(len({text for _, text in service.carrier.texts[address]}) != 1 for address in numbers):
            raise SystemExit("The two were answered in different words.")
    return [Pair(ok=took[address, OK], forced=took[address, WORD]) for address in numbers]


async def _one(service: Running, address: str, text: str) -> float:
    before = len(service.carrier.texts.get(address, []))
    delivery = await service.carrier.deliver(service.url, address, text)
    texts = await service.carrier.wait_for(address, before + 1, PATIENCE_SECONDS)
    if len(texts) == before:
        raise SystemExit("A text was not answered.")
    return 1000 * (texts[before][0] - delivery.began)


def section(pairs: Sequence[Pair]) -> Section:
    apart, low, high = difference(pairs)
    figures = f"{_figures([pair.ok for pair in pairs])} | {_figures([pair.forced for pair in pairs])}"
    return Section(
        text=f"""
## A duress word and an "ok"

{len(pairs):,} people, one text at a time, each with both; milliseconds from the webhook to the text that answers, in one process
on SQLite with the real engine, without the time that the house waits for the rest of a burst.

| | median | 5 to 95 % |
|---|---|---|
| "ok" | {_figures([pair.ok for pair in pairs])} |
| the word | {_figures([pair.forced for pair in pairs])} |
| the word, less the "ok" of the same person | {apart:+.2f} | {_spread([pair.forced - pair.ok for pair in pairs])} |

The median of the differences lies between {low:+.2f} and {high:+.2f} ms (95 %, by resampling).
Every pair was answered in the same words.
""",
        readme=[
            '| "ok", median | 5 to 95 % | the duress word, median | 5 to 95 % | median difference (95 %) |',
            "|---|---|---|---|---|",
            f"| {figures} | {apart:+.2f} ({low:+.2f} to {high:+.2f}) ms |",
        ],
    )


def difference(pairs: Sequence[Pair]) -> tuple[float, float, float]:
    """The median of the pairs' differences, and between what it lies in 95 of 100 samples of as many pairs."""
    apart, lots = [pair.forced - pair.ok for pair in pairs], random.Random(SEED)
    medians = [median(lots.choices(apart, k=len(apart))) for _ in range(_RESAMPLED)]
    return median(apart), percentile(medians, 0.025), percentile(medians, 0.975)


def _figures(values: Sequence[float]) -> str:
    return f"{number(median(values))} | {_spread(values)}"


def _spread(values: Sequence[float]) -> str:
    return f"{number(percentile(values, 0.05))} to {number(percentile(values, 0.95))}"
