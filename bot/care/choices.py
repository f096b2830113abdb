"""Reads a numbered choice however it is typed: "1", "1.", "#2", "opción 2", "uno", "1 and 3", "0"."""

from __future__ import annotations

import re
import unicodedata

from bot.care.spelling import word_set

HIGHEST = 20
"""Larger numbers are ages, ZIP codes or times, never a choice."""

_WORDS = {
    "zero": 0, "cero": 0, "one": 1, "uno": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4,
    "cuatro": 4, "five": 5, "cinco": 5, "six": 6, "seis": 6, "seven": 7, "siete": 7, "eight": 8, "ocho": 8,
    "nine": 9, "nueve": 9, "ten": 10, "diez": 10,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "cuarto": 4, "cuarta": 4,
}  # fmt: skip

# Words that may stand around a number without meaning anything else.
_AROUND = word_set("""
    number num no option opt choice the my i pick choose want answer is one please pls and both just ok yeah
    opcion numero la el los las mi quiero escojo elijo por favor porfa porfavor y e creo
""")

_PART = re.compile(r"\d+|[a-z]+|[^\sa-z\d]+")
_HARMLESS = re.compile(r"[.,;:#&+()\[\]!\"'*/-]+")


def read_choices(text: str) -> tuple[int, ...] | None:
    """The chosen numbers in the order given, each once; None when the text says anything else besides."""
    parts = _PART.findall(_plain(text))
    numbers: list[int] = []
    for n, part in enumerate(parts):
        # "the second one" is 2, not 2 and 1.
        if part in _WORDS and not (part == "one" and n and parts[n - 1] in _WORDS):
            numbers.append(_WORDS[part])
        elif part.isdigit() and len(part) <= 2 and int(part) <= HIGHEST:
            numbers.append(int(part))
        elif part not in _AROUND and not _HARMLESS.fullmatch(part):
            return None
    return tuple(dict.fromkeys(numbers)) or None


def _plain(text: str) -> str:
    """Casefolded, without accents and without the marks that make a keycap emoji of a digit."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})
