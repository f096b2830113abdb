"""What counts as an answer inside the self-referral."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.actions.answers import INTERRUPT_FIRST_CONTACT, INTERRUPT_REFERRAL, OFFERED, field_named, is_meant, plain
from bot.actions.first_contact import WISHES
from bot.actions.referral_form import QUESTIONS
from bot.conversation.words import read_words
from bot.settings import ROOT

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def test_the_domain_and_the_reading_of_answers_agree_on_what_interrupts() -> None:
    assert set(DOMAIN["forms"]["first_contact_form"]["ignored_intents"]) == INTERRUPT_FIRST_CONTACT
    assert set(DOMAIN["forms"]["referral_form"]["ignored_intents"]) == INTERRUPT_REFERRAL


def test_the_domain_asks_the_questions_in_the_order_in_which_one_goes_back() -> None:
    assert tuple(DOMAIN["forms"]["referral_form"]["required_slots"][: len(QUESTIONS)]) == QUESTIONS


def test_every_wish_is_an_intent() -> None:
    assert set(DOMAIN["intents"]) >= WISHES


@pytest.mark.parametrize("slot", sorted(OFFERED))
def test_the_texts_behind_the_buttons_are_known_as_answers(slot: str) -> None:
    words = read_words(ROOT / "data" / "responses")
    payloads = {
        plain(choice.payload)
        for variation in words.variations(f"utter_ask_{slot}")
        for choice in variation.choices
        if not choice.payload.startswith("/")
    }
    assert payloads == OFFERED[slot]


@pytest.mark.parametrize(
    ("slot", "text", "intent"),
    [
        ("needs", "a place to stay, food or clothes", "find_service"),
        ("needs", "somewhere to sleep", "find_service"),
        ("safe_way", "text this number", "stop_messages"),
        ("safe_way", "call my aunt and ask for me", "request_help_for_other"),
        ("safe_time", "later tonight after 9", "pause_referral"),
        ("name_to_use", "Luna", "out_of_scope"),
        ("anything_else", "he takes my money", "disclose_exploitation"),
        ("anything_else", "please dont tell my mom", "ask_confidentiality"),
        ("age_band", "2", "change_answer"),
    ],
)
def test_an_answer_that_sounds_like_something_else_is_still_an_answer(slot: str, text: str, intent: str) -> None:
    assert is_meant(slot, text, intent, 0.9, "none")


@pytest.mark.parametrize(
    ("slot", "intent"),
    [
        ("name_to_use", "ask_confidentiality"),
        ("needs", "report_danger"),
        ("anything_else", "report_self_harm"),
        ("anything_else", "cancel_request"),
        ("safe_time", "forget_me"),
        ("safe_way", "go_back"),
        ("area", "request_human"),
    ],
)
def test_what_interrupts_is_no_answer(slot: str, intent: str) -> None:
    assert not is_meant(slot, "some words", intent, 0.9, "possible")


def test_a_short_name_is_a_name_even_where_the_model_hears_a_crisis_in_it() -> None:
    assert is_meant("name_to_use", "Luz", "report_medical", 0.5, "none")
    assert not is_meant("name_to_use", "help me he is going to kill me", "report_danger", 0.5, "high")
    assert not is_meant("name_to_use", "overdosed", "report_medical", 0.95, "possible")


def test_an_aside_that_is_hardly_understood_is_read_as_an_answer() -> None:
    assert is_meant("name_to_use", "Chuy", "show_menu", 0.4, "none")


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("change my name", "name_to_use"),
        ("quiero cambiar la edad", "age_band"),
        ("i put the wrong zip", "area"),
        ("way to reach me", "safe_way"),
        ("la hora no es esa", "safe_time"),
        ("el recado mejor no", "leave_message"),
        ("lo que necesito", "needs"),
        ("lo demás", "anything_else"),
        ("wait thats wrong", None),
    ],
)
def test_the_answer_to_change_is_told_by_its_name(text: str, slot: str | None) -> None:
    assert field_named(text) == slot


def test_a_question_to_us_is_not_passed_on_to_the_agency() -> None:
    assert not is_meant("anything_else", "will you tell my mom", "ask_confidentiality", 0.9, "none")
    assert not is_meant("anything_else", "¿quién lo va a leer?", "ask_confidentiality", 0.9, "none")
