"""Leads phones through the recorded conversation and notes what each turn took."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import httpx

from bench.memory import resident_mb
from bench.script import Turn
from bench.services import Running

PATIENCE_SECONDS = 30.0

_AREAS = ("214", "512", "713", "210", "915", "817", "361", "409", "956", "806")


@dataclass(frozen=True, kw_only=True)
class Took:
    """One turn, in milliseconds from the first byte of the webhook: to its acknowledgement, the first and the last text.

    `texts`: how many messages the answer was.
    """

    in_form: bool
    texts: int
    acknowledged: float
    first_text: float
    last_text: float


@dataclass(kw_only=True)
class Run:
    """What a run of conversations came to. `wrong` turns had another answer than recorded, and count in no time."""

    turns: list[Took] = field(default_factory=list)
    wrong: int = 0
    seconds: float = 0.0
    memory: dict[str, float] = field(default_factory=dict)
    unforeseen: int = 0

    def add(self, later: Run) -> None:
        """Count a later run of the same kind as well; memory and `unforeseen` are as they came to be."""
        self.turns += later.turns
        self.wrong += later.wrong
        self.seconds += later.seconds
        self.memory, self.unforeseen = later.memory, later.unforeseen

    @property
    def per_second(self) -> float:
        return len(self.turns) / self.seconds if self.seconds else 0.0


def numbers() -> Iterator[str]:
    """Numbers that belong to nobody."""
    for place in range(100 * len(_AREAS)):
        yield f"+1{_AREAS[place // 100]}5550{100 + place % 100}"


async def talk(
    service: Running, script: Sequence[Turn], phones: Sequence[Sequence[str]], rests: tuple[float, float]
) -> Run:
    """So many phones at once, each leading one conversation after the other, one for each of its numbers."""
    run = Run()
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for own in phones:
            group.create_task(_one_phone(service, script, own, rests, run))
    run.seconds = time.perf_counter() - began
    run.memory = {name: resident_mb(pid) for name, pid in service.pids.items()}
    if service.unforeseen:
        async with httpx.AsyncClient(trust_env=False) as client:
            run.unforeseen = (await client.get(service.unforeseen)).json()["unforeseen"]
    return run


async def _one_phone(
    service: Running, script: Sequence[Turn], own: Sequence[str], rests: tuple[float, float], run: Run
) -> None:
    dice = random.Random(own[0])
    for number in own:
        for turn in script:
            await asyncio.sleep(dice.uniform(*rests))
            took = await _one_turn(service, number, turn)
            if took is None:
                run.wrong += 1
            else:
                run.turns.append(took)


async def _one_turn(service: Running, number: str, turn: Turn) -> Took | None:
    """Type one text and wait for all of its answer; None when it is not the answer that was recorded."""
    is_stock = service.unforeseen is not None
    before = len(service.carrier.texts.get(number, []))
    delivery = await service.carrier.deliver(service.url, number, turn.given if is_stock else turn.typed)
    # The stock service acknowledges when it is through; Puente sends afterwards, as many texts as were recorded.
    expected = 1 if is_stock else len(turn.texts)
    texts = (await service.carrier.wait_for(number, before + expected, PATIENCE_SECONDS))[before:]
    if delivery.status >= 300 or len(texts) < expected or not _is_recorded(texts[:expected], turn):
        return None
    return Took(
        in_form=turn.in_form,
        texts=len(texts),
        acknowledged=1000 * (delivery.acknowledged - delivery.began),
        first_text=1000 * (texts[0][0] - delivery.began),
        last_text=1000 * (texts[-1][0] - delivery.began),
    )


def _is_recorded(texts: Sequence[tuple[float, str]], turn: Turn) -> bool:
    """Whether the texts begin as the recorded ones do; a reference number within them differs each time."""
    return [text[:12] for _, text in texts] == [text[:12] for text in turn.texts[: len(texts)]]


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")
