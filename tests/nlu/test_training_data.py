"""The training data is enough, varied, in both languages, and says each thing once."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.nlu.corpus import FOLDER, blocks, examples_by_intent, language_of, near_duplicates, plain, word_swaps

EXAMPLES = examples_by_intent()
FILES = sorted(FOLDER.glob("*.yml"))

MATTER_MOST = """
    request_help request_human find_service report_self_harm report_danger report_medical disclose_exploitation
    ask_confidentiality checkin_ok checkin_not_ok forget_me stop_messages
"""
OTHERS = """
    greet goodbye thank affirm deny request_help_for_other report_runaway ask_if_bot ask_status ask_data start_checkins
    change_checkins make_safety_plan change_language go_back hostile start_referral skip pause_referral resume_referral
    change_answer show_menu cancel_request inform
"""
LEAST = dict.fromkeys(MATTER_MOST.split(), 120) | dict.fromkeys(OTHERS.split(), 50) | {"out_of_scope": 150}

NEAR_DUPLICATE_SHARE = 0.02
"""At most this share of an intent's examples may be all but the same as an earlier one."""

WORD_SWAP_SHARE = 0.05
"""At most this share may be an earlier one with one word exchanged: a template multiplied teaches next to nothing."""


@pytest.mark.parametrize("intent", sorted(LEAST))
def test_an_intent_has_enough_examples(intent: str) -> None:
    assert len(EXAMPLES.get(intent, [])) >= LEAST[intent]


def test_no_intent_is_thinner_than_the_rest_however_it_came_in() -> None:
    assert {intent for intent, lines in EXAMPLES.items() if len(lines) < 50} == set()


def test_each_intent_lives_in_one_file_and_in_one_block() -> None:
    homes = Counter(intent for path in FILES for intent, _ in blocks(path))
    assert {intent for intent, count in homes.items() if count > 1} == set()


def test_no_example_stands_under_two_intents_nor_twice_under_one() -> None:
    owners: dict[str, list[str]] = {}
    for intent, lines in EXAMPLES.items():
        for line in lines:
            owners.setdefault(plain(line), []).append(intent)
    assert {line: intents for line, intents in owners.items() if len(intents) > 1} == {}


@pytest.mark.parametrize("intent", sorted(EXAMPLES))
def test_near_duplicates_stay_rare(intent: str) -> None:
    found = near_duplicates(EXAMPLES[intent])
    assert len(found) <= NEAR_DUPLICATE_SHARE * len(EXAMPLES[intent]), found


@pytest.mark.parametrize("intent", sorted(EXAMPLES))
def test_templates_are_not_multiplied(intent: str) -> None:
    found = word_swaps(EXAMPLES[intent])
    assert len(found) <= WORD_SWAP_SHARE * len(EXAMPLES[intent]), found


def test_the_check_for_near_duplicates_sees_a_spelling_changed_and_leaves_another_wording_alone() -> None:
    told = "i need a place to sleep in dallas tonight"
    assert near_duplicates([told, "i need a place to sleep in dallas tonite"]) != []
    assert near_duplicates([told, "they locked us out and its cold"]) == []


def test_the_check_for_templates_sees_one_word_exchanged_and_leaves_short_answers_alone() -> None:
    assert word_swaps(["mi prima necesita ayuda hoy", "mi vecina necesita ayuda hoy"]) == [
        "mi vecina necesita ayuda hoy"
    ]
    assert word_swaps(["im ok", "im fine", "im not ok"]) == []


def test_both_languages_and_their_mixture_are_heard() -> None:
    told = Counter(language_of(line) for lines in EXAMPLES.values() for line in lines)
    known = sum(told[language] for language in ("en", "es", "both"))
    assert 0.35 <= told["en"] / known <= 0.58
    assert 0.30 <= told["es"] / known <= 0.50
    assert 0.06 <= told["both"] / known <= 0.25


@pytest.mark.parametrize("intent", sorted(LEAST))
def test_every_intent_is_told_in_both_languages(intent: str) -> None:
    told = Counter(language_of(line) for line in EXAMPLES[intent])
    known = told["en"] + told["es"] + told["both"]
    assert told["en"] >= 0.25 * known
    assert told["es"] + told["both"] >= 0.25 * known


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_one_plain_example(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#"), "The first line says what belongs in the file."
    for _, lines in blocks(path):
        for line in lines:
            assert line == line.strip()
            assert 0 < len(line) <= 320
            # Brackets mark entities in Rasa's format, and a leading slash is a command.
            assert not re.search(r"[\[\]{}]|^/", line), line


def test_no_example_holds_a_number_someone_could_be_called_on_or_an_address() -> None:
    held = [
        line
        for lines in EXAMPLES.values()
        for line in lines
        if re.search(r"(?:\d[\s().-]*){10,}|@\w|https?:|www\.", line)
    ]
    assert held == []


def test_examples_are_of_every_length_from_one_word_to_forty() -> None:
    lengths = [len(line.split()) for lines in EXAMPLES.values() for line in lines]
    assert sum(length == 1 for length in lengths) >= 100
    assert sum(length >= 20 for length in lengths) >= 100
    assert max(lengths) >= 40
