"""Whoever is at risk is answered first, and the wait that is told is the true one."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.care.handoffs import RISK_FIRST, estimate, outranks, priority_of
from tests.care.programs import program

ON_SHIFT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
AT_NIGHT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_risk_comes_before_the_rest() -> None:
    assert priority_of("risk") == RISK_FIRST < priority_of("engine") < priority_of("asked")


def test_only_what_is_more_urgent_outranks() -> None:
    assert outranks("risk", priority_of("asked"))
    assert not outranks("asked", priority_of("risk"))
    assert not outranks("risk", priority_of("risk"))


def test_the_wait_is_short_at_risk_and_unknown_at_night() -> None:
    assert estimate(program(), RISK_FIRST, ON_SHIFT) == program().waiting.urgent
    assert estimate(program(), priority_of("asked"), ON_SHIFT) == program().waiting.usual
    assert estimate(program(), RISK_FIRST, AT_NIGHT) is None
