"""How long a text is on SMS, how it is spelled there, and how hard it is to read.

GSM-7 is the alphabet of 3GPP TS 23.038 (table GSM 03.38): 160 units in one segment, 153 in each of several. A single
sign outside it turns the whole message into UCS-2: 70 units, or 67.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")

GSM7 = "GSM-7"
UCS2 = "UCS-2"
_SINGLE = {GSM7: 160, UCS2: 70}
_JOINED = {GSM7: 153, UCS2: 67}

_SPELLING = str.maketrans({
    "á": "a", "í": "i", "ó": "o", "ú": "u", "Á": "A", "Í": "I", "Ó": "O", "Ú": "U",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "•": "-", "·": "-",
    "…": "...", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\t": " ",
    "\u200b": "", "\u200d": "", "\ufeff": "", "\u00ad": "",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Segments:
    """`units` are septets or 16-bit code units, `remaining` those still free in the last segment."""

    encoding: str
    units: int
    count: int
    remaining: int


def segments(text: str) -> Segments:
    """How a carrier would cut this text. Without text nothing is sent: no segment."""
    encoding, sizes = _sizes(text)
    units = sum(sizes)
    if units <= _SINGLE[encoding]:
        return Segments(encoding=encoding, units=units, count=1 if units else 0, remaining=_SINGLE[encoding] - units)
    room = _JOINED[encoding]
    count, used = 1, 0
    for size in sizes:
        # An escaped sign or a surrogate pair is never cut in two: it moves to the next segment as a whole.
        if used + size > room:
            count, used = count + 1, 0
        used += size
    return Segments(encoding=encoding, units=units, count=count, remaining=room - used)


def sms_spelling(text: str) -> str:
    """The text as it goes out by SMS: á í ó ú without accent, typographic signs plain; é ñ ¡ ¿ ü are in GSM-7."""
    return text.translate(_SPELLING)


def reading_grade(text: str, language: str) -> float:
    """The US school grade that a text asks for, roughly.

    English: Flesch-Kincaid grade (Kincaid et al. 1975), 0.39 words/sentence + 11.8 syllables/word - 15.59.
    Spanish: Fernández Huerta (1959) ease, 206.84 - 60 syllables/word - 1.02 words/sentence, put on grades through the
    bands that its author gives (90 and more: 4th grade, 80: 5th, 70: 6th, 60: 7th-8th, 50: 9th-12th, below: college).
    """
    words = _words(text)
    if not words:
        return 0.0
    a_sentence = len(words) / max(1, len(_sentences(text)))
    if language == "es":
        ease = 206.84 - 60 * sum(map(_spanish_syllables, words)) / len(words) - 1.02 * a_sentence
        return _grade_of_ease(ease)
    a_word = sum(map(_english_syllables, words)) / len(words)
    return max(0.0, 0.39 * a_sentence + 11.8 * a_word - 15.59)


def _sizes(text: str) -> tuple[str, list[int]]:
    if all(sign in _BASIC or sign in _EXTENDED for sign in text):
        return GSM7, [2 if sign in _EXTENDED else 1 for sign in text]
    return UCS2, [2 if ord(sign) > 0xFFFF else 1 for sign in text]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text)


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[.!?:;\n]+", text) if _words(part)]


def _english_syllables(word: str) -> int:
    bare = word.casefold().replace("'", "")
    groups = len(re.findall(r"[aeiouy]+", bare))
    silent_end = re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|(?:[^aeiouysxzc]|[^aeiouysxz][tpnmvk])es$", bare)
    return max(1, groups - bool(silent_end))


def _spanish_syllables(word: str) -> int:
    """Vowel groups, where two strong vowels, or an accented í or ú beside another vowel, make two syllables."""
    bare = re.sub(r"(?<=[gq])u(?=[eiéí])", "", word.casefold())
    count = 0
    for group in re.findall(r"[aeiouáéíóúüy]+", bare):
        strong = len(re.findall(r"[aeoáéóíú]", group))
        count += max(1, strong)
    return max(1, count)


def _grade_of_ease(ease: float) -> float:
    """Between the bands the grade is taken on a straight line."""
    bands = ((100.0, 3.0), (90.0, 4.0), (80.0, 5.0), (70.0, 6.0), (60.0, 8.0), (50.0, 12.0), (30.0, 16.0))
    if ease >= bands[0][0]:
        return bands[0][1]
    for (upper, low_grade), (lower, high_grade) in pairwise(bands):
        if ease >= lower:
            return low_grade + (upper - ease) / (upper - lower) * (high_grade - low_grade)
    return bands[-1][1]
