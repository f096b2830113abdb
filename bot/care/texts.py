"""Makes a received text safe to read: one line, nothing invisible, never an order to the dialogue engine."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LONGEST_KEPT = 1600
"""Characters kept of one message; the longest text that Twilio takes in or sends."""

# Rasa reads a leading "/" as an intent command. The look-alikes are taken away as well, because a later normalisation
# somewhere else could turn them into the real one.
_SLASHES = "/⁄∕⧸╱⟋／"

# Characters that show nothing but are letters, marks or symbols to Unicode, so that their category hides it: combining
# grapheme joiner, Hangul fillers, Khmer inherent vowels, Mongolian selectors, the blank Braille cell.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")

_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})


@dataclass(frozen=True, kw_only=True)
class CleanText:
    """`text` may be empty, when nothing readable was sent. `too_long` says that the end was cut off."""

    text: str
    too_long: bool


def clean(text: str) -> CleanText:
    """One line of visible NFKC text, at most LONGEST_KEPT characters, that does not begin with a slash."""
    # Compatibility forms can grow under NFKC (one sign becomes eighteen), so the raw text is bounded first.
    raw = text[: LONGEST_KEPT * 4]
    seen = unicodedata.normalize("NFKC", _visible(unicodedata.normalize("NFKC", raw)))
    line = _without_order(" ".join(seen.split()))
    kept = line[:LONGEST_KEPT].rstrip()
    return CleanText(text=kept, too_long=len(line) > LONGEST_KEPT or len(text) > len(raw))


def _visible(text: str) -> str:
    return "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign in _BLANKS or _is_variation_selector(sign) or unicodedata.category(sign) in _UNSEEN_CATEGORIES:
        return ""
    return sign


def _is_variation_selector(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _without_order(line: str) -> str:
    return line.lstrip(_SLASHES + " ")
