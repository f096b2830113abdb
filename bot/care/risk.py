"""The risk floor, what a text says so plainly that no model need be asked, and how the engine's understanding joins it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.care.risk_reading import laughing, reading
from bot.care.risk_rule import RiskKind, RiskLevel, Rule, expand
from bot.care.risk_rules import RULES

__all__ = ["NO_RISK", "RULES", "Risk", "RiskKind", "RiskLevel", "Rule", "combine", "fires", "floor", "is_silent_dot"]


@dataclass(frozen=True, kw_only=True)
class Risk:
    """How grave, of what kind, and by which rule or intent it was heard. Kind and rule are None only without risk.

    `open`: a wish to die among many other words. It is possible by itself, and high once the understanding agrees.
    """

    level: RiskLevel
    kind: RiskKind | None
    rule: str | None
    open: bool = False


NO_RISK = Risk(level=RiskLevel.NONE, kind=None, rule=None)

_KIND_OF_INTENT = {
    "report_danger": RiskKind.DANGER,
    "report_medical": RiskKind.MEDICAL,
    "disclose_exploitation": RiskKind.EXPLOITATION,
    "report_runaway": RiskKind.DANGER,
}
_MAY_BE_HIGH = frozenset({RiskKind.DANGER, RiskKind.MEDICAL})

# Probabilities, 0 to 1, from the engine, calibrated on the project's own examples, each judged by a model that had not
# seen it. Where to draw the line was weighed on the project's examples and on the development rows of public posts.
HIGH_FROM = 0.80
"""Of an intent: from here a message that is taken for danger or a medical emergency is answered as one."""

INTENT_ALONE_FROM = 0.45
"""Of an intent, where the model judges no kinds of risk: from here one gentle question is asked."""

MOST_BESIDE = 6
"""Words that may stand beside a wish to die for it to be nearly all that a text says."""


@dataclass(frozen=True, kw_only=True)
class SelfHarmFrom:
    """From which chances self-harm is heard in one language; chances between 0 and 1."""

    sure: float
    """Said plainly: from here it is high although the floor heard nothing so plain."""
    agrees: float
    """Said plainly, where the floor heard such a wish among many other words: from here it is high."""
    despair: float
    """Meant, plainly or not: from here one gentle question is asked."""


SELF_HARM_FROM = SelfHarmFrom(sure=0.98, agrees=0.77, despair=0.85)
IN_SPANISH_FROM = SelfHarmFrom(sure=0.98, agrees=0.94, despair=0.96)
"""Of short texts in Spanish the model is surer than it should be: there the line lies higher."""

KIND_FROM = {RiskKind.DANGER: 0.6, RiskKind.MEDICAL: 0.7, RiskKind.EXPLOITATION: 0.97}
"""Of the other kinds: from here one gentle question is asked, whatever the intent."""

AGREED_FROM = 0.55
AGREED_INTENT_FROM = 0.8
"""Of the other kinds where the intent says the same: both together weigh as much as more of one."""


def floor(text: str) -> Risk:
    """The gravest thing that the rules hear. Takes the raw text: what was cut off for being long is heard as well."""
    read = reading(text)
    heard = [risk for rule in _COMPILED if (risk := _heard(rule, read)) is not None]
    # Of two that are possible the wish counts, since the understanding may yet make it high.
    return max(heard, key=lambda risk: (risk.level, risk.open), default=NO_RISK)


def combine(
    heard: Risk,
    intent: str | None,
    confidence: float,
    chances: Mapping[str, float] | None = None,
    language: str | None = None,
) -> Risk:
    """What the floor heard and what the engine understood, as one risk; on a tie the floor, which says why.

    `chances`: probability by kind of risk, and of `despair` (self-harm meant, plainly or not); without them only the
    floor and the intent speak. `language` of the text, as guessed. Understanding raises the risk and never lowers it.
    """
    if chances is None or not chances:
        understood = _by_intent(intent, confidence)
        return understood if understood.level > heard.level else heard
    begins = IN_SPANISH_FROM if language == "es" else SELF_HARM_FROM
    if heard.open and _said_plainly(chances) >= begins.agrees:
        return replace(heard, level=RiskLevel.HIGH, open=False)
    understood = max(
        (_self_harm(chances, begins), _other_kinds(intent, confidence, chances)), key=lambda risk: risk.level
    )
    return understood if understood.level > heard.level else heard


def _self_harm(chances: Mapping[str, float], begins: SelfHarmFrom) -> Risk:
    if _said_plainly(chances) >= begins.sure:
        return Risk(level=RiskLevel.HIGH, kind=RiskKind.SELF_HARM, rule="model:self_harm")
    if chances.get("despair", 0.0) >= begins.despair:
        return Risk(level=RiskLevel.POSSIBLE, kind=RiskKind.SELF_HARM, rule="model:despair")
    return NO_RISK


def _said_plainly(chances: Mapping[str, float]) -> float:
    """Both classifiers of self-harm, the plain and the wide one, as one chance: the mean of their odds, as logarithms."""
    odds = math.sqrt(_odds(chances.get("self_harm", 0.0)) * _odds(chances.get("despair", 0.0)))
    return odds / (1 + odds)


def _odds(chance: float) -> float:
    near = min(max(chance, 1e-9), 1 - 1e-9)
    return near / (1 - near)


def _other_kinds(intent: str | None, confidence: float, chances: Mapping[str, float]) -> Risk:
    kind = max(KIND_FROM, key=lambda kind: chances.get(kind, 0.0))
    chance = chances.get(kind, 0.0)
    agreed = _KIND_OF_INTENT.get(intent or "") is kind
    if agreed and kind in _MAY_BE_HIGH and confidence >= HIGH_FROM and chance >= KIND_FROM[kind]:
        return Risk(level=RiskLevel.HIGH, kind=kind, rule=f"model:{kind}")
    if chance >= KIND_FROM[kind] or (agreed and confidence >= AGREED_INTENT_FROM and chance >= AGREED_FROM):
        return Risk(level=RiskLevel.POSSIBLE, kind=kind, rule=f"model:{kind}")
    return NO_RISK


def _by_intent(intent: str | None, confidence: float) -> Risk:
    kind = RiskKind.SELF_HARM if intent == "report_self_harm" else _KIND_OF_INTENT.get(intent or "")
    if kind is None or confidence < INTENT_ALONE_FROM:
        return NO_RISK
    sure = confidence >= HIGH_FROM and intent not in ("disclose_exploitation", "report_runaway")
    return Risk(level=RiskLevel.HIGH if sure else RiskLevel.POSSIBLE, kind=kind, rule=f"intent:{intent}")


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
    finds = (match for pattern in compiled.patterns for match in pattern.finditer(read))
    standing = [match for match in finds if _stands(compiled, read, match)]
    if not standing:
        return None
    rule = compiled.rule
    mundane = compiled.softened_by is not None and compiled.softened_by.search(read) is not None
    softened = mundane or (rule.laughter_softens and laughing(read))
    among_others = rule.plain_alone and min(_beside(read, match) for match in standing) > MOST_BESIDE
    level = min(rule.level, RiskLevel.POSSIBLE) if softened or among_others else rule.level
    return Risk(level=level, kind=rule.kind, rule=rule.name, open=among_others and not softened)


def _beside(read: str, match: re.Match[str]) -> int:
    """How many words of the text stand beside the find."""
    return sum(word != "|" for word in f"{read[: match.start()]} {read[match.end() :]}".split())


def _stands(compiled: _Compiled, read: str, match: re.Match[str]) -> bool:
    """Whether nothing right beside the find turns it into something else."""
    if compiled.before and compiled.before.search(read[: match.start()]):
        return False
    return not (compiled.after and compiled.after.match(read[match.end() :]))
