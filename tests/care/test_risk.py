"""The risk floor: every rule is held to the examples it names, and to the near-misses it must let pass."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.risk import NO_RISK, RULES, RiskKind, RiskLevel, Rule, combine, fires, floor, is_silent_dot
from bot.care.risk_reading import reading

EXAMPLES = [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.examples]
NEAR_MISSES = [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.near_misses]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_hears_its_examples(rule: Rule, text: str) -> None:
    assert fires(rule, text)


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES)
def test_a_rule_lets_its_near_misses_pass(rule: Rule, text: str) -> None:
    assert not fires(rule, text)


def test_every_rule_has_a_name_of_its_own_and_examples_of_both_sorts() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.examples and rule.near_misses and rule.reason for rule in RULES)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("i want to die", "self_harm"), ("ME QUIERO MATAR", "self_harm"), ("he has a gun", "danger"),
     ("me tiene encerrada", "danger"),
     ("i took a whole bottle of advil", "medical"), ("no respira", "medical"),
     ("im gonna kill myself hes here", "self_harm"),
     ("hey. whats up. i wanna kms tonight", "self_harm"), ("quiero die ya no quiero vivir", "self_harm")],
)  # fmt: skip
def test_a_plain_statement_is_high(text: str, kind: str) -> None:
    risk = floor(text)
    assert (risk.level, risk.kind) == (RiskLevel.HIGH, kind)


@pytest.mark.parametrize(
    "text",
    ["he makes me sleep with guys", "mi papá me pega", "i cant do this anymore", "kms lol", "im scared of my stepdad"],
)
def test_what_may_be_grave_is_possible(text: str) -> None:
    assert floor(text).level is RiskLevel.POSSIBLE


@pytest.mark.parametrize(
    "text",
    ["", "hola", "1", "i need a place to sleep", "this test is killing me", "me muero de hambre", "i dont want to die",
     "dying to see that movie", "my phone died", "shoot me a text", "she killed it last night", "matamos el tiempo",
     "my mom is gonna kill me", "drop dead gorgeous", "im dead 💀", "he hit me up", "can i get a ride"],
)  # fmt: skip
def test_ordinary_talk_is_no_risk(text: str) -> None:
    assert floor(text) == NO_RISK


def test_a_laughing_writer_is_asked_and_not_alarmed_about() -> None:
    assert floor("i want to die").level is RiskLevel.HIGH
    assert floor("i want to die 😂").level is RiskLevel.POSSIBLE


def test_the_words_of_a_song_are_not_the_writers() -> None:
    assert floor('that song "i want to die" is stuck in my head') == NO_RISK
    assert floor('"i want to die"').level is RiskLevel.HIGH


def test_a_denial_elsewhere_does_not_hide_a_statement() -> None:
    assert floor("i cant take it anymore im going to kill myself").rule == "kill_myself"
    assert floor("no se que hacer me quiero morir").level is RiskLevel.HIGH


def test_spellings_are_read_as_one() -> None:
    assert reading("I'm gonna DIEEEE... 2nite!!") == " im going to die tonight | "


@pytest.mark.parametrize(
    ("intent", "confidence", "level"),
    [("report_danger", 0.95, RiskLevel.HIGH), ("report_danger", 0.6, RiskLevel.POSSIBLE), ("report_danger", 0.2, RiskLevel.NONE),
     ("disclose_exploitation", 0.99, RiskLevel.POSSIBLE), ("report_runaway", 0.99, RiskLevel.POSSIBLE),
     ("greet", 0.99, RiskLevel.NONE), (None, 0.0, RiskLevel.NONE)],
)  # fmt: skip
def test_understanding_may_raise_the_risk(intent: str | None, confidence: float, level: RiskLevel) -> None:
    assert combine(NO_RISK, intent, confidence).level is level


CALM = {"self_harm": 0.01, "despair": 0.02, "danger": 0.01, "medical": 0.01, "exploitation": 0.01}


def test_what_the_floor_is_sure_of_is_lowered_by_no_model() -> None:
    heard = floor("i want to die")
    assert heard.level is RiskLevel.HIGH
    assert combine(heard, "out_of_scope", 0.9, {**CALM, "self_harm": 0.0}) == heard


@pytest.mark.parametrize("text", ["he has a gun", "i took a whole bottle of advil"])
def test_danger_and_a_medical_emergency_stand_whatever_was_understood(text: str) -> None:
    assert combine(floor(text), "greet", 1.0, CALM) == floor(text)


@pytest.mark.parametrize(
    ("chances", "level", "kind"),
    [({"self_harm": 0.99, "despair": 0.99}, "high", "self_harm"), ({"despair": 0.95}, "possible", "self_harm"),
     ({"despair": 0.5}, "none", None), ({"danger": 0.7}, "possible", "danger"), ({"medical": 0.75}, "possible", "medical"),
     ({"exploitation": 0.7}, "none", None), ({"exploitation": 0.98}, "possible", "exploitation")],
)  # fmt: skip
def test_each_kind_of_risk_is_weighed_for_itself(chances: dict[str, float], level: str, kind: str | None) -> None:
    risk = combine(NO_RISK, "out_of_scope", 0.5, {**CALM, **chances})
    assert (risk.level.word, risk.kind) == (level, kind)


LONG_WISH = "when she left me at the bus stop again with all of my bags i said it out loud i want to die"


def test_a_wish_to_die_among_many_other_words_is_asked_about_until_the_understanding_agrees() -> None:
    heard = floor(LONG_WISH)
    assert (heard.level, heard.kind, heard.open) == (RiskLevel.POSSIBLE, RiskKind.SELF_HARM, True)
    agreed = combine(heard, "out_of_scope", 0.5, {**CALM, "self_harm": 0.9, "despair": 0.9})
    assert (agreed.level, agreed.rule) == (RiskLevel.HIGH, "want_to_die")
    assert combine(heard, "out_of_scope", 0.5, CALM) == heard


def test_a_wish_to_die_that_is_nearly_all_of_a_text_needs_nobodys_agreement() -> None:
    assert floor("honestly tonight i just want to die").level is RiskLevel.HIGH
    assert floor("ya neta me quiero morir wey").level is RiskLevel.HIGH


def test_in_spanish_the_model_must_be_surer_for_it_is_too_sure_there() -> None:
    chances = {**CALM, "despair": 0.9}
    assert combine(NO_RISK, "out_of_scope", 0.5, chances, "en").level is RiskLevel.POSSIBLE
    assert combine(NO_RISK, "out_of_scope", 0.5, chances, "es") == NO_RISK


def test_danger_is_high_where_intent_and_chance_agree() -> None:
    sure = {**CALM, "danger": 0.9}
    assert combine(NO_RISK, "report_danger", 0.9, sure).level is RiskLevel.HIGH
    assert combine(NO_RISK, "report_danger", 0.7, sure).level is RiskLevel.POSSIBLE
    assert combine(NO_RISK, "report_danger", 0.99, CALM) == NO_RISK
    assert combine(NO_RISK, "disclose_exploitation", 0.99, {**CALM, "exploitation": 0.99}).level is RiskLevel.POSSIBLE


def test_without_chances_understanding_never_lowers_the_risk() -> None:
    heard = floor("he has a gun")
    assert combine(heard, "greet", 1.0) == heard
    assert combine(heard, "disclose_exploitation", 1.0) == heard
    assert combine(floor("kms lol"), "report_self_harm", 0.9).kind is RiskKind.SELF_HARM


@pytest.mark.parametrize(("text", "silent"), [(".", True), (" . ", True), ("•", True), ("ok.", False), ("", False)])
def test_a_dot_alone_is_the_silent_sign(text: str, silent: bool) -> None:
    assert is_silent_dot(text) is silent


@given(st.text(max_size=120))
def test_any_text_can_be_heard(text: str) -> None:
    assert floor(text).level in RiskLevel


@pytest.mark.parametrize(
    "word", ["i want to ", "not ", "kill ", "he is going to ", "me quiero ", "a", "| ", "took all my "]
)
def test_no_text_takes_long_to_hear(word: str) -> None:
    begun = time.perf_counter()
    floor((word * 1600)[:1600])
    assert time.perf_counter() - begun < 0.5
