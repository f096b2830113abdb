"""The search finds what lies open in any spelling, and nothing of what people wrote lies open."""

from __future__ import annotations

import base64
import json
import os
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest

from tests.canary import people as crowding
from tests.canary.colleagues import KEPT_EACH, UNKEPT_EACH, colleagues
from tests.canary.needles import phone_needle, word_needle
from tests.canary.people import people
from tests.canary.run import run
from tests.canary.search import Search

WORD = "Brumáplibugux"
PHONE = "+12145550101"

SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda word: word.upper().encode(),
    "decomposed": lambda word: unicodedata.normalize("NFD", word).encode(),
    "without accents": lambda word: word.replace("á", "a").encode(),
    "UTF-16": lambda word: word.encode("utf-16-le"),
    "UTF-16, high byte first": lambda word: word.encode("utf-16-be"),
    "hexadecimal": lambda word: word.encode().hex().upper().encode(),
    "escaped for JSON": lambda word: json.dumps(word).encode(),
    "escaped for an address": lambda word: quote(word).encode(),
    "base64": lambda word: base64.b64encode(word.encode()),
    "base64, one byte further": lambda word: base64.b64encode(b"." + word.encode() + b"..."),
    "base64, two bytes further": lambda word: base64.urlsafe_b64encode(b".." + word.encode() + b"."),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("value", [WORD, PHONE])
def test_a_value_is_found_in_every_spelling(spelling: str, value: str) -> None:
    search = Search([word_needle(WORD), phone_needle(PHONE)])
    content = os.urandom(1000) + b"\n" + SPELLINGS[spelling](value) + b"\n" + os.urandom(1000)
    assert search.values_in(content) == {value}


@pytest.mark.parametrize("written", ["2145550101", "214-555-0101", "(214) 555-0101", "214.555.0101", "+1 214-555-0101"])
def test_a_phone_is_found_however_it_is_written(written: str) -> None:
    assert Search([phone_needle(PHONE)]).values_in(f"call {written} now".encode()) == {PHONE}


def test_values_that_overlap_are_all_found() -> None:
    search = Search([word_needle("lorabimonax"), word_needle("bimonaxelor")])
    assert search.values_in(b"lorabimonaxelor") == {"lorabimonax", "bimonaxelor"}


def test_what_was_not_planted_is_not_found() -> None:
    assert Search([word_needle(WORD), phone_needle(PHONE)]).values_in(b"Brumaplibugu 2145550102") == set()


def test_every_person_brings_values_of_their_own() -> None:
    crowd = people(40, first_phone=0, towns=[f"town{number:05}" for number in range(40)], chance=random.Random(1))
    each = crowding.KEPT_EACH + crowding.UNKEPT_EACH
    assert len({needle.value for person in crowd for needle in person.needles}) == 40 * each


def test_everybody_at_the_desk_brings_values_of_their_own() -> None:
    staff = colleagues(20, first_phone=0, chance=random.Random(1))
    needles = [needle for one in staff for needle in (*one.kept(f"{one.login} key"), *one.unkept(*_tokens(one.login)))]
    assert len({needle.value for needle in needles}) == len(needles) == 20 * (KEPT_EACH + UNKEPT_EACH)


def _tokens(login: str) -> tuple[str, str]:
    return f"{login} link", f"{login} token"


@pytest.mark.engine
@pytest.mark.timeout(360)
async def test_nothing_that_people_wrote_lies_open_and_unsealed_all_of_it_is_found() -> None:
    # A short path, for the address of the engine's socket lies below it and may have 107 bytes.
    with TemporaryDirectory(prefix="puente-canary-") as folder:
        checks = await run(Path(folder), 4, seed=7)
    assert checks.failed == []
    assert len(checks.held) == 20
