"""Figures count what they say, and come back from disk as they were."""

from __future__ import annotations

import json

from bot.care.risk import RiskLevel
from bot.checking.figures import Figures, Share, risk_groups, understood
from tests.checking.samples import figures, judged


def test_recall_and_precision_are_counted_by_intent() -> None:
    told = understood([judged(found="greet"), judged(found="thank"), judged(intent="thank", found="thank")])
    assert told.recall("greet") == Share(count=1, of=2)
    assert told.precision("thank") == Share(count=1, of=2)
    assert told.accuracy == Share(count=2, of=3)
    assert told.confusions() == {("greet", "thank"): 1}


def test_a_text_whose_intent_nobody_named_counts_for_risk_only() -> None:
    one = judged(intent=None, group="danger", speaks_of_risk=True, risk=RiskLevel.POSSIBLE)
    assert understood([one]).accuracy == Share(count=0, of=0)
    [found] = risk_groups("training", [one])
    assert (found.name, found.of, found.heard, found.high) == ("training: danger", 1, 1, 0)


def test_figures_come_back_from_disk_as_they_were() -> None:
    kept = json.loads(json.dumps(figures().to_row()))
    assert Figures.from_row(kept).to_row() == figures().to_row()
