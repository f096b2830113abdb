"""How well and how fast each pipeline understood, as tables in Markdown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bench.part import Section
from bench.results import number

TRAIN_EACH = 12
"""Examples of each intent in the sample of the project's own data."""

LONGEST_SECONDS = 500
"""What a pipeline may take for one set; it has no figures when it takes longer."""

PIPELINES = ("Puente", "Rasa, LogisticRegressionClassifier", "Rasa's default (DIET, TED)")


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What one pipeline came to on one set.

    `percent`: right with nothing rejected; `sure_percent`: right and sure enough for the threshold in use;
    `outside_percent`: texts out of scope that were rejected at it, None where the set has none.
    """

    data: str
    pipeline: str
    learnt: int
    asked: int
    percent: float
    sure_percent: float
    outside_percent: float | None
    train_seconds: float
    median_ms: float


def section(found: Sequence[Understood]) -> Section:
    return Section(text=_text(found), readme=_readme(found))


def _text(found: Sequence[Understood]) -> str:
    rows = "\n".join(
        f"| {one.data} | {one.pipeline} | {one.learnt} | {one.asked} | {_percent(one.percent)} "
        f"| {_percent(one.sure_percent)} | {_percent(one.outside_percent)} "
        f"| {number(one.train_seconds)} | {number(one.median_ms)} |"
        for one in found
    )
    return f"""
## Understanding

The same texts and one core for each pipeline; `rasa train` and `agent.parse_message` around all of them.

| data | pipeline | learnt | asked | right, % | right and sure, % | out of scope rejected, % | training, s | one text, ms |
|---|---|---|---|---|---|---|---|---|
{rows}

*Right*: of the texts in scope, with nothing rejected. *Sure*, *rejected*: by the thresholds of `config.yml`, the same for each
pipeline. *One text*: the median. Rasa's default is what `rasa init` writes, its neural components with 100 epochs, trained
once; where there is no figure it was not through after {LONGEST_SECONDS} s. The sample has {TRAIN_EACH} examples of each intent,
so that DIET is through in minutes; for all of the project's examples see `.venv/bin/puente check`. With the project's own
data the dialogue is trained as well. The project has rules and no stories, of which TED learns nothing: it stands in the
configuration and costs its loading.
"""


def _percent(value: float | None) -> str:
    return "-" if value is None or math.isnan(value) else f"{value:.1f}"


def _readme(found: Sequence[Understood]) -> list[str]:
    """Right answers of each set, then training and one text on the first set, with a column for each pipeline."""
    pipelines = [name for name in PIPELINES if any(one.pipeline == name for one in found)]
    by_place = {(one.data, one.pipeline): one for one in found}
    sets = list(dict.fromkeys(one.data for one in found))

    def row(what: str, cells: Sequence[str]) -> str:
        return f"| {what} | {' | '.join(cells)} |"

    return [
        row("", pipelines),
        "|---" * (len(pipelines) + 1) + "|",
        *(
            row(f"right, {data}", [f"{_percent(by_place[data, name].percent)} %" for name in pipelines])
            for data in sets
        ),
        row(f"training, {sets[0]}", [f"{number(by_place[sets[0], name].train_seconds)} s" for name in pipelines]),
        row("one text, median", [f"{number(by_place[sets[0], name].median_ms)} ms" for name in pipelines]),
    ]
