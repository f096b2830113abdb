"""Rules of the safety plan: its parts, the word that opens it, and who may see it.

A plan is its youth's own. It is kept after a yes and opened by a word or PIN of theirs; wrong words lock it for a while, of
which nobody is told. An advocate sees it only while it is shared and only whoever has the conversation.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from bot.care.choices import read_choices
from bot.care.ids import AdvocateId
from bot.care.keywords import read
from bot.care.risk import RiskLevel, floor
from bot.care.spelling import words
from bot.care.wording import segments, sms_spelling

PARTS: Final = (
    "warning_signs", "things_i_can_do", "people", "safe_places", "what_to_take", "who_to_call", "code_word",
)  # fmt: skip
"""In the order in which they are asked for and read back."""

WRONG_WORDS_TAKEN: Final = 3
LOCKED_FOR: Final = timedelta(hours=1)
OPEN_FOR: Final = timedelta(minutes=10)
"""How long a right word counts: a phone that was put down may be picked up by somebody else."""

SHORTEST_WORD, LONGEST_WORD = 4, 40
MOST_SEGMENTS: Final = 2
_ROOM_FOR_NAME: Final = "x" * 24
"""A part is read back behind its name, of which the longest has so many characters."""

# What our own texts teach, and what people say all the time: it would open the plan, or close it, by accident.
_SAID_OFTEN: Final = frozenset({
    "affirm", "back", "change", "continue", "espanol", "english", "forget me", "hello", "help", "later", "menu", "my plan",
    "never mind", "nothing", "okay", "pause", "person", "plan", "please", "skip", "status", "stop", "take back", "thanks",
    "thank you", "word", "yeah",
    "atras", "ayuda", "borrame", "cambiar", "claro", "estatus", "gracias", "hola", "luego", "mi plan", "nada", "palabra",
    "pausa", "persona", "por favor", "retirar", "saltar", "seguir", "vale",
})  # fmt: skip
_EASY: Final = frozenset({"pass", "password", "secret", "contrasena", "secreto", "clave", "qwerty", "love", "amor"})
_RUNS: Final = ("0123456789", "9876543210", "abcdefghijklmnopqrstuvwxyz")

NoWord = Literal["short", "long", "used", "easy"]


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What a word came to: `left` tries before the plan is locked, and until when it is."""

    opened: bool
    wrong_words: int
    locked_until: datetime | None

    @property
    def left(self) -> int:
        return WRONG_WORDS_TAKEN - self.wrong_words


def spelled(word: str) -> str:
    """A word or PIN as it is compared: case, accents, signs and spaces at the ends do not matter."""
    return " ".join(words(word))


def holds_word(said: str, word: str) -> bool:
    """Whether the word, or words, stand whole within what was said; both in any spelling."""
    return f" {spelled(word)} " in f" {spelled(said)} "


def why_no_word(text: str) -> NoWord | None:
    """Why a text cannot open a plan, or None when it can.

    `used` means that it says something else to us: a keyword, a choice, danger, or what people say all the time.
    """
    word = spelled(text)
    bare = word.replace(" ", "")
    if len(bare) > LONGEST_WORD:
        return "long"
    if word in _SAID_OFTEN or read(text, paused=True) is not None or floor(text).level != RiskLevel.NONE:
        return "used"
    if len(bare) < SHORTEST_WORD:
        return "short"
    if read_choices(text) is not None:
        return "used"
    return "easy" if word in _EASY or len(set(bare)) == 1 or any(bare in run for run in _RUNS) else None


def try_word(kept: str, said: str, wrong_words: int, now: datetime) -> Tried:
    """Compare a word, in the same time however much of it is right. The third wrong one in a row locks the plan."""
    if hmac.compare_digest(spelled(kept).encode(), spelled(said).encode()):
        return Tried(opened=True, wrong_words=0, locked_until=None)
    wrong = wrong_words + 1
    if wrong < WRONG_WORDS_TAKEN:
        return Tried(opened=False, wrong_words=wrong, locked_until=None)
    return Tried(opened=False, wrong_words=0, locked_until=now + LOCKED_FOR)


def is_locked(locked_until: datetime | None, now: datetime) -> bool:
    return locked_until is not None and now < locked_until


def is_open(opened_at: datetime | None, now: datetime) -> bool:
    """Whether a right word that was given then still counts."""
    return opened_at is not None and now - opened_at < OPEN_FOR


def fits(text: str) -> bool:
    """Whether a part, with its name before it, can be read back in one text."""
    told = segments(sms_spelling(f"{_ROOM_FOR_NAME} {text}"))
    return bool(text.strip()) and told.count <= MOST_SEGMENTS


def in_order(parts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The parts that were filled in, as (name, text)."""
    return tuple((name, parts[name]) for name in PARTS if parts.get(name))


def may_be_seen(*, shared: bool, claimed_by: AdvocateId | None, who: AdvocateId) -> bool:
    """Whether somebody at the desk sees it: shared by the youth, and theirs the conversation."""
    return shared and claimed_by is not None and claimed_by == who


# Words by which a part is named when it shall be changed. The first that is found counts.
_NAMED: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("warning_signs", re.compile(r"\b(?:warnings?|signs?|senal(?:es)?|avisos?)\b")),
    ("who_to_call", re.compile(r"\b(?:call|calls|llamar|llamo|telefonos?)\b")),
    ("code_word", re.compile(r"\b(?:code|codigo|clave)\b")),
    ("what_to_take", re.compile(r"\b(?:take|bring|pack|bag|llevar|llevo|mochila)\b")),
    ("safe_places", re.compile(r"\b(?:places?|where|lugar(?:es)?|donde)\b")),
    ("things_i_can_do", re.compile(r"\b(?:things?|do|hacer|cosas?|hago)\b")),
    ("people", re.compile(r"\b(?:people|person|friends?|family|personas?|gente|amig[oa]s?|familia)\b")),
)


def part_named(text: str) -> str | None:
    """The part that a text names ("the warning signs", "los lugares"), or None."""
    line = " ".join(words(text))
    return next((part for part, pattern in _NAMED if pattern.search(line)), None)
