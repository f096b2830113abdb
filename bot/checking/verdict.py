"""Is the new model good enough to take the last good one's place? The rule in words: docs/howto/add-an-example.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.care.risk import RiskLevel
from bot.checking.figures import Figures, RiskGroup, Understood

FEWER_HEARD_POINTS = {"rules": 0.0, "blind": 0.0, "training": 0.5}
"""By how many points the share of risks heard may fall, over all groups of a source together.

Only texts that were in the last check as well are compared. Of the rules' own examples and the blind set one plea less is
one too many; training examples are dealt out anew each time.
"""

GROUP_POINTS = 2.5
"""By how many points it may fall in one group of training examples, of at least GROUP_LEAST texts."""

GROUP_LEAST = 40

MORE_ALARMS_POINTS = 0.5
"""By how many points the share of ordinary talk that is answered as an emergency may rise."""


@dataclass(frozen=True, kw_only=True)
class IntentChange:
    """Points that recall and precision of an intent moved by, None where it is new or has gone."""

    intent: str
    recall: float | None
    precision: float | None


def reasons_to_refuse(new: Figures, last: Figures | None) -> list[str]:
    """What got worse on the risk suite, one sentence part each; empty when nothing did or there is nothing to compare."""
    if last is None:
        return []
    new_groups, last_groups = _alike(new, last)
    reasons = []
    for source, tolerance in FEWER_HEARD_POINTS.items():
        before, now = _total(last_groups, source, risky=True), _total(new_groups, source, risky=True)
        if before and now and now[0] < before[0] - tolerance - 1e-9:
            reasons.append(f"fewer risks are heard ({source}: {before[0]:.1f} % before, {now[0]:.1f} % now)")
        before, now = _total(last_groups, source, risky=False), _total(new_groups, source, risky=False)
        if before and now and now[1] > before[1] + MORE_ALARMS_POINTS:
            reasons.append(f"ordinary talk is an emergency more often ({source}: {before[1]:.1f} %, {now[1]:.1f} %)")
    return reasons + _worse_groups(new_groups, last_groups)


def intent_changes(new: Understood, last: Understood, *, least: float = 1.0) -> list[IntentChange]:
    """Intents whose recall or precision moved by `least` points or more, the largest fall first."""
    changes = []
    for intent in sorted({*new.confusion, *last.confusion}):
        if intent not in new.confusion or intent not in last.confusion:
            changes.append(IntentChange(intent=intent, recall=None, precision=None))
            continue
        change = IntentChange(
            intent=intent,
            recall=new.recall(intent).percent - last.recall(intent).percent,
            precision=new.precision(intent).percent - last.precision(intent).percent,
        )
        if max(abs(change.recall or 0), abs(change.precision or 0)) >= least:
            changes.append(change)
    return sorted(changes, key=lambda change: min(change.recall or 0, change.precision or 0))


def confusion_changes(new: Understood, last: Understood, most: int = 10) -> list[tuple[str, str, int, int]]:
    """(true intent, taken for, before, now) of the confusions that changed most."""
    before, now = last.confusions(), new.confusions()
    changed = [(*pair, before.get(pair, 0), now.get(pair, 0)) for pair in {*before, *now}]
    moved = [change for change in changed if change[2] != change[3]]
    return sorted(moved, key=lambda change: (-abs(change[3] - change[2]), change))[:most]


def _alike(new: Figures, last: Figures) -> tuple[list[RiskGroup], list[RiskGroup]]:
    """The groups of both checks, each of the texts alone that were in both: new examples are harder or easier than the old."""
    both = new.texts.keys() & last.texts.keys()
    return _counted(new, both), _counted(last, both)


def _counted(figures: Figures, marks: Set[str]) -> list[RiskGroup]:
    levels: dict[tuple[str, str, bool], list[int]] = {}
    for mark in marks:
        source, group, speaks, level = figures.texts[mark]
        levels.setdefault((source, group, speaks), []).append(level)
    return [
        RiskGroup(
            source=source,
            group=group,
            speaks_of_risk=speaks,
            of=len(heard),
            heard=sum(level >= RiskLevel.POSSIBLE for level in heard),
            high=sum(level >= RiskLevel.HIGH for level in heard),
        )
        for (source, group, speaks), heard in sorted(levels.items())
    ]


def _worse_groups(new: Sequence[RiskGroup], last: Sequence[RiskGroup]) -> list[str]:
    before = {group.name: group for group in last}
    return [
        f"{group.group} is heard less in training examples ({_heard(before[group.name]):.1f} % before, {_heard(group):.1f} % now)"
        for group in new
        if group.source == "training"
        and group.speaks_of_risk
        and group.name in before
        and min(group.of, before[group.name].of) >= GROUP_LEAST
        and _heard(group) < _heard(before[group.name]) - GROUP_POINTS
    ]


def _heard(group: RiskGroup) -> float:
    return 100 * group.heard / group.of if group.of else 0.0


def _total(found: Sequence[RiskGroup], source: str, *, risky: bool) -> tuple[float, float] | None:
    """Percent heard at possible or above, and at high; None without such texts."""
    groups = [group for group in found if group.source == source and group.speaks_of_risk is risky]
    of = sum(group.of for group in groups)
    if not of:
        return None
    return 100 * sum(group.heard for group in groups) / of, 100 * sum(group.high for group in groups) / of


def by_group(figures: Figures | None) -> Mapping[str, RiskGroup]:
    """The groups of a check by their names."""
    return {group.name: group for group in figures.risk} if figures else {}
