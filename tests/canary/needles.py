"""The byte patterns under which a planted value could come to rest."""

from __future__ import annotations

import base64
import json
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote


@dataclass(frozen=True, kw_only=True)
class Needle:
    """One planted value. `folded` patterns are looked for in any case of letters, `exact` ones as they are."""

    value: str
    folded: frozenset[bytes] = field(repr=False)
    exact: frozenset[bytes] = field(repr=False)


def phone_needle(number: str) -> Needle:
    """A number like +12145550101: its ten digits (also inside E.164), dashed, dotted, with brackets."""
    area, exchange, line = number[2:5], number[5:8], number[8:]
    return _needle(
        number,
        {
            f"{area}{exchange}{line}",
            f"{area}-{exchange}-{line}",
            f"{area}.{exchange}.{line}",
            f"({area}) {exchange}-{line}",
        },
    )


def word_needle(word: str) -> Needle:
    """A word: composed, in either case, decomposed, without its accents."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return _needle(word, {word, word.lower(), word.upper(), unicodedata.normalize("NFD", word), bare})


def _needle(value: str, forms: set[str]) -> Needle:
    return Needle(
        value=value,
        folded=frozenset(pattern.lower() for form in forms for pattern in _spelled(form)),
        exact=frozenset(pattern for form in forms for pattern in _base64(form.encode())),
    )


def _spelled(form: str) -> Iterator[bytes]:
    """UTF-8, UTF-16, hexadecimal, escaped for JSON, escaped for an address."""
    raw = form.encode()
    yield from (raw, form.encode("utf-16-le"), form.encode("utf-16-be"), raw.hex().encode())
    yield from (json.dumps(form)[1:-1].encode(), quote(form, safe="").encode())


def _base64(raw: bytes) -> Iterator[bytes]:
    """The part of its base64 that does not depend on what stands around it, for each of the three alignments."""
    for before in range(3):
        first, last = math.ceil(before * 8 / 6), (before + len(raw)) * 8 // 6
        for encode in (base64.standard_b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * before + raw)[first:last]
