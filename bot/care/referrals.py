"""Rules of the self-referral: ages however they are told, the agency that fits, the reference word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.care.program import Agency, Program
from bot.care.spelling import words

OLDEST = 120
_YOUNGEST_TOLD, _OLDEST_TOLD = 5, 99


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """Whole years, both included."""

    youngest: int
    oldest: int


_NUMBER_WORDS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14,
    "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21,
}  # fmt: skip
_UNDER = re.compile(r"\b(?:under|below|younger than|less than|menos de|menor de|menor que)\b")
_OR_LESS = re.compile(r"\b(?:or (?:younger|less|under)|o (?:menos|menor|mas chic[oa]))\b")
_OR_MORE = re.compile(
    r"\b(?:or (?:older|more|over|up)|and (?:up|older|over)|o (?:mas|mayor)|over|mas de|mayor de|older than)\b"
)
_ALMOST = re.compile(r"\b(?:almost|nearly|turning|about to turn|about to be|casi|voy a cumplir|cumplo|por cumplir)\b")
_PLUS = re.compile(r"\d\s*\+")

# Short, harmless, spelled alike in both languages; whoever reads one on a screen thinks of nothing.
REFERENCE_WORDS = (
    "alpaca", "banana", "bingo", "cactus", "canal", "cereal", "color", "coral", "disco", "domino", "golf", "gorila",
    "iguana", "karate", "kayak", "kiwi", "koala", "llama", "mango", "metro", "panda", "papaya", "piano", "plaza",
    "polo", "puma", "radio", "rumba", "safari", "salsa", "taco", "tango", "tuba", "video", "yoga", "zebra",
)  # fmt: skip


def read_age_band(text: str) -> AgeBand | None:
    """ "16", "tengo 15", "almost 18", "13 to 15", "12 o menos", "18+" -> the ages it leaves open; None when it tells none."""
    line = " ".join(words(text))
    ages = [age for age in _numbers(line) if _YOUNGEST_TOLD <= age <= _OLDEST_TOLD]
    if not ages or len(ages) > 2:
        return None
    lowest, highest = min(ages), max(ages)
    if _UNDER.search(line):
        return AgeBand(youngest=0, oldest=highest - 1)
    if _OR_LESS.search(line):
        return AgeBand(youngest=0, oldest=highest)
    if _OR_MORE.search(line) or _PLUS.search(text):
        return AgeBand(youngest=lowest, oldest=OLDEST)
    if _ALMOST.search(line) and lowest == highest:
        return AgeBand(youngest=lowest - 1, oldest=lowest - 1)
    return AgeBand(youngest=lowest, oldest=highest)


def county_of(area: str | None) -> str | None:
    """The county that a place's label names ("Austin, Travis County" -> "Travis"), or None."""
    found = re.search(r"(?:^|, )([^,]+) County$", area or "")
    return found[1] if found else None


def fitting_agency(program: Program, *, area: str | None, age_band: str | None) -> Agency | None:
    """The agency to ask. One that takes all ages the youth may have comes before one that takes some; then local ones.

    Without an area only statewide agencies fit; an age that was not told rules none out.
    """
    county, band = county_of(area), read_age_band(age_band or "")
    fitting = [agency for agency in program.agencies if _serves(agency, county) and _takes(agency, band)]
    return min(fitting, key=lambda agency: (not _takes_all(agency, band), agency.statewide), default=None)


def draw_reference(choose: Callable[[Sequence[str]], str]) -> str:
    """Two different words, such as "mango piano". `choose` draws one of a sequence."""
    first = choose(REFERENCE_WORDS)
    second = choose([word for word in REFERENCE_WORDS if word != first])
    return f"{first} {second}"


def names_reference(text: str, reference: str) -> bool:
    """Whether the text holds both words of a reference, one behind the other."""
    return f" {' '.join(words(reference))} " in f" {' '.join(words(text))} "


def _numbers(line: str) -> list[int]:
    found = re.findall(r"\d+|[a-z]+", line)
    return [
        int(part) if part.isdigit() else _NUMBER_WORDS[part]
        for part in found
        if part.isdigit() or part in _NUMBER_WORDS
    ]


def _serves(agency: Agency, county: str | None) -> bool:
    return agency.statewide or county in agency.counties


def _takes(agency: Agency, band: AgeBand | None) -> bool:
    return band is None or (agency.min_age <= band.oldest and band.youngest <= agency.max_age)


def _takes_all(agency: Agency, band: AgeBand | None) -> bool:
    return band is None or (agency.min_age <= band.youngest and band.oldest <= agency.max_age)
