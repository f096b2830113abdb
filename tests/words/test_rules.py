"""The house rules for the dialogue's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bot.actions.runner import ActionRunner
from bot.settings import ROOT

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
# The wish goes on as a text of its own.
GOES_ON = "action_take_up_wish"
CRISIS = ("report_self_harm", "report_danger", "report_medical", "disclose_exploitation", "report_runaway")


def _rules() -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]


RULES = list(_rules())
WAITING = {rule["steps"][0]["action"] for rule in RULES if len(rule["steps"]) == 1}


def _names(rule: dict[str, Any]) -> set[str]:
    steps = [*rule["steps"], *(step for part in rule["steps"] for step in part.get("or", ()))]
    return {step["intent"] for step in steps if "intent" in step}


def test_no_two_rules_have_one_name_and_each_is_a_sentence() -> None:
    names = [rule["rule"] for rule in RULES]
    assert len(names) == len(set(names))
    assert all(len(name.split()) >= 3 and name[0].isupper() for name in names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["rule"])
def test_every_rule_ends_where_the_conversation_can_wait(rule: dict[str, Any]) -> None:
    last = rule["steps"][-1]
    waits_in_form = "active_loop" in last
    waits_by_outcome = "slot_was_set" in last
    assert waits_in_form or waits_by_outcome or last["action"] in WAITING | {GOES_ON}


def test_every_intent_is_answered_after_the_first_contact_and_before_it() -> None:
    before, after = set(), set()
    for rule in RULES:
        told = {
            name: value
            for part in rule.get("condition", ())
            for slots in part.get("slot_was_set", ())
            for name, value in (slots if isinstance(slots, dict) else {}).items()
        }
        if told.get("asking") or told.get("crossed") is True:
            continue
        stage = told.get("first_contact")
        if stage in (None, "not_yet"):
            before |= _names(rule)
        if stage in (None, "done"):
            after |= _names(rule)
    assert set(DOMAIN["intents"]) <= before
    assert set(DOMAIN["intents"]) <= after


@pytest.mark.parametrize("intent", CRISIS)
def test_a_crisis_is_answered_under_no_condition(intent: str) -> None:
    assert any(intent in _names(rule) and "condition" not in rule for rule in RULES)


def test_every_action_of_the_domain_can_be_run_and_every_one_that_can_is_listed() -> None:
    ours = {name for name in ActionRunner().names if name.startswith(("action_", "validate_"))}
    assert set(DOMAIN["actions"]) == ours - {"action_validate_slot_mappings"}
