"""What was found of web and workers apart, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.part import Section, Size
from bench.results import number, ratio
from bench.talking import Run, percentile


@dataclass(frozen=True, kw_only=True)
class Apart:
    """One web process with so many workers: their conversations, and the seconds from the first process to all at work."""

    workers: int
    run: Run
    start_seconds: float


def section(found: Sequence[Apart], size: Size) -> Section:
    return Section(text=_text(found, size), readme=_readme(found))


def _text(found: Sequence[Apart], size: Size) -> str:
    rows = "\n".join(_row(one) for one in found)
    return f"""
## Web and workers apart

One web process, workers with an engine each, one PostgreSQL; {size.apart_phones} phones at once that type on as soon as they are
answered. Milliseconds from the first byte of the webhook.

| workers | turns measured | wrong | turns a second | acknowledged p50 | p95 | whole answer p50 | p95 | memory, MB |
|---|---|---|---|---|---|---|---|---|
{rows}

- Without the wait for the rest of a burst. Phones, provider, PostgreSQL (without `fsync`), web and all workers share this
  machine's processors, so that a second worker finds less than a processor of its own here; elsewhere it finds more.
- Memory is that of the workers with their engines and the web process, shared pages counted in each.
"""


def _row(one: Apart) -> str:
    turns = one.run.turns
    took = [percentile([turn.acknowledged for turn in turns], share) for share in (0.5, 0.95)]
    took += [percentile([turn.last_text for turn in turns], share) for share in (0.5, 0.95)]
    told = " | ".join(number(figure) for figure in took)
    memory = number(sum(one.run.memory.values()))
    return f"| {one.workers} | {len(turns)} | {one.run.wrong} | {number(one.run.per_second)} | {told} | {memory} |"


def _readme(found: Sequence[Apart]) -> list[str]:
    first = found[0].run.per_second
    rows = [
        f"| {one.workers} | {number(one.run.per_second)} | {ratio(one.run.per_second, first, is_less_better=False)} "
        f"| {number(percentile([turn.last_text for turn in one.run.turns], 0.5))} "
        f"| {number(percentile([turn.last_text for turn in one.run.turns], 0.95))} |"
        for one in found
    ]
    return ["| workers | turns a second | ratio | whole answer, median | p95 |", "|---|---|---|---|---|", *rows]
