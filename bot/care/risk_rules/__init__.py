"""The rules of the risk floor, by topic. Each carries the texts it must hear and those it must let pass."""

from __future__ import annotations

from bot.care.risk_rule import Rule
from bot.care.risk_rules import (
    abuse,
    captivity,
    danger_es,
    despair,
    exploitation,
    illness_signs,
    medical,
    medical_signs,
    self_harm,
    self_harm_es,
    self_injury,
    threats,
    violence,
)

# Where several rules of one level hear something, the first in this order names the kind: what must be answered soonest.
RULES: tuple[Rule, ...] = (
    *violence.RULES,
    *captivity.RULES,
    *danger_es.RULES,
    *threats.RULES,
    *medical.RULES,
    *medical_signs.RULES,
    *illness_signs.RULES,
    *self_harm.RULES,
    *self_harm_es.RULES,
    *self_injury.RULES,
    *despair.RULES,
    *exploitation.RULES,
    *abuse.RULES,
)
