"""Hears when check-ins are wanted, over as many texts as it takes; only what is still missing is asked for."""

from __future__ import annotations

from datetime import datetime

from bot.actions.checkin_answers import WHEN
from bot.actions.checkin_words import SAID_AT
from bot.actions.forms import Answer
from bot.actions.turn import Turn
from bot.care.times_said import Unclear, read_schedule

SAID, MISSING = "checkin_said", "checkin_missing"
ASKED_FOR = {
    "days": "utter_checkin_when_days", "time": "utter_checkin_when_time", "half": "utter_checkin_when_half",
    "until": "utter_checkin_when_until",
}  # fmt: skip
"""What may be missing of a time, and the response that asks for it."""


def hear_when(turn: Turn, text: str, zone: str) -> Answer:
    """Slots for what a text says about the time, together with what was said before it; `why` names what cannot be had."""
    before, missing = turn.slot(SAID), turn.slot(MISSING)
    alone = read_schedule(text, turn.scope.now, zone)
    said_at = datetime.fromisoformat(str(turn.slot(SAID_AT))) if before else turn.scope.now
    joined = [f"{before}, {text}", f"{before}, until {text}"][: 2 if missing == "until" else 1] if before else []
    for together in joined if isinstance(alone, Unclear) else []:
        found = read_schedule(together, said_at, zone)
        if not isinstance(found, Unclear):
            return _heard(together, said_at)
        if found.missing in ASKED_FOR and found.missing != missing:
            return {WHEN: None, SAID: together, SAID_AT: said_at.isoformat(), MISSING: found.missing}
    if not isinstance(alone, Unclear):
        return _heard(text, turn.scope.now)
    if alone.missing in ASKED_FOR and (not before or alone.missing != missing):
        return {WHEN: None, SAID: text, SAID_AT: turn.scope.now.isoformat(), MISSING: alone.missing}
    return {
        WHEN: None,
        SAID: None,
        MISSING: None,
        "why": "everything" if alone.missing in ASKED_FOR else alone.missing,
    }


def _heard(text: str, said_at: datetime) -> Answer:
    return {WHEN: text, SAID_AT: said_at.isoformat(), SAID: None, MISSING: None}
