"""The parts of a safety plan, the word that opens it, and who may see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import safety_plans as rules
from bot.care.ids import AdvocateId
from bot.care.wording import segments, sms_spelling

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ANA, JO = AdvocateId("ana"), AdvocateId("jo")


@pytest.mark.parametrize("word", ["pizza roll", "sol azul", "monarca77", "29417", "Ñandú verde", "moonpie!"])
def test_an_ordinary_word_or_pin_will_do(word: str) -> None:
    assert rules.why_no_word(word) is None


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("sol", "short"),
        ("?!", "short"),
        ("🌻🌻🌻🌻", "short"),
        ("a very long sentence about the weather in june and july", "long"),
        ("STOP", "used"),
        ("ayuda", "used"),
        ("yes please", "used"),
        ("Mi plan", "used"),
        ("forget me", "used"),
        ("the second one", "used"),
        ("i want to die", "used"),
        ("1234", "easy"),
        ("9876", "easy"),
        ("0000", "easy"),
        ("aaaaa", "short"),
        ("password", "easy"),
    ],
)
def test_a_word_that_is_too_short_guessed_at_once_or_said_for_something_else_will_not(word: str, why: str) -> None:
    assert rules.why_no_word(word) == why


@pytest.mark.parametrize("said", ["pizza roll", "Pizza  Roll", "PIZZA ROLL.", "pízza roll"])
def test_case_accents_and_signs_do_not_matter(said: str) -> None:
    assert rules.try_word("pizza roll", said, 2, NOW).opened


def test_three_wrong_words_in_a_row_lock_it_for_an_hour() -> None:
    first = rules.try_word("pizza roll", "pizza", 0, NOW)
    second = rules.try_word("pizza roll", "roll", first.wrong_words, NOW)
    third = rules.try_word("pizza roll", "rolls", second.wrong_words, NOW)
    assert (first.left, second.left) == (2, 1)
    assert third.locked_until == NOW + timedelta(hours=1)
    assert rules.is_locked(third.locked_until, NOW + timedelta(minutes=59))
    assert not rules.is_locked(third.locked_until, NOW + timedelta(hours=1))
    assert third.wrong_words == 0


def test_a_right_word_forgives_the_wrong_ones_before_it() -> None:
    tried = rules.try_word("pizza roll", "pizza roll", 2, NOW)
    assert (tried.wrong_words, tried.locked_until) == (0, None)


def test_it_closes_by_itself_for_whoever_picks_the_phone_up_later() -> None:
    assert rules.is_open(NOW, NOW + timedelta(minutes=9))
    assert not rules.is_open(NOW, NOW + timedelta(minutes=10))
    assert not rules.is_open(None, NOW)


@given(st.text(min_size=1, max_size=400))
def test_what_fits_can_be_read_back_in_one_text(text: str) -> None:
    if rules.fits(text):
        assert segments(sms_spelling(f"Lo que puedo hacer: {text}")).count <= 2


def test_emoji_leave_less_room() -> None:
    assert rules.fits("x" * 250)
    assert not rules.fits("x" * 250 + "🌻")
    assert not rules.fits("  ")


def test_it_is_read_in_the_order_in_which_it_was_asked_for_without_what_was_left_out() -> None:
    parts = {"code_word": "piña", "people": "", "warning_signs": "he is late"}
    assert rules.in_order(parts) == (("warning_signs", "he is late"), ("code_word", "piña"))


@pytest.mark.parametrize(
    ("shared", "claimed_by", "seen"), [(True, ANA, True), (False, ANA, False), (True, JO, False), (True, None, False)]
)
def test_it_is_seen_only_by_whom_it_is_shared_with(shared: bool, claimed_by: AdvocateId | None, seen: bool) -> None:
    assert rules.may_be_seen(shared=shared, claimed_by=claimed_by, who=ANA) is seen


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("warning signs", "warning_signs"),
        ("things i can do", "things_i_can_do"),
        ("the people", "people"),
        ("safe places", "safe_places"),
        ("what to take", "what_to_take"),
        ("who to call", "who_to_call"),
        ("code word", "code_word"),
        ("señales de aviso", "warning_signs"),
        ("cosas que puedo hacer", "things_i_can_do"),
        ("mi gente", "people"),
        ("lugares seguros", "safe_places"),
        ("qué llevar", "what_to_take"),
        ("a quién llamar", "who_to_call"),
        ("palabra clave", "code_word"),
        ("hmm", None),
    ],
)
def test_a_part_is_told_by_its_name(text: str, part: str | None) -> None:
    assert rules.part_named(text) == part
