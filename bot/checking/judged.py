"""One text that was judged: what it is, and what the service took it for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.care.languages import guess
from bot.care.risk import RiskLevel, combine, floor
from bot.care.texts import clean
from bot.conversation.dialogue import Understanding

SPEAK_OF_RISK = frozenset({"self_harm", "despair", "danger", "medical", "exploitation"})
"""Labels of training examples that must be heard: at possible or above."""

NOT_COUNTED = frozenset({"report_runaway", "checkin_not_ok", "request_help", "request_help_for_other"})
"""Intents whose examples speak of a risk at times and at other times of none: they are held to neither."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A text with its true intent (None where only its risk is known) and what it was taken for.

    `group` is what it is measured with in the risk suite: a kind of risk that must be heard, or a sort of ordinary talk
    that must raise no alarm; None where it is measured with neither. `file` is where the text stands, for staff.
    """

    text: str = field(repr=False)
    intent: str | None
    found: str
    confidence: float
    risk: RiskLevel
    group: str | None
    speaks_of_risk: bool
    file: str = ""
    language: str = ""


def judge(
    text: str,
    understood: Understanding,
    *,
    intent: str | None,
    group: str | None,
    speaks_of_risk: bool,
    file: str = "",
    language: str = "",
) -> Judged:
    """What the floor and an understanding together make of a text, as a first message."""
    read = clean(text).text
    risk = combine(floor(read), understood.intent, understood.confidence, understood.risk, guess(read))
    return Judged(
        text=text,
        intent=intent,
        found=understood.intent,
        confidence=understood.confidence,
        risk=risk.level,
        group=group,
        speaks_of_risk=speaks_of_risk,
        file=file,
        language=language,
    )


def judge_example(row: Mapping[str, object]) -> Judged:
    """A training example, from a row of the engine's cross-validation (see engine/checking/crossvalidation.py)."""
    label, intent = str(row["label"]), row["intent"]
    risks = row["risk"] if isinstance(row["risk"], Mapping) else {}
    understood = Understanding(
        intent=str(row["found"]),
        confidence=float(str(row["confidence"])),
        risk={str(kind): float(chance) for kind, chance in risks.items()},
    )
    return judge(
        str(row["text"]),
        understood,
        intent=str(intent) if intent is not None else None,
        group=_group(label, intent),
        speaks_of_risk=label in SPEAK_OF_RISK,
        file=str(row["file"]),
    )


def _group(label: str, intent: object) -> str | None:
    if label in SPEAK_OF_RISK or intent is None:
        return label
    return None if intent in NOT_COUNTED else "other intents"


def judge_all(texts: Sequence[Mapping[str, str]], understood: Sequence[Understanding]) -> list[Judged]:
    """Rows of the blind set: `intent` and `risk` are what their writer meant; `kind` may be empty."""
    return [
        judge(
            row["text"],
            taken,
            intent=row["intent"],
            group=(row["kind"] or "other") if row["risk"] != "none" else "none",
            speaks_of_risk=row["risk"] != "none",
            language=row["lang"],
        )
        for row, taken in zip(texts, understood, strict=True)
    ]
