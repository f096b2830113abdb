"""STOP, START, HELP and "do not write back", read before anything else hears the text.

A carrier's own words count only when they are the whole message. Besides them any reasonable wording of "stop texting
me" is a STOP (47 CFR 64.1200(a)(10)), in both languages; but "stop" in a story ("he wont stop hitting me") is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.care import keyword_wording as wording
from bot.care.spelling import folded, words


class KeywordKind(StrEnum):
    """What a keyword asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    DO_NOT_REPLY = "do_not_reply"


@dataclass(frozen=True, kw_only=True)
class Keyword:
    """A keyword that was read. `language` is None when both languages use the word.

    `carrier_handles`: Twilio acts on it and answers it by itself unless that is switched off (its default opt-out words
    for long codes, docs/messaging/tutorials/advanced-opt-out). After such a STOP a message of ours fails with 21610.
    """

    kind: KeywordKind
    language: str | None
    carrier_handles: bool


_Wordings = tuple[tuple[KeywordKind, str, tuple[str, ...]], ...]

_ALONE: _Wordings = (
    (KeywordKind.STOP, "en", wording.ALONE_STOP_EN),
    (KeywordKind.STOP, "es", wording.ALONE_STOP_ES),
    (KeywordKind.START, "en", wording.ALONE_START_EN),
    (KeywordKind.START, "es", wording.ALONE_START_ES),
    (KeywordKind.HELP, "en", wording.ALONE_HELP_EN),
    (KeywordKind.HELP, "es", wording.ALONE_HELP_ES),
)
_ALONE_WHEN_PAUSED: _Wordings = (
    (KeywordKind.START, "en", wording.PAUSED_START_EN),
    (KeywordKind.START, "es", wording.PAUSED_START_ES),
)
# "Dont text me back" is read before "dont text me": the narrower wish is the one that was meant.
_IN_CLAUSES: _Wordings = (
    (KeywordKind.DO_NOT_REPLY, "en", wording.DO_NOT_REPLY_EN),
    (KeywordKind.DO_NOT_REPLY, "es", wording.DO_NOT_REPLY_ES),
    (KeywordKind.STOP, "en", wording.STOP_EN),
    (KeywordKind.STOP, "es", wording.STOP_ES),
)
_PATTERNS = tuple(
    (kind, language, re.compile(pattern)) for kind, language, patterns in _IN_CLAUSES for pattern in patterns
)

_CLAUSE = re.compile(r"(?<!\d)[.!?;,:\n]+|\s-+\s")


def read(text: str, *, paused: bool = False) -> Keyword | None:
    """The keyword that the text is, or None. `paused` says whether a STOP is in force; only then is a "yes" a START."""
    found = words(text)
    if not found:
        return None
    return _alone(text, " ".join(found), paused) or _in_clauses(text)


def asks_for_silence(text: str) -> bool:
    """Whether the text wants no more texts: for good, or just now."""
    keyword = read(text)
    return keyword is not None and keyword.kind in (KeywordKind.STOP, KeywordKind.DO_NOT_REPLY)


def _alone(text: str, line: str, paused: bool) -> Keyword | None:
    carrier = _carrier_word(line, paused)
    if carrier:
        # Twilio compares the trimmed message, case aside; "Stop!" reaches us without its having acted.
        exact = text.strip().casefold() == line
        return Keyword(kind=carrier, language=None, carrier_handles=exact)
    for kind, language, phrases in _ALONE + (_ALONE_WHEN_PAUSED if paused else ()):
        if line in phrases:
            return Keyword(kind=kind, language=language, carrier_handles=False)
    return None


def _carrier_word(line: str, paused: bool) -> KeywordKind | None:
    if line in wording.CARRIER_STOP:
        return KeywordKind.STOP
    if line in wording.CARRIER_HELP:
        return KeywordKind.HELP
    if line in wording.CARRIER_START and (paused or line != "yes"):
        return KeywordKind.START
    return None


def _in_clauses(text: str) -> Keyword | None:
    """A wish that opens a clause. What somebody else said, or a quotation, is no wish of the writer."""
    clauses = _own_clauses(text)
    for kind, language, pattern in _PATTERNS:
        if any(pattern.search(clause) for clause in clauses):
            return Keyword(kind=kind, language=language, carrier_handles=False)
    return None


def _own_clauses(text: str) -> list[str]:
    if '"' in folded(text):
        return []
    own = []
    reported = False
    for part in _CLAUSE.split(text):
        clause = " ".join(words(part))
        speech = bool(wording.SPEECH.search(clause)) and not wording.OWN_SPEECH.search(clause)
        if clause and not speech and not reported:
            own.append(clause)
        reported = speech
    return own
