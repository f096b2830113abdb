"""Reads one answer of the self-referral: its value as it goes into the summary, or why it does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.actions.answers import CRISIS, SKIPPED
from bot.actions.turn import Turn
from bot.care import referrals
from bot.care.spelling import words

MAY, MAY_NOT = "ok", "no"
"""Whether a message may be left; the same words in both languages."""

_LONGEST_NAME = 40
_MOST_NAME_WORDS = 4
_LONGEST = {"needs": 200, "safe_way": 120, "safe_time": 100, "anything_else": 300}
_NO_NAME = frozenset({"greet", "thank", "goodbye", "hostile", "request_help", "affirm", "start_referral"})
_NAME_LEAD = re.compile(
    r"^(?:my name is|my names|my name's|its|it's|i am|i'm|im|call me|you can call me|just|me llamo|mi nombre es|soy|"
    r"dime|diganme|llámame|llamame|pueden decirme|ponle|me dicen)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Refused:
    """An answer that does not fit, and the response that says so."""

    response: str


def read_answer(turn: Turn, slot: str) -> str | Refused:
    """The value for a question's slot. A plain no to an open question leaves it out: a refusal is fine."""
    if turn.is_surely("deny") and slot != "leave_message":
        return SKIPPED
    return _READERS[slot](turn)


def reads_as(turn: Turn, slot: str) -> bool:
    """Whether the text is plainly an age or a known place, where one was asked for; a crisis is heard all the same."""
    return slot in ("age_band", "area") and turn.intent not in CRISIS and not isinstance(_READERS[slot](turn), Refused)


def _name(turn: Turn) -> str | Refused:
    name = _NAME_LEAD.sub("", turn.text).strip(" .,!")
    told_otherwise = turn.intent in _NO_NAME and len(words(name)) > 1
    fits = words(name) and not name.isdigit() and len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_NAME_WORDS
    if not fits or turn.is_surely("affirm") or told_otherwise or "?" in name:
        return Refused(response="utter_again_name")
    return name


def _age(turn: Turn) -> str | Refused:
    return turn.text if referrals.read_age_band(turn.text) else Refused(response="utter_again_age")


def _area(turn: Turn) -> str | Refused:
    place = turn.scope.places.find(turn.text)
    return place.label if place else Refused(response="utter_again_area")


def _leave_message(turn: Turn) -> str | Refused:
    said = frozenset(words(turn.text))
    if turn.is_surely("deny") or (said & {"no", "nope", "nel"}):
        return MAY_NOT
    if turn.is_surely("affirm") or (said & {"yes", "si", "ok", "sure"}):
        return MAY
    return Refused(response="utter_again_choice")


def _free(slot: str) -> Callable[[Turn], str | Refused]:
    def read(turn: Turn) -> str | Refused:
        if not turn.text or turn.is_surely("affirm"):
            return Refused(response="utter_again_choice")
        return turn.text if len(turn.text) <= _LONGEST[slot] else Refused(response="utter_again_short")

    return read


_READERS: Mapping[str, Callable[[Turn], str | Refused]] = {
    "name_to_use": _name,
    "age_band": _age,
    "area": _area,
    "leave_message": _leave_message,
    **{slot: _free(slot) for slot in _LONGEST},
}
