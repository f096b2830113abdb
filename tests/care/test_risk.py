"""The risk floor: every rule is held to the examples it names, and to the near-misses it must let pass."""

from __future__ import annotations

import time

import pytest

from bot.care.risk import NO_RISK, RULES, RiskKind, RiskLevel, Rule, combine, fires, floor, is_silent_dot

EXAMPLES = [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.examples]
NEAR_MISSES = [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.near_misses]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_hears_its_examples(rule: Rule, text: str) -> None:
    assert fires(rule, text)


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES)
def test_a_rule_lets_its_near_misses_pass(rule: Rule, text: str) -> None:
    assert not fires(rule, text)
