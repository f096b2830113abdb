"""The risk floor: what a text says so plainly that no model is asked. It may raise the risk; nothing lowers it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.care.risk_reading import laughing, reading
from bot.care.risk_rule import RiskKind, RiskLevel, Rule, expand
from bot.care.risk_rules import RULES

__all__ = ["NO_RISK", "RULES", "Risk", "RiskKind", "RiskLevel", "Rule", "combine", "fires", "floor", "is_silent_dot"]


@dataclass(frozen=True, kw_only=True)
class Risk:
    """How grave, of what kind, and by which rule or intent it was heard. Kind and rule are None only without risk."""

    level: RiskLevel
    kind: RiskKind | None
    rule: str | None


NO_RISK = Risk(level=RiskLevel.NONE, kind=None, rule=None)

_INTENT_KINDS = {
    "report_self_harm": RiskKind.SELF_HARM,
    "report_danger": RiskKind.DANGER,
    "report_medical": RiskKind.MEDICAL,
    "disclose_exploitation": RiskKind.EXPLOITATION,
    "report_runaway": RiskKind.DANGER,
}
_NEVER_HIGH = frozenset({"disclose_exploitation", "report_runaway"})

HIGH_FROM = 0.80
POSSIBLE_FROM = 0.45
"""Confidence of the engine's understanding from which a risk intent counts as high or possible."""


def floor(text: str) -> Risk:
    """The gravest thing that the rules hear. Takes the raw text: what was cut off for being long is heard as well."""
    read = reading(text)
    heard = [risk for rule in _COMPILED if (risk := _heard(rule, read)) is not None]
    return max(heard, key=lambda risk: risk.level, default=NO_RISK)


def combine(heard: Risk, intent: str | None, confidence: float) -> Risk:
    """Floor and understanding together. The higher level wins; on a tie the floor, which says why."""
    kind = _INTENT_KINDS.get(intent or "")
    if kind is None or confidence < POSSIBLE_FROM:
        return heard
    sure = confidence >= HIGH_FROM and intent not in _NEVER_HIGH
    understood = Risk(level=RiskLevel.HIGH if sure else RiskLevel.POSSIBLE, kind=kind, rule=f"intent:{intent}")
    return understood if understood.level > heard.level else heard


def is_silent_dot(text: str) -> bool:
    """Whether the text is the single dot that a youth in silent mode answers with."""
    return text.strip() in {".", "..", "•", "·", "。"}


def fires(rule: Rule, text: str) -> bool:
    """Whether this one rule hears anything in the text, softened or not."""
    return _heard(_compile(rule), reading(text)) is not None


@dataclass(frozen=True, kw_only=True)
class _Compiled:
    rule: Rule
    patterns: tuple[re.Pattern[str], ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None
    softened_by: re.Pattern[str] | None


def _compile(rule: Rule) -> _Compiled:
    return _Compiled(
        rule=rule,
        patterns=tuple(re.compile(f"(?<= )(?:{expand(pattern)})(?= )") for pattern in rule.patterns),
        before=re.compile(f"(?<= )(?:{expand(rule.before)}) ?$") if rule.before else None,
        after=re.compile(f" (?:{expand(rule.after)})(?= )") if rule.after else None,
        anywhere=re.compile(f"(?<= )(?:{expand(rule.anywhere)})(?= )") if rule.anywhere else None,
        softened_by=re.compile(f"(?<= )(?:{expand(rule.softened_by)})(?= )") if rule.softened_by else None,
    )


_COMPILED = tuple(_compile(rule) for rule in RULES)


def _heard(compiled: _Compiled, read: str) -> Risk | None:
    if compiled.anywhere and compiled.anywhere.search(read):
        return None
    if not any(_stands(compiled, read, match) for pattern in compiled.patterns for match in pattern.finditer(read)):
        return None
    rule = compiled.rule
    mundane = compiled.softened_by is not None and compiled.softened_by.search(read) is not None
    softened = mundane or (rule.laughter_softens and laughing(read))
    level = min(rule.level, RiskLevel.POSSIBLE) if softened else rule.level
    return Risk(level=level, kind=rule.kind, rule=rule.name)


def _stands(compiled: _Compiled, read: str, match: re.Match[str]) -> bool:
    """Whether nothing right beside the find turns it into something else."""
    if compiled.before and compiled.before.search(read[: match.start()]):
        return False
    return not (compiled.after and compiled.after.match(read[match.end() :]))
