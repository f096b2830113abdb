"""Words that reach a phone without being asked for at that moment: whoever holds it may read them."""

from __future__ import annotations

import re

import pytest

from tests.words.test_responses import CHANNELS, LANGUAGES, WORDS, said

UNASKED = ("utter_recontact_hello", "utter_not_now_is_fine", "utter_recontact_missed")
TELLING = re.compile(
    r"puente|advocate|shelter|\bsafe|help|person\b|danger|988|911|abuse|program|"
    r"defensor|albergue|refugio|segur|salvo|ayuda|persona|peligro|abuso|apoy|consejer",
    re.IGNORECASE,
)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", UNASKED)
def test_a_text_that_we_begin_tells_nothing_to_whoever_holds_the_phone(name: str, language: str, channel: str) -> None:
    variation = WORDS.choose(name, {"language": language}, channel)
    assert not TELLING.search(said(name, variation, language, channel))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_to_the_first_text_is_as_easy_as_a_yes(language: str) -> None:
    choices = WORDS.choose("utter_recontact_hello", {"language": language}, "sms").choices
    assert [choice.payload for choice in choices] == ["/request_human", "/cancel_request"]
