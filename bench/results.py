"""The document of one part's measurement in Markdown, and how figures and their ratios are written in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bench.noise import Noise
from bench.part import Section


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One run of one part."""

    machine: str
    at: datetime
    seconds: float
    noises: Sequence[tuple[str, Noise]]
    section: Section


def document(name: str, measured: Measured) -> str:
    return f"{_head(name, measured)}{measured.section.text}"


def readme_table(section: Section) -> str:
    """The few figures that the README shows."""
    return "\n".join(section.readme)


def _head(name: str, measured: Measured) -> str:
    noises = "\n".join(
        f"| {when} | {number(found.median)} | {number(found.low)} to {number(found.high)} | {100 * found.busy:.0f} |"
        for when, found in measured.noises
    )
    return f"""# Results of `.venv/bin/python -m bench --only {name}`

{measured.machine}. {measured.at:%d %B %Y}, {measured.seconds / 60:.0f} minutes, one run. The phones and the local
provider share the machine with what is measured. Ratios say how many times better Puente is; below 1 it is worse.

The machine's own noise: a fixed calculation, again and again, and how busy the processors were just before.

| | median, ms | 5 to 95 %, ms | busy, % |
|---|---|---|---|
{noises}
"""


def number(value: float) -> str:
    """Three figures are enough: 1,234, 56 or 7.8."""
    return "-" if math.isnan(value) else f"{value:,.0f}" if value >= 20 else f"{value:.1f}"


def ratio(ours: float, theirs: float, *, is_less_better: bool = True) -> str:
    """How many times better `ours` is."""
    over, under = (theirs, ours) if is_less_better else (ours, theirs)
    return number(over / under) if under else "-"
