"""Where somebody is, as far as they want to say: a ZIP code, a city or a county of Texas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import zipcodes

from bot.care.spelling import words

STATE = "TX"
_ZIP = re.compile(r"(?<!\d)\d{5}(?!\d)")
_STATE_WORDS = {"tx", "texas", "tejas", "usa"}
_LEAD = re.compile(
    r"^(?:(?:im|i|am|live|living|stay|staying|in|at|near|around|by|the|city|of|town|from|out|my|zip|code|is|its|estoy|vivo|"
    r"en|cerca|de|por|la|ciudad|el|condado|soy|codigo|postal|mi|es) )+"
)
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount", "n": "north", "s": "south", "e": "east", "w": "west"}
_CALLED = {
    "satx": "san antonio", "san anto": "san antonio", "htx": "houston", "htown": "houston", "h town": "houston",
    "atx": "austin", "dtx": "dallas", "dfw": "dallas", "big d": "dallas", "fw": "fort worth", "corpus": "corpus christi",
    "corpus cristi": "corpus christi", "chuco": "el paso", "el chuco": "el paso", "rgv": "hidalgo county",
    "el valle": "hidalgo county", "valle": "hidalgo county", "valley": "hidalgo county",
    "the woodlands": "montgomery county", "woodlands": "montgomery county",
}  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Place:
    """`label` is shown and kept ("Austin, Travis County"); `county` without the word; `timezone` an IANA name."""

    label: str
    county: str
    timezone: str


class Places(Protocol):
    """Finds places. Tests use a fake with a few of them."""

    def find(self, text: str) -> Place | None:
        """The place that a text names, or None when it names none in Texas."""
        ...


class ZipcodePlaces:
    """Places from the `zipcodes` library's table, read when first asked (a third of a second, some 50 MB)."""

    def find(self, text: str) -> Place | None:
        code = _ZIP.search(text)
        if code:
            return self._by_zip.get(code[0])
        line = " ".join(words(text))
        name = _name(line)
        name = _CALLED.get(name, name)
        if name.endswith((" county", " condado")) or "condado de" in line:
            return self._by_county.get(name.removesuffix(" county").removesuffix(" condado"))
        return self._by_city.get(name) or self._by_city.get(_written_out(name)) or self._by_county.get(name)

    @cached_property
    def _rows(self) -> list[Row]:
        rows = zipcodes.filter_by(state=STATE)  # type: ignore[no-untyped-call]
        return [row for row in rows if row["county"]]

    @cached_property
    def _by_zip(self) -> dict[str, Place]:
        return {row["zip_code"]: _place(row, row["city"]) for row in self._rows}

    @cached_property
    def _by_county(self) -> dict[str, Place]:
        rows = _most_frequent(self._rows, lambda row: [_plain(_county(row))])
        return {name: _place(row, None) for name, row in rows.items()}

    @cached_property
    def _by_city(self) -> dict[str, Place]:
        """A city that lies in several counties is told by the one with most of its ZIP codes."""
        other_names = _most_frequent(self._rows, lambda row: [_plain(name) for name in row["acceptable_cities"]])
        cities = _most_frequent(self._rows, lambda row: [_plain(row["city"])])
        return {name: _place(row, row["city"]) for name, row in {**other_names, **cities}.items()}


def _most_frequent(rows: Iterable[Row], names: Callable[[Row], list[str]]) -> dict[str, Row]:
    """For each name a row in the county that most rows of that name lie in."""
    counts: dict[str, Counter[str]] = {}
    samples: dict[tuple[str, str], Row] = {}
    for row in rows:
        for name in names(row):
            counts.setdefault(name, Counter())[row["county"]] += 1
            samples.setdefault((name, row["county"]), row)
    return {name: samples[name, counted.most_common(1)[0][0]] for name, counted in counts.items()}


def _place(row: Row, city: str | None) -> Place:
    county = _county(row)
    # The table writes "Mcallen".
    shown = re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", city or "")
    label = f"{shown}, {county} County" if shown else f"{county} County"
    return Place(label=label, county=county, timezone=row["timezone"])


def _county(row: Row) -> str:
    return str(row["county"]).removesuffix(" County")


def _name(line: str) -> str:
    """What is left of "i live in austin tx" without the words around the name."""
    if line in _CALLED:
        return line
    bare = " ".join(word for word in line.split() if word not in _STATE_WORDS)
    lead = _LEAD.match(bare)
    if lead is None:
        return bare
    rest = bare[lead.end() :]
    # "el paso" and "la porte" begin with words that otherwise only lead up to a name.
    article = re.search(r"\b(el|la) $", lead[0])
    return f"{article[1]} {rest}" if article else rest


def _plain(name: str) -> str:
    return " ".join(words(name))


def _written_out(name: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in name.split())
