"""A received text becomes one visible line that can never be an order to the engine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.texts import LONGEST_KEPT, clean


@pytest.mark.parametrize(
    "text",
    ["/restart", " /restart", "／restart", "\u200b/restart", "\u2066/\u2069/restart", "//restart", "/ / restart",
     "\ufeff⁄restart", "\u3164/restart", "\u2800/restart", "\ufe0f/restart", "\u00ad∕restart", "\n\t/restart"],
)  # fmt: skip
def test_a_text_is_never_an_order(text: str) -> None:
    assert clean(text).text == "restart"


def test_a_slash_inside_a_text_stays() -> None:
    assert clean("food/clothes and/or bed").text == "food/clothes and/or bed"


def test_what_cannot_be_seen_is_taken_away() -> None:
    assert clean("i\u200b need\u202e  a\u0000\n place\ud800").text == "i need a place"


def test_compatibility_forms_become_plain() -> None:
    assert clean("ｉ ｎｅｅｄ ﬁsh ①").text == "i need fish 1"


@pytest.mark.parametrize("text", ["", "   ", "/", "\u200b\u2060", "\u3164"])
def test_nothing_readable_is_nothing(text: str) -> None:
    assert clean(text).text == ""


def test_a_long_text_is_cut_and_says_so() -> None:
    cut = clean("ha " * 2000)
    assert len(cut.text) <= LONGEST_KEPT
    assert cut.too_long
    assert not clean("a" * LONGEST_KEPT).too_long


@given(st.text(max_size=60))
def test_cleaning_is_done_once(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@given(st.text(alphabet="/／⁄∕\u200b\u2066\ufe0f\u00ad \u0338ab\u3164", max_size=20))
def test_no_mixture_of_signs_is_an_order(text: str) -> None:
    assert clean(text).text[:1] not in ("/", "\N{FULLWIDTH SOLIDUS}", "\N{FRACTION SLASH}", "\N{DIVISION SLASH}", " ")
