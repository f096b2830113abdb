"""Hears when check-ins are wanted, over as many texts as it takes; only what is still missing is asked for."""

from __future__ import annotations

import re
from datetime import datetime

from bot.actions.checkin_answers import WHEN
from bot.actions.checkin_words import SAID_AT
from bot.actions.forms import Answer
from bot.actions.turn import Turn
from bot.care.clock_said import take_clocks
from bot.care.time_spelling import spelled_out
from bot.care.times_said import Unclear, read_schedule

SAID, MISSING = "checkin_said", "checkin_missing"
ASKED_FOR = {
    "days": "utter_checkin_when_days", "time": "utter_checkin_when_time", "half": "utter_checkin_when_half",
    "noon": "utter_checkin_when_noon", "until": "utter_checkin_when_until",
}  # fmt: skip
"""What may be missing of a time, and the response that asks for it."""


def hear_when(turn: Turn, text: str, zone: str) -> Answer:
    """Slots for what a text says about the time, together with what was said before it; `why` names what cannot be had."""
    before, missing = turn.slot(SAID), turn.slot(MISSING)
    alone = read_schedule(text, turn.scope.now, zone)
    said_at = datetime.fromisoformat(str(turn.slot(SAID_AT))) if before else turn.scope.now
    refused: str | None = None
    for together in _joined(str(before), text, str(missing)) if before and isinstance(alone, Unclear) else ():
        found = read_schedule(together, said_at, zone)
        if not isinstance(found, Unclear):
            return _heard(together, said_at)
        if found.missing in ASKED_FOR and found.missing != missing:
            return {WHEN: None, SAID: together, SAID_AT: said_at.isoformat(), MISSING: found.missing}
        if found.missing not in ASKED_FOR:
            refused = refused or found.missing
    if not isinstance(alone, Unclear):
        return _heard(text, turn.scope.now)
    # Days and their time that cannot be had together would be asked for in turn, without an end.
    whole = refused is not None and {alone.missing, missing} == {"days", "time"}
    if alone.missing in ASKED_FOR and (not before or alone.missing != missing) and not whole:
        return {WHEN: None, SAID: text, SAID_AT: turn.scope.now.isoformat(), MISSING: alone.missing}
    why = (refused or "everything") if alone.missing in (*ASKED_FOR, "everything") else alone.missing
    return {WHEN: None, SAID: None, MISSING: None, "why": why}


def _joined(before: str, text: str, missing: str) -> tuple[str, ...]:
    """The ways in which a text may go on from what was said before it, the likeliest first."""
    plainly = f"{before}, {text}"
    if missing == "until":
        return plainly, f"{before}, until {text}"
    said, days = take_clocks(spelled_out(before))
    spelled = spelled_out(text)
    if not said:
        return (plainly,)
    if missing == "noon" and (half := _half_of_twelve(spelled)) is not None:
        # A midnight is that of the night which begins on the day, unless the time was said of its morning.
        night = " night" if half == "am" and _says_night(spelled) and said[0].part != "morning" else ""
        return (f"{days}, 12:{said[0].minute:02} {half}{night}",)
    if take_clocks(spelled)[0]:
        # A time that is said anew takes the place of the one before it, and the days stay.
        return f"{days}, {text}", plainly
    return (plainly,)


def _half_of_twelve(spelled: str) -> str | None:
    """ "am" for the twelve of the night, "pm" for that of the day; None where the text says something else."""
    clocks, rest = take_clocks(spelled)
    if clocks:
        (clock, *_) = clocks
        return clock.half if (clock.hour, clock.minute) == (12, 0) else None
    if re.search(r"\b(?:morning|night)\b", rest):
        return "am"
    return "pm" if re.search(r"\b(?:day|daytime|dia|afternoon|lunch)\b", rest) else None


def _says_night(spelled: str) -> bool:
    return re.search(r"\b(?:mid)?night\b", spelled) is not None


def _heard(text: str, said_at: datetime) -> Answer:
    return {WHEN: text, SAID_AT: said_at.isoformat(), SAID: None, MISSING: None}
