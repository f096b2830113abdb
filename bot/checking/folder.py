"""The models on disk: the one in use, the candidate, and the last good one with its figures.

models/puente.*               in use
models/check/candidate/       what the newest check trained
models/check/good/            a copy of the last model that passed
models/check/last-good.json   its figures
models/check/report.html      the newest report
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.checking.figures import Figures

# In this order, so that a crash half-way leaves a model without a fingerprint, which the next training replaces.
_FILES = ("puente.tar.gz", "puente.sha256", "puente.fingerprint")


@dataclass(frozen=True, kw_only=True)
class ModelFolder:
    """The folder `models` of a project."""

    root: Path

    @property
    def candidate(self) -> Path:
        return self.root / "check" / "candidate"

    @property
    def candidate_model(self) -> Path:
        return self.candidate / _FILES[0]

    @property
    def report(self) -> Path:
        return self.root / "check" / "report.html"

    def begin(self) -> None:
        """Start from the model in use: when nothing changed since, nothing needs to be trained."""
        _copy(self.root, self.candidate)

    def last_good(self) -> Figures | None:
        """The figures of the last model that passed; None when none did, or they are of an older shape."""
        try:
            return Figures.from_row(json.loads(self._figures.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def accept(self, figures: Figures) -> None:
        """The candidate passed: it is taken into use, and is what the next one is measured against."""
        _copy(self.candidate, self.root)
        _copy(self.candidate, self._good)
        half = self._figures.with_suffix(".new")
        half.write_text(json.dumps(figures.to_row(), indent=1), encoding="utf-8")
        half.replace(self._figures)

    def refuse(self) -> bool:
        """The candidate did not pass: should it be in use already, the last good one takes its place again.

        True when the last good model is in use now; False when there is none.
        """
        good = _digest(self._good)
        if good and _digest(self.root) == _digest(self.candidate) != good:
            _copy(self._good, self.root)
        return good is not None and _digest(self.root) == good

    @property
    def _good(self) -> Path:
        return self.root / "check" / "good"

    @property
    def _figures(self) -> Path:
        return self.root / "check" / "last-good.json"


def _digest(folder: Path) -> str | None:
    try:
        return (folder / "puente.sha256").read_text(encoding="ascii").strip()
    except OSError:
        return None


def _copy(source: Path, target: Path) -> None:
    """Put a model into a folder, file by file, each whole; nothing happens when the source is incomplete."""
    if not all((source / name).exists() for name in _FILES):
        return
    target.mkdir(parents=True, exist_ok=True)
    (target / _FILES[-1]).unlink(missing_ok=True)
    for name in _FILES:
        half = target / f"{name}.half"
        shutil.copyfile(source / name, half)
        half.replace(target / name)
