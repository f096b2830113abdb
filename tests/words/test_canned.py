"""The words that advocates can put into a reply keep the rules of all others, and take their numbers from the program."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.actions.lines import lines
from bot.care.wording import reading_grade, segments, sms_spelling
from bot.settings import ROOT
from tests.words.samples import PROGRAM
from tests.words.test_responses import CARRIER_ANSWERS, FORBIDDEN, HARDEST_GRADE, LANGUAGES

CANNED: list[dict[str, Any]] = yaml.safe_load((ROOT / "data" / "canned.yml").read_text(encoding="utf-8"))
EVERY_LINE = [
    pytest.param(line[language], language, id=f"{line['key']}-{language}") for line in CANNED for language in LANGUAGES
]


def test_every_line_has_a_key_of_its_own_and_both_languages() -> None:
    assert all(set(line) == {"key", *LANGUAGES} for line in CANNED)
    assert len({line["key"] for line in CANNED}) == len(CANNED)
    assert len(CANNED) >= 12


@pytest.mark.parametrize(("line", "language"), EVERY_LINE)
def test_a_line_fits_two_segments_and_reads_easily(line: str, language: str) -> None:
    text = line.format_map(lines(PROGRAM, language))
    told = segments(sms_spelling(text))
    assert told.encoding == "GSM-7"
    assert told.count <= 2
    assert reading_grade(text, language) <= HARDEST_GRADE


@pytest.mark.parametrize(("line", "language"), EVERY_LINE)
def test_a_line_promises_nothing_and_asks_for_no_word_that_carriers_own(line: str, language: str) -> None:
    assert not FORBIDDEN.search(line)
    assert not CARRIER_ANSWERS.search(line)
    assert "!" not in line
    assert not re.search(r"\d{3}", line), "numbers stand in program.toml"


@pytest.mark.parametrize("code", ["emergency", "suicide", "trafficking"])
def test_the_lines_to_call_are_at_hand(code: str) -> None:
    assert any(f"{{{code}}}" in line["en"] and f"{{{code}}}" in line["es"] for line in CANNED)
