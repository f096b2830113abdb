"""Segments as the carriers count them, the spelling of SMS, and the reading grade."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.care.wording import GSM7, UCS2, reading_grade, segments, sms_spelling

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "gsm7"


@pytest.mark.parametrize(
    ("text", "encoding", "units", "count"),
    [("", GSM7, 0, 0), ("hi", GSM7, 2, 1), ("a" * 160, GSM7, 160, 1), ("a" * 161, GSM7, 161, 2), ("a" * 306, GSM7, 306, 2),
     ("a" * 307, GSM7, 307, 3), ("€" * 80, GSM7, 160, 1), ("ñ¿¡éü", GSM7, 5, 1), ("á", UCS2, 1, 1), ("😀", UCS2, 2, 1),
     ("á" * 70, UCS2, 70, 1), ("á" * 71, UCS2, 71, 2), ("it’s", UCS2, 4, 1), ("`", UCS2, 1, 1)],
)  # fmt: skip
def test_segments_are_counted(text: str, encoding: str, units: int, count: int) -> None:
    found = segments(text)
    assert (found.encoding, found.units, found.count) == (encoding, units, count)


def test_a_sign_of_two_units_is_never_cut() -> None:
    assert segments("a" * 152 + "€" + "a" * 152).count == 3
    assert segments("á" * 66 + "😀" + "á" * 66).count == 3


def test_what_is_left_in_the_last_segment_is_told() -> None:
    assert segments("a" * 150).remaining == 10
    assert segments("a" * 161).remaining == 145


def test_spanish_stays_in_one_alphabet_and_keeps_its_meaning() -> None:
    spelled = sms_spelling("¿Qué edad tienes? Está bien: tu año… «sí» – mañana")
    assert spelled == '¿Qué edad tienes? Esta bien: tu año... "si" - mañana'
    assert segments(spelled).encoding == GSM7


def test_short_plain_words_read_easily() -> None:
    assert reading_grade("Do you want to talk to a person?", "en") < 4
    assert reading_grade("¿Quieres hablar con una persona?", "es") <= 6


def test_long_learned_words_read_hard() -> None:
    english = "Confidentiality obligations necessitate comprehensive documentation of identifiable circumstances."
    spanish = "La confidencialidad institucional necesita documentación administrativa de circunstancias particulares."
    assert reading_grade(english, "en") > 12
    assert reading_grade(spanish, "es") > 8


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared vectors are not there")
def test_segments_agree_with_the_published_vectors() -> None:
    vectors = json.loads((VECTORS / "segment_vectors.json").read_text(encoding="utf-8"))
    for vector in vectors["vectors"]:
        found = segments(vector["body"])
        assert (found.encoding, found.count) == (vector["encoding"], vector["segments"]), vector["name"]
    for fact in vectors["facts_that_follow_from_gsm0338.tsv"]:
        assert segments(fact["body"]).encoding == fact["encoding"], fact["name"]


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared vectors are not there")
def test_the_alphabet_agrees_with_the_published_table() -> None:
    rows = (VECTORS / "gsm0338.tsv").read_text(encoding="utf-8").splitlines()
    for _, unicode_code, _, septets in (row.split("\t") for row in rows if row.startswith("0x")):
        if unicode_code.startswith("U+"):
            found = segments(chr(int(unicode_code[2:], 16)))
            assert (found.encoding, found.units) == (GSM7, int(septets)), unicode_code
