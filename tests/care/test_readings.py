"""Which readings of a text that was not understood are offered, and of which intents nobody is ever asked."""

from __future__ import annotations

import pytest
import yaml

from bot.care.readings import ALWAYS, LEAST_CHANCE, WITH_QUESTIONS_LEFT, WITH_SOMETHING_OPEN, Moment, likeliest
from bot.settings import ROOT

NOTHING_OPEN = Moment(questions_left=False, something_open=False)
OFFERED = ALWAYS | WITH_QUESTIONS_LEFT | WITH_SOMETHING_OPEN
NEVER_OFFERED = {
    "affirm": "nothing was asked that it would answer",
    "change_checkins": "leads to the same choices as asking for check-ins",
    "checkin_ok": "needs no answer that somebody would choose",
    "deny": "nothing was asked that it would answer; as a choice it stands for something else",
    "go_back": "outside of the questions there is nothing to go back to",
    "goodbye": "needs no answer that somebody would choose",
    "greet": "needs no answer that somebody would choose",
    "hostile": "nobody is asked whether they meant to insult",
    "inform": "says that it answers something, and nothing was asked",
    "nlu_fallback": "says that nothing was understood",
    "out_of_scope": "is what something else stands for",
    "pause_referral": "outside of the questions there is nothing to put off",
    "skip": "outside of the questions there is nothing to skip",
    "thank": "needs no answer that somebody would choose",
}
"""Every other intent, and why nobody is asked whether they meant it."""
INTENTS = set(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])


def test_the_two_likeliest_are_offered_likeliest_first() -> None:
    ranking = [("find_service", 0.2), ("request_human", 0.3), ("ask_data", 0.15)]
    assert likeliest(ranking, NOTHING_OPEN) == ("request_human", "find_service")


def test_what_is_no_wish_is_passed_over_and_the_next_one_is_offered() -> None:
    ranking = [("nlu_fallback", 0.35), ("inform", 0.3), ("thank", 0.2), ("find_service", 0.12)]
    assert likeliest(ranking, NOTHING_OPEN) == ("find_service",)


def test_a_mere_guess_is_not_offered() -> None:
    ranking = [("find_service", LEAST_CHANCE), ("request_human", LEAST_CHANCE - 0.01)]
    assert likeliest(ranking, NOTHING_OPEN) == ("find_service",)
    assert likeliest(ranking[1:], NOTHING_OPEN) == ()
    assert likeliest([], NOTHING_OPEN) == ()


def test_danger_may_be_offered_like_anything_else() -> None:
    assert likeliest([("report_danger", 0.25), ("greet", 0.2)], NOTHING_OPEN) == ("report_danger",)


@pytest.mark.parametrize("intent", ["resume_referral", "change_answer"])
def test_the_questions_are_offered_only_while_some_are_left(intent: str) -> None:
    assert likeliest([(intent, 0.3)], NOTHING_OPEN) == ()
    assert likeliest([(intent, 0.3)], Moment(questions_left=True, something_open=True)) == (intent,)


@pytest.mark.parametrize("intent", ["ask_status", "cancel_request"])
def test_how_it_stands_is_offered_only_while_something_is_open(intent: str) -> None:
    assert likeliest([(intent, 0.3)], NOTHING_OPEN) == ()
    assert likeliest([(intent, 0.3)], Moment(questions_left=False, something_open=True)) == (intent,)


def test_every_intent_has_words_for_asking_back_or_a_reason_why_not() -> None:
    assert OFFERED | set(NEVER_OFFERED) == INTENTS
    assert not OFFERED & set(NEVER_OFFERED)
    assert all(NEVER_OFFERED.values())
