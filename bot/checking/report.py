"""The report of a check: one HTML file without any script, readable by day and by night."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from bot.checking.figures import Figures, Understood
from bot.checking.running import Checked
from bot.checking.verdict import by_group, confusion_changes, intent_changes

_CELL = 17
_LABELS = 178


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One square of the picture: `share` of the row's texts, 0 to 1."""

    x: int
    y: int
    share: float
    right: bool
    title: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The confusion matrix, in pixels. `columns` and `rows` are (label, position)."""

    width: int
    height: int
    side: int
    cells: Sequence[Cell]
    columns: Sequence[tuple[str, int]]
    rows: Sequence[tuple[str, int]]


def write_report(file: Path, checked: Checked, last: Figures | None, reasons: Sequence[str]) -> None:
    """Write the report. Lines of the blind set are in none of what is given here, so that none can be shown."""
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    page = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    figures = checked.figures
    training = figures.training
    html = page.get_template("report.html").render(
        figures=figures,
        last=last,
        reasons=reasons,
        failed=checked.played.failed,
        picture=picture(training),
        before=by_group(last),
        changes=intent_changes(training, last.training) if last else [],
        confusions=confusion_changes(training, last.training, 20) if last else [],
        misses=sorted(checked.misses, key=lambda one: (one.intent or "", one.found, -one.confidence)),
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.write_text(html, encoding="utf-8")
    half.replace(file)


def picture(training: Understood) -> Picture:
    """Rows are what the texts are, columns what they were taken for; a column more for those that are asked back."""
    rows = training.intents
    columns = sorted({*rows, *(found for taken in training.confusion.values() for found in taken)})
    at = {name: _LABELS + place * _CELL for place, name in enumerate(columns)}
    cells = [
        Cell(
            x=at[found],
            y=_LABELS + row * _CELL,
            share=count / training.recall(intent).of,
            right=found == intent,
            title=f"{intent} taken for {found}: {count} of {training.recall(intent).of}",
        )
        for row, intent in enumerate(rows)
        for found, count in sorted(training.confusion[intent].items())
    ]
    return Picture(
        width=_LABELS + len(columns) * _CELL + 8,
        height=_LABELS + len(rows) * _CELL + 8,
        side=_CELL - 1,
        cells=cells,
        columns=[(name, at[name] + _CELL // 2 + 4) for name in columns],
        rows=[(name, _LABELS + place * _CELL + _CELL // 2 + 4) for place, name in enumerate(rows)],
    )
