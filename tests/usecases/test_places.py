"""A place is found by ZIP code, city or county of Texas, however it is written."""

from __future__ import annotations

import pytest

from bot.usecases.places import ZipcodePlaces

PLACES = ZipcodePlaces()


@pytest.mark.parametrize(
    ("text", "label"),
    [("78702", "Austin, Travis County"), ("houston, tx 77002", "Houston, Harris County"),
     ("austin tx", "Austin, Travis County"), ("i live in austin", "Austin, Travis County"),
     ("El Paso", "El Paso, El Paso County"), ("estoy en el paso", "El Paso, El Paso County"),
     ("Travis County", "Travis County"), ("condado de Travis", "Travis County"), ("Travis", "Travis County"),
     ("vivo en San Antonio", "San Antonio, Bexar County"), ("ft worth", "Fort Worth, Tarrant County"),
     ("cerca de mcallen", "McAllen, Hidalgo County"), ("la porte", "La Porte, Harris County"),
     ("HTX", "Houston, Harris County"), ("the woodlands", "Montgomery County")],
)  # fmt: skip
def test_a_place_is_found(text: str, label: str) -> None:
    place = PLACES.find(text)
    assert place is not None and place.label == label


@pytest.mark.parametrize("text", ["", "idk", "90210", "Springfield", "somewhere", "123", "in"])
def test_what_names_no_place_in_texas_finds_none(text: str) -> None:
    assert PLACES.find(text) is None


def test_two_counties_keep_mountain_time() -> None:
    for text in ("El Paso", "Hudspeth County"):
        place = PLACES.find(text)
        assert place is not None and place.timezone == "America/Denver"
