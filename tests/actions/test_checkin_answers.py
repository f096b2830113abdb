"""What counts as an answer to the questions about check-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import pytest
import yaml

from bot.actions.checkin_answers import (
    AGAIN,
    CHANGE,
    COVER,
    FORM,
    INTERRUPT_CHECKINS,
    PEOPLE,
    QUESTIONS,
    WHEN,
    WORD,
    ZONES,
    cover_named,
    field_named,
    minutes_named,
    named_shortly,
    zone_named,
)
from bot.actions.checkins import ELSE, PAUSE, RESUME, STOP, TIME
from bot.care.checkins import OWN
from bot.care.covers import COVERS
from bot.care.times_said import Unclear, read_schedule
from bot.conversation.words import Choice, read_words
from bot.settings import ROOT
from bot.usecases.places import Place
from bot.usecases.scope import TurnScope
from tests.care.test_times_said import NOW, TEXAS

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
WORDS = read_words(ROOT / "data" / "responses")
LANGUAGES = ("en", "es")


def choices(response: str, language: str) -> list[Choice]:
    """The choices that are typed, without those that are commands."""
    offered = WORDS.choose(response, {"language": language}, "sms").choices
    return [choice for choice in offered if not choice.payload.startswith("/")]


def test_the_domain_and_the_reading_of_answers_agree() -> None:
    assert set(DOMAIN["forms"][FORM]["ignored_intents"]) == INTERRUPT_CHECKINS
    assert tuple(DOMAIN["forms"][FORM]["required_slots"]) == QUESTIONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_offered_cover_is_the_one_in_its_place(language: str) -> None:
    named = [cover_named(choice.payload) for choice in choices("utter_ask_checkin_cover", language)]
    assert named == [*COVERS, OWN]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_offered_wait_is_read(language: str) -> None:
    assert [minutes_named(choice.payload) for choice in choices("utter_ask_checkin_again_after", language)] == [
        10,
        20,
        60,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_offered_zone_stands_in_its_place(language: str) -> None:
    offered = choices("utter_ask_checkin_zone", language)
    assert len(offered) == len(ZONES)
    assert [f"{{clock{n}}}" in choice.title for n, choice in enumerate(offered, 1)] == [True] * len(ZONES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_that_can_be_changed_is_named_by_its_choice(language: str) -> None:
    named = [field_named(choice.payload) for choice in choices("utter_ask_checkin_change_which", language)]
    assert named == [WHEN, COVER, AGAIN, PEOPLE, WORD]
    assert CHANGE not in QUESTIONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_offered_part_of_a_time_completes_it(language: str) -> None:
    for begun, response in (("9 pm", "utter_checkin_when_days"), ("every day at 9", "utter_checkin_when_half")):
        for choice in choices(response, language):
            assert not isinstance(read_schedule(f"{begun}, {choice.payload}", NOW, TEXAS), Unclear), choice.payload


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_done_with_a_plan_is_known(language: str) -> None:
    offered = WORDS.choose("utter_checkins_now", {"language": language}, "sms").choices
    assert [choice.payload for choice in offered] == [
        *(f'/inform{{"choice": "{deed}"}}' for deed in (TIME, ELSE, PAUSE, RESUME, STOP)),
        "/skip",
    ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("half an hour", 30),
        ("media hora", 30),
        ("an hour", 60),
        ("una hora", 60),
        ("15", 15),
        ("45 min", 45),
        ("2", None),
        ("soon", None),
    ],
)
def test_a_wait_is_read_as_it_is_said(text: str, minutes: int | None) -> None:
    assert minutes_named(text) == minutes


def test_a_question_to_us_is_not_taken_for_the_name_of_an_answer() -> None:
    assert named_shortly("who can see this") is None
    assert named_shortly("the secret word") == WORD
    assert named_shortly("tell me about the time you were asked who sees it") is None


@dataclass(frozen=True)
class Scope:
    """A moment, and places of which only one is known."""

    now: datetime = NOW  # 3:10 pm in most of Texas

    @property
    def places(self) -> Scope:
        return self

    def find(self, text: str) -> Place | None:
        return Place(label="El Paso", county="El Paso", timezone="America/Denver") if text == "el chuco" else None


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("central", "America/Chicago"), ("montaña", "America/Denver"), ("el paso", "America/Denver"),
        ("el chuco", "America/Denver"), ("quién puede ver este", None),
        ("este", "America/New_York"), ("pacific time", "America/Los_Angeles"), ("3:10 pm", "America/Chicago"),
        ("3", "America/Chicago"), ("las 3 y cuarto", "America/Chicago"), ("2:12", "America/Denver"), ("4 pm", "America/New_York"),
        ("3 am", None), ("7:30", None), ("quién puede ver este chat de aquí", None), ("dunno", None),
    ],
)  # fmt: skip
def test_the_zone_is_read_from_its_name_from_the_clock_or_from_a_place(text: str, zone: str | None) -> None:
    assert zone_named(text, cast(TurnScope, Scope())) == zone


def test_every_offered_zone_is_read_as_the_one_in_its_place() -> None:
    for language in LANGUAGES:
        named = [
            zone_named(choice.payload, cast(TurnScope, Scope()))
            for choice in choices("utter_ask_checkin_zone", language)
        ]
        assert named == list(ZONES.values())
