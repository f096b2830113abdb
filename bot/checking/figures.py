"""Figures of a check: recall and precision by intent, what is taken for what, and the risk suite. No texts are kept in them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.care.risk import RiskLevel
from bot.checking.judged import Judged


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of how many."""

    count: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.count / self.of if self.of else 0.0


@dataclass(frozen=True, kw_only=True)
class Understood:
    """How a set of texts was understood. `confusion` maps a true intent to what its texts were taken for, and how often."""

    confusion: Mapping[str, Mapping[str, int]]

    @property
    def intents(self) -> list[str]:
        return sorted(self.confusion)

    @property
    def accuracy(self) -> Share:
        return Share(
            count=sum(taken.get(intent, 0) for intent, taken in self.confusion.items()),
            of=sum(sum(taken.values()) for taken in self.confusion.values()),
        )

    def recall(self, intent: str) -> Share:
        """How many texts of an intent were taken for it."""
        taken = self.confusion.get(intent, {})
        return Share(count=taken.get(intent, 0), of=sum(taken.values()))

    def precision(self, intent: str) -> Share:
        """How many texts that were taken for an intent are of it."""
        return Share(
            count=self.confusion.get(intent, {}).get(intent, 0),
            of=sum(taken.get(intent, 0) for taken in self.confusion.values()),
        )

    def confusions(self) -> dict[tuple[str, str], int]:
        """(true intent, what it was taken for): how often, where the two differ."""
        return {
            (intent, found): count
            for intent, taken in self.confusion.items()
            for found, count in taken.items()
            if found != intent
        }


@dataclass(frozen=True, kw_only=True)
class RiskGroup:
    """One group of one source in the risk suite: how many texts were heard at possible or above, and at high."""

    source: str  # "rules" | "training" | "blind"
    group: str
    speaks_of_risk: bool
    of: int
    heard: int
    high: int

    @property
    def name(self) -> str:
        return f"{self.source}: {self.group}"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All that is kept of a check. `by_language` holds the accuracy on the blind set."""

    model: str
    at: str
    training: Understood
    blind: Understood
    by_language: Mapping[str, Share]
    risk: Sequence[RiskGroup]
    texts: Mapping[str, tuple[str, str, bool, int]]  # a text's fingerprint: source, group, speaks of risk, level heard
    stories: Share

    def to_row(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Figures:
        """Raises KeyError or TypeError for a row of another shape."""
        return cls(
            model=row["model"],
            at=row["at"],
            training=Understood(**row["training"]),
            blind=Understood(**row["blind"]),
            by_language={language: Share(**share) for language, share in row["by_language"].items()},
            risk=tuple(RiskGroup(**group) for group in row["risk"]),
            texts={
                mark: (source, group, speaks, level) for mark, (source, group, speaks, level) in row["texts"].items()
            },
            stories=Share(**row["stories"]),
        )


def understood(judged: Iterable[Judged]) -> Understood:
    """Count what texts of each intent were taken for; texts without a known intent do not count."""
    confusion: dict[str, Counter[str]] = {}
    for one in judged:
        if one.intent is not None:
            confusion.setdefault(one.intent, Counter())[one.found] += 1
    return Understood(confusion={intent: dict(taken) for intent, taken in sorted(confusion.items())})


def by_language(judged: Iterable[Judged]) -> dict[str, Share]:
    """The share of texts understood, by language."""
    counted: dict[str, list[bool]] = {}
    for one in judged:
        counted.setdefault(one.language, []).append(one.found == one.intent)
    return {language: Share(count=sum(right), of=len(right)) for language, right in sorted(counted.items())}


def risk_texts(source: str, judged: Iterable[Judged]) -> dict[str, tuple[str, str, bool, int]]:
    """How each text of the risk suite was heard, under a fingerprint that tells the same text in the next check."""
    return {
        _fingerprint(source, one): (source, one.group, one.speaks_of_risk, int(one.risk))
        for one in judged
        if one.group is not None
    }


def _fingerprint(source: str, one: Judged) -> str:
    return hashlib.sha256(f"{source}\0{one.group}\0{one.text}".encode()).hexdigest()[:16]


def risk_groups(source: str, judged: Iterable[Judged]) -> list[RiskGroup]:
    """The groups of one source, those that must be heard first."""
    grouped: dict[tuple[bool, str], list[RiskLevel]] = {}
    for one in judged:
        if one.group is not None:
            grouped.setdefault((not one.speaks_of_risk, one.group), []).append(one.risk)
    return [
        RiskGroup(
            source=source,
            group=group,
            speaks_of_risk=not calm,
            of=len(levels),
            heard=sum(level >= RiskLevel.POSSIBLE for level in levels),
            high=sum(level is RiskLevel.HIGH for level in levels),
        )
        for (calm, group), levels in sorted(grouped.items())
    ]
