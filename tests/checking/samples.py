"""Figures and models as a check would leave them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.care.risk import RiskLevel
from bot.checking.figures import Figures, RiskGroup, Share, Understood
from bot.checking.judged import Judged
from bot.checking.running import Checked, Played

CONFUSION = {"greet": {"greet": 90, "thank": 10}, "thank": {"thank": 50}}


def group(
    source: str = "training",
    name: str = "danger",
    *,
    heard: int = 90,
    high: int = 60,
    of: int = 100,
    risky: bool = True,
) -> RiskGroup:
    return RiskGroup(source=source, group=name, speaks_of_risk=risky, of=of, heard=heard, high=high)


def texts(*groups: RiskGroup) -> dict[str, tuple[str, str, bool, int]]:
    """Texts that make up such groups, under marks that are the same in every check."""
    return {
        f"{one.name} {number}": (one.source, one.group, one.speaks_of_risk, (number < one.heard) + (number < one.high))
        for one in groups
        for number in range(one.of)
    }


def figures(*groups: RiskGroup, **changed: Any) -> Figures:
    """A check in which all went well, but for what is changed."""
    usual: dict[str, Any] = {
        "model": "a" * 64,
        "at": "2026-01-05T12:00:00+00:00",
        "training": Understood(confusion=CONFUSION),
        "blind": Understood(confusion={"greet": {"greet": 9, "thank": 1}}),
        "by_language": {"en": Share(count=9, of=10)},
        "risk": groups or (group(),),
        "texts": texts(*(groups or (group(),))),
        "stories": Share(count=4, of=4),
    }
    return Figures(**{**usual, **changed})


def judged(text: str = "hi", **changed: Any) -> Judged:
    usual: dict[str, Any] = {
        "text": text,
        "intent": "greet",
        "found": "thank",
        "confidence": 0.5,
        "risk": RiskLevel.NONE,
        "group": None,
        "speaks_of_risk": False,
        "file": "data/nlu/small_talk.yml",
    }
    return Judged(**{**usual, **changed})


def checked(
    found: Figures, *, failed: list[tuple[str, str]] | None = None, misses: list[Judged] | None = None
) -> Checked:
    return Checked(figures=found, misses=misses or [], played=Played(passed=4, failed=failed or []))


def put_model(folder: Path, content: str) -> None:
    """A model of three files in a folder; its hash is its content."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("puente.tar.gz", "puente.sha256", "puente.fingerprint"):
        (folder / name).write_text(content)
