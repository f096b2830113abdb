"""How urgent it is that a person answers, and how long that is likely to take.

requested -> offered -> claimed -> closed;  any open one -> closed | lapsed
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.care.program import Program

RISK_FIRST = 0
_PRIORITIES = {"risk": RISK_FIRST, "engine": 1, "paused": 1, "asked": 2}

OPEN = ("requested", "offered", "claimed")
WAITING = ("requested", "offered")


def priority_of(reason: str) -> int:
    """0 is answered first: somebody at risk; then whom the program left without an answer; then who asked."""
    return _PRIORITIES[reason]


def outranks(reason: str, priority: int) -> bool:
    """Whether this reason is more urgent than a handoff that already waits with that priority."""
    return priority_of(reason) < priority


def estimate(program: Program, priority: int, now: datetime) -> timedelta | None:
    """The honest wait; None when nobody is on shift."""
    if not program.on_shift(now):
        return None
    return program.waiting.urgent if priority == RISK_FIRST else program.waiting.usual
