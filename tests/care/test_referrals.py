"""Ages however they are told, the agency that fits, and the reference word."""

from __future__ import annotations

from random import Random

import pytest

from bot.care.referrals import REFERENCE_WORDS, draw_reference, fitting_agency, names_reference, read_age_band
from tests.care.programs import program


@pytest.mark.parametrize(
    ("text", "youngest", "oldest"),
    [("16", 16, 16), ("im 16", 16, 16), ("tengo 15", 15, 15), ("fifteen", 15, 15), ("dieciséis", 16, 16), ("almost 18", 17, 17),
     ("voy a cumplir 17", 16, 16), ("13 to 15", 13, 15), ("16 or 17", 16, 17), ("18 a 21", 18, 21), ("under 14", 0, 13),
     ("12 o menos", 0, 12), ("12 or younger", 0, 12), ("22 or older", 22, 120), ("18+", 18, 120), ("22 o más", 22, 120)],
)  # fmt: skip
def test_an_age_is_read(text: str, youngest: int, oldest: int) -> None:
    band = read_age_band(text)
    assert band is not None and (band.youngest, band.oldest) == (youngest, oldest)


@pytest.mark.parametrize("text", ["", "idk", "2", "old enough", "78702", "1 2 3"])
def test_what_is_no_age_is_not_taken_for_one(text: str) -> None:
    assert read_age_band(text) is None


@pytest.mark.parametrize(
    ("area", "age", "code"),
    [("Austin, Travis County", "16", "mesquite"), ("El Paso County", "13 to 15", "franklin"), ("Lubbock, Lubbock County", "16",
     "longroad"), (None, "16", "longroad"), ("Harris County", None, "bayou"), ("Harris County", "22 or older", "bayou"),
     ("Dallas County", "18 to 21", "longroad"), ("Travis County", "12 or younger", "mesquite"), ("skipped", "skipped",
     "longroad")],
)  # fmt: skip
def test_the_agency_fits_area_and_age(area: str | None, age: str | None, code: str) -> None:
    agency = fitting_agency(program(), area=area, age_band=age)
    assert agency is not None and agency.code == code


def test_where_no_agency_takes_the_age_none_is_named() -> None:
    assert fitting_agency(program(), area="Travis County", age_band="22 or older") is None


def test_a_reference_is_two_different_words() -> None:
    choose = Random(1).choice
    for _ in range(200):
        first, second = draw_reference(choose).split()
        assert first != second and {first, second} <= set(REFERENCE_WORDS)


def test_a_reference_is_found_in_a_text() -> None:
    assert names_reference("how is Mango  PIANO doing?", "mango piano")
    assert not names_reference("piano mango", "mango piano")
    assert not names_reference("mango pianos", "mango piano")
