"""What was found of very many check-ins, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.part import Section, Size
from bench.results import number
from bench.talking import percentile


@dataclass(frozen=True, kw_only=True)
class Rush:
    """Seconds from the moment that all were due until each one's text was queued; `sent`: texts that had left by the last."""

    late: Sequence[float]
    sent: int


@dataclass(frozen=True, kw_only=True)
class Idle:
    """The share of one processor that is used with nothing due, and the resident memory in MB."""

    share: float
    memory: float


@dataclass(frozen=True, kw_only=True)
class Found:
    """One way to run the service."""

    name: str
    rush: Rush
    empty: Idle
    asleep: Idle


def section(found: Sequence[Found], size: Size) -> Section:
    return Section(text=_text(found, size), readme=_readme(found, size))


def _text(found: Sequence[Found], size: Size) -> str:
    rushes = "\n".join(_rush_row(one) for one in found)
    idles = "\n".join(_idle_row(one) for one in found)
    return f"""
## Very many check-ins

{size.rush:,} check-ins of as many people, all due at one moment: seconds until the text of each stood in the outbox.

| | p50 | p99 | last | a second | sent by then |
|---|---|---|---|---|---|
{rushes}

{size.sleeping:,} check-ins asleep: processor time (of one processor) and resident memory with nothing due, beside those of an
empty service.

| | processor, none | processor, asleep | memory MB, none | memory MB, asleep |
|---|---|---|---|---|
{idles}

- The provider takes each text at once; a real one takes as many a second as your number is good for, and the rest waits in
  the outbox.
- Processor time holds PostgreSQL's, where there is one; memory is that of web, workers and engines.
"""


def _rush_row(one: Found) -> str:
    late = one.rush.late
    figures = [percentile(late, 0.5), percentile(late, 0.99), late[-1], len(late) / late[-1]]
    return f"| {one.name} | {' | '.join(number(figure) for figure in figures)} | {one.rush.sent:,} |"


def _idle_row(one: Found) -> str:
    shares = f"{100 * one.empty.share:.1f} % | {100 * one.asleep.share:.1f} %"
    return f"| {one.name} | {shares} | {number(one.empty.memory)} | {number(one.asleep.memory)} |"


def _readme(found: Sequence[Found], size: Size) -> list[str]:
    rows = [
        f"| {one.name} | {number(percentile(one.rush.late, 0.99))} s | {number(one.rush.late[-1])} s "
        f"| {100 * one.asleep.share:.1f} % | {number(one.asleep.memory)} MB |"
        for one in found
    ]
    head = f"| | {size.rush:,} due at once, p99 late | last | {size.sleeping:,} asleep: of a processor | memory |"
    return [head, "|---|---|---|---|---|", *rows]
