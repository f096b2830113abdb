"""Brings the many spellings of a text message to one, so that rules can be written in plain words."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
_WORD = re.compile(r"[^\W_]+")
_LONG_VOWEL = re.compile(r"([aeiou])\1{2,}")
_LONG_LETTER = re.compile(r"([^\W\d_])\1{2,}")


def folded(text: str) -> str:
    """Casefolded, without accents, apostrophes and invisible signs; drawn-out letters shortened ("dieeee" -> "die")."""
    split = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
    seen = "".join(sign for sign in split if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})
    short = _LONG_VOWEL.sub(r"\1", seen.replace("'", ""))
    return _LONG_LETTER.sub(r"\1\1", short)


def words(text: str) -> list[str]:
    """The words of a text in their folded spelling; punctuation and emoji are left out."""
    return _WORD.findall(folded(text))


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set, for lists of words that are easier to read as running text."""
    return frozenset(words(text))
