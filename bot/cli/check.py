"""`puente check`: train what changed, measure it, and take it into use only when no plea is heard less than before."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.checking.figures import Figures
from bot.checking.folder import ModelFolder
from bot.checking.report import write_report
from bot.checking.running import Checked, Told
from bot.checking.running import check as run_check
from bot.checking.verdict import by_group, confusion_changes, intent_changes, reasons_to_refuse
from bot.clock import SystemClock
from bot.logs import configure_logging
from bot.settings import ROOT

_PARTS = {
    "train": "checking and training",
    "stories": "playing all conversations",
    "examples": "cross-validation",
    "blind": "blind set and risk rules",
}
_FAILED_SHOWN = 10


def check() -> None:
    """Validate, train, play all stories, measure; take the model into use unless it hears risks less well than the last."""
    began = time.monotonic()
    _hush()
    console, folder = Console(highlight=False), ModelFolder(root=ROOT / "models")
    folder.begin()
    last = folder.last_good()
    with _progress(console) as told:
        checked = asyncio.run(run_check(ROOT, folder, SystemClock().now(), told))
    reasons = _reasons(checked, last)
    write_report(folder.report, checked, last, reasons)
    _print_figures(console, checked, last)
    console.print(f"report: {folder.report.relative_to(ROOT)}   ({time.monotonic() - began:.0f} s)")
    if reasons:
        stays = "the last good model stays in place" if folder.refuse() else "the model in use stays as it is"
        console.print(f"[bold]Refused:[/] {'; '.join(reasons)}; {stays}.", soft_wrap=True)
        sys.exit(1)
    folder.accept(checked.figures)
    console.print("[bold]Accepted:[/] the model is in use from the next start of the service on.")


def _hush() -> None:
    """No log lines between the lines of progress; what goes wrong is raised."""
    configure_logging()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def _reasons(checked: Checked, last: Figures | None) -> list[str]:
    failed = len(checked.played.failed)
    went = [f"{failed} of {checked.figures.stories.of} conversations took another course"] if failed else []
    return went + reasons_to_refuse(checked.figures, last)


@contextmanager
def _progress(console: Console) -> Iterator[Told]:
    """A line for each part, for as long as the block lasts."""
    columns = (SpinnerColumn(), TextColumn("{task.description:26}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def told(part: str, done: int, of: int) -> None:
            if part not in tasks:
                tasks[part] = progress.add_task(_PARTS[part])
            # An unknown length is drawn as a bar that moves, until the part is done.
            progress.update(tasks[part], completed=done, total=of if done or of > 1 else None)

        yield told


def _print_figures(console: Console, checked: Checked, last: Figures | None) -> None:
    figures = checked.figures
    for name, why in checked.played.failed[:_FAILED_SHOWN]:
        console.print(f"another course: {name}: {why}", markup=False)
    console.print(f"conversations: {figures.stories.count} of {figures.stories.of} as they should be")
    console.print(f"examples understood: {_moved(figures, last, 'training')}")
    languages = ", ".join(f"{name} {share.percent:.1f} %" for name, share in figures.by_language.items())
    console.print(f"blind set understood: {_moved(figures, last, 'blind')} ({languages})")
    console.print(_risk_table(figures, last))
    if last is None:
        console.print("There is no last good model to compare with.")
        return
    _print_changes(console, figures, last)


def _moved(figures: Figures, last: Figures | None, part: str) -> str:
    now = getattr(figures, part).accuracy
    text = f"{now.percent:.1f} % of {now.of}"
    return text if last is None else f"{text}, {now.percent - getattr(last, part).accuracy.percent:+.1f} points"


def _risk_table(figures: Figures, last: Figures | None) -> Table:
    table = Table("risk suite", "texts", "heard", "as emergency", "heard before", box=None, pad_edge=False)
    before = by_group(last)
    for group in figures.risk:
        name = group.name if group.speaks_of_risk else f"{group.name} (no risk)"
        old = before.get(group.name)
        table.add_row(name, str(group.of), str(group.heard), str(group.high), f"{old.heard} of {old.of}" if old else "")
    return table


def _print_changes(console: Console, figures: Figures, last: Figures) -> None:
    """What moved since the last good model, by intent, in cross-validation."""
    changes = intent_changes(figures.training, last.training)
    console.print(
        "changed since the last good model, in points:" if changes else "no intent changed by a point or more"
    )
    table = Table("intent", "recall", "precision", box=None, pad_edge=False)
    for change in changes:
        recall, precision = (
            f"{value:+.1f}" if value is not None else "" for value in (change.recall, change.precision)
        )
        named = change.intent if change.recall is not None else f"{change.intent} (new or gone)"
        table.add_row(named, recall, precision)
    if changes:
        console.print(table)
    for intent, found, old, new in confusion_changes(figures.training, last.training):
        console.print(f"  {intent} taken for {found}: {new}, before {old}")
