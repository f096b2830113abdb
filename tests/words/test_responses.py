"""The house rules for every word that a young person reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import yaml

from bot.care.checkins import OWN
from bot.care.covers import COVERS
from bot.care.keywords import read
from bot.care.readings import ALWAYS, MOST_READINGS, WITH_QUESTIONS_LEFT, WITH_SOMETHING_OPEN
from bot.care.wording import reading_grade, segments
from bot.conversation.dialogue import Utterance
from bot.conversation.rendering import render
from bot.conversation.words import Variation, read_words
from bot.settings import ROOT
from tests.words.samples import PROGRAM, values

WORDS = read_words(ROOT / "data" / "responses")
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
WHICH = "utter_which_is_closest"
LANGUAGES = ("en", "es")
CHANNELS = ("sms", "whatsapp", "telegram")
HARDEST_GRADE = 6.0

# What reads harder than grade 6, and why it stays.
READS_HARDER: dict[str, str] = {}

FORBIDDEN = re.compile(
    r"victim|víctima|prostitu|we won'?t tell|no le diremos a nadie|you are safe now|ya est[aá]s a salvo|"
    r"i understand how you feel|entiendo c[oó]mo te sientes|you should have|why didn'?t you|por qu[eé] no",
    re.IGNORECASE,
)
CARRIER_ANSWERS = re.compile(r"\b(?:YES|END|CANCEL|QUIT|START|UNSTOP|REVOKE|OPTOUT)\b")


def _slots(variation: Variation, language: str) -> dict[str, Any]:
    return {**values(language), "on_shift": False, **dict(variation.conditions)}


def _all() -> Iterator[Any]:
    for name in sorted(WORDS.names):
        for language, channel in product(LANGUAGES, CHANNELS):
            for variation in WORDS.variations(name):
                if ("language", language) in variation.conditions and variation.channel in (None, channel):
                    yield pytest.param(name, variation, language, channel, id=f"{name}-{language}-{channel}")


EVERY_WORDING = list(_all())


def _arguments(name: str, variation: Variation, language: str) -> dict[str, Any]:
    """A value for every name in braces; of the readings the two longest, since no more are shown."""
    if name != WHICH:
        return dict(values(language))
    longest = sorted((choice for choice in variation.choices), key=lambda choice: len(choice.title))[-MOST_READINGS:]
    return {**values(language), "offered": [*(choice.payload for choice in longest), "/deny"]}


def said(name: str, variation: Variation, language: str, channel: str) -> str:
    slots = _slots(variation, language)
    (rendered,) = render(
        WORDS, [Utterance(response=name, arguments=_arguments(name, variation, language))], slots, channel
    )
    return rendered.text


@pytest.mark.parametrize("name", sorted(WORDS.names))
def test_every_response_is_written_in_both_languages(name: str) -> None:
    for language, channel, on_shift in product(LANGUAGES, CHANNELS, (True, False)):
        slots = {"language": language, "on_shift": on_shift, "shares_number": False}
        assert WORDS.choose(name, slots, channel).text


@pytest.mark.parametrize(("name", "variation", "language", "channel"), EVERY_WORDING)
def test_it_fits_two_segments_and_says_nothing_forbidden(
    name: str, variation: Variation, language: str, channel: str
) -> None:
    text = said(name, variation, language, channel)
    if channel == "sms":
        told = segments(text)
        assert told.encoding == "GSM-7", f"{name}: {[sign for sign in text if segments(sign).encoding != 'GSM-7']}"
        assert told.count <= 2, f"{name} takes {told.units} units"
    assert not FORBIDDEN.search(text)
    assert "!" not in text
    assert "¡" not in text


@pytest.mark.parametrize(("name", "variation", "language", "channel"), EVERY_WORDING)
def test_it_reads_at_grade_six_or_below(name: str, variation: Variation, language: str, channel: str) -> None:
    grade = reading_grade(variation.text.format_map(values(language)), language)
    assert grade <= HARDEST_GRADE or name in READS_HARDER, f"{name} reads at grade {grade:.1f}"


@pytest.mark.parametrize(("name", "variation", "language", "channel"), EVERY_WORDING)
def test_no_choice_is_a_word_that_carriers_own(name: str, variation: Variation, language: str, channel: str) -> None:
    for choice in variation.choices:
        assert not CARRIER_ANSWERS.search(choice.title.upper()), f"{name} asks for {choice.title}"
        if not choice.payload.startswith("/"):
            assert read(choice.payload, paused=False) is None, f"{choice.payload} would be taken for a keyword"


def test_every_choice_leads_somewhere() -> None:
    intents = set(DOMAIN["intents"])
    for name in WORDS.names:
        for variation in WORDS.variations(name):
            for choice in variation.choices:
                intent = choice.payload[1:].partition("{")[0]
                assert not choice.payload.startswith("/") or intent in intents, f"{name}: {choice.payload}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reading_that_can_be_offered_has_its_words_and_something_else_comes_last(language: str) -> None:
    choices = WORDS.choose(WHICH, {"language": language}, "sms").choices
    offered = ALWAYS | WITH_QUESTIONS_LEFT | WITH_SOMETHING_OPEN
    assert {choice.payload for choice in choices[:-1]} == {f"/{intent}" for intent in offered}
    assert choices[-1].payload == "/deny"
    assert len({choice.title for choice in choices}) == len(choices)


def test_no_key_stands_in_two_files() -> None:
    keys = [
        key
        for path in (ROOT / "data" / "responses").glob("*.yml")
        for key in re.findall(r"(?m)^  (utter_\w+):", path.read_text(encoding="utf-8"))
    ]
    assert sorted(keys) == sorted(set(keys))
    assert set(keys) == WORDS.names


def test_what_actions_rules_and_the_desk_say_is_written_and_nothing_else_is() -> None:
    spoken = set()
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "data" / "rules").glob("*.yml")]:
        spoken |= set(re.findall(r"utter_[a-z_]+[a-z]", path.read_text(encoding="utf-8")))
    # The form asks for a slot by the slot's own name.
    spoken |= {f"utter_ask_{slot}" for form in DOMAIN["forms"].values() for slot in form["required_slots"]}
    spoken |= {f"utter_cover_{cover}{kind}" for cover in (*COVERS, OWN) for kind in ("", "_again", "_thanks")}
    spoken |= {"utter_ask_checkin_change_which", "utter_ask_change_which", "utter_status_withdrawn"}
    unwritten = {name for name in spoken if name.removesuffix("_") not in WORDS.names} - {
        "utter_ask_ok_to_text",
        "utter_cover",
        "utter_status",
        "utter_message",
    }
    assert not unwritten
    assert WORDS.names <= spoken


def test_phone_numbers_stand_in_the_program_and_not_in_the_words() -> None:
    for path in (ROOT / "data" / "responses").glob("*.yml"):
        assert not re.search(r"\d-\d{3}|\b\d{6}\b", path.read_text(encoding="utf-8")), path.name


def test_the_words_named_in_the_notice_and_the_consent_have_a_version() -> None:
    assert PROGRAM.wording["notice"]
    assert PROGRAM.wording["referral"]
