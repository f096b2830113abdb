"""A model that hears a plea less well than the last good one is refused, and so is one that cries wolf."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.checking.figures import Understood
from bot.checking.verdict import confusion_changes, intent_changes, reasons_to_refuse
from tests.checking.samples import CONFUSION, figures, group


def test_the_first_model_has_nothing_to_be_worse_than() -> None:
    assert reasons_to_refuse(figures(group(heard=0)), None) == []


def test_the_same_figures_again_are_good_enough() -> None:
    assert reasons_to_refuse(figures(), figures()) == []


@pytest.mark.parametrize("source", ["rules", "blind"])
def test_one_plea_less_among_texts_that_stay_the_same_is_one_too_many(source: str) -> None:
    [reason] = reasons_to_refuse(figures(group(source, heard=89)), figures(group(source, heard=90)))
    assert "fewer risks are heard" in reason and source in reason


def test_one_example_less_of_a_thousand_is_chance_and_a_dozen_is_not() -> None:
    last = figures(group(heard=900, of=1000))
    assert reasons_to_refuse(figures(group(heard=899, of=1000)), last) == []
    assert reasons_to_refuse(figures(group(heard=888, of=1000)), last)


def test_new_examples_that_are_harder_than_the_old_ones_are_no_reason() -> None:
    last, new = figures(group(heard=90)), figures(group(heard=90))
    harder = {f"new {number}": ("training", "danger", True, 0) for number in range(50)}
    assert reasons_to_refuse(replace(new, texts={**new.texts, **harder}), last) == []


def test_a_kind_of_risk_cannot_be_traded_for_another() -> None:
    last = figures(group(name="danger", heard=90), group(name="medical", heard=90))
    new = figures(group(name="danger", heard=100), group(name="medical", heard=80))
    [reason] = reasons_to_refuse(new, last)
    assert reason.startswith("medical")


def test_ordinary_talk_that_becomes_an_emergency_is_a_reason() -> None:
    last = figures(group(name="figurative", risky=False, heard=5, high=1))
    [reason] = reasons_to_refuse(figures(group(name="figurative", risky=False, heard=5, high=3)), last)
    assert "ordinary talk" in reason


def test_what_changed_is_told_by_intent_with_the_largest_fall_first() -> None:
    last = Understood(confusion={**CONFUSION, "greet": {"greet": 100}, "deny": {"deny": 3}})
    changes = intent_changes(Understood(confusion=CONFUSION), last)
    assert [(change.intent, change.recall) for change in changes] == [("thank", 0.0), ("greet", -10.0), ("deny", None)]
    assert confusion_changes(Understood(confusion=CONFUSION), last) == [("greet", "thank", 0, 10)]
