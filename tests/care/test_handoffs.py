"""Whoever is at risk is answered first, the wait that is told is the true one, and nobody does what is not theirs to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.care.handoffs import (
    DISPOSITIONS,
    QUIET,
    RISK_FIRST,
    Deed,
    Queue,
    estimate,
    is_quiet,
    may,
    may_see_since,
    needs_a_shift,
    outranks,
    priority_of,
    urgency,
)
from bot.care.ids import AdvocateId
from tests.care.programs import program

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ANA, BEN = AdvocateId("ana"), AdvocateId("ben")
WAITING = program().waiting


@dataclass(frozen=True, kw_only=True)
class Handoff:
    status: str = "requested"
    priority: int = 2
    requested_at: datetime = NOON
    claimed_by: AdvocateId | None = None
    claimed_at: datetime | None = None
    transfer_to: AdvocateId | None = None
    shares: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Who:
    id: AdvocateId = ANA
    role: str = "advocate"


TALK = Handoff(status="claimed", claimed_by=ANA, claimed_at=NOON)


def test_risk_comes_before_the_rest() -> None:
    assert priority_of("risk") == RISK_FIRST < priority_of("engine") < priority_of("asked")


def test_only_what_is_more_urgent_outranks() -> None:
    assert outranks("risk", priority_of("asked"))
    assert not outranks("asked", priority_of("risk"))
    assert not outranks("risk", priority_of("risk"))


def test_a_long_wait_weighs_as_much_as_a_reason_but_never_as_much_as_a_risk() -> None:
    later = NOON + timedelta(minutes=30)
    risk = Handoff(priority=0, requested_at=later)
    left_without_answer = Handoff(priority=1, requested_at=later - timedelta(minutes=5))
    asked_long_ago, asked_now = Handoff(requested_at=NOON), Handoff(requested_at=later)
    waiting = [asked_now, left_without_answer, asked_long_ago, risk]
    assert sorted(waiting, key=lambda one: urgency(one, later)) == [
        risk,
        asked_long_ago,
        left_without_answer,
        asked_now,
    ]


@pytest.mark.parametrize("role", ["staff", "admin"])
def test_who_does_not_talk_with_youths_does_nothing_to_a_handoff(role: str) -> None:
    who = Who(role=role)
    deeds: tuple[Deed, ...] = ("claim", "release", "transfer", "hand_back", "close", "reply", "note", "look_back")
    assert not any(may(deed, standing, who) for deed in deeds for standing in (Handoff(), TALK))


def test_what_waits_may_be_claimed_and_what_is_taken_only_by_whom_it_is_passed_to() -> None:
    assert may("claim", Handoff(), Who()) and may("claim", Handoff(status="offered"), Who())
    assert not may("claim", TALK, Who(id=BEN)) and not may("claim", Handoff(status="lapsed"), Who())
    passed_on = Handoff(status="claimed", claimed_by=ANA, transfer_to=BEN)
    assert may("claim", passed_on, Who(id=BEN)) and not may("claim", passed_on, Who(id=ANA))


def test_only_whoever_has_the_talk_writes_in_it_and_a_supervisor_may_end_it() -> None:
    supervisor = Who(id=BEN, role="supervisor")
    assert may("reply", TALK, Who()) and not may("reply", TALK, supervisor) and not may("reply", Handoff(), Who())
    assert may("transfer", TALK, Who()) and may("close", TALK, supervisor) and not may("close", TALK, Who(id=BEN))
    assert may("close", Handoff(), supervisor) and not may("close", Handoff(), Who())


def test_looking_back_is_for_a_supervisor_or_where_there_is_a_risk() -> None:
    at_risk = Handoff(status="claimed", claimed_by=ANA, claimed_at=NOON, priority=RISK_FIRST)
    assert may("look_back", at_risk, Who()) and not may("look_back", TALK, Who())
    assert may("look_back", TALK, Who(id=BEN, role="supervisor"))


def test_without_a_yes_only_what_comes_after_the_claim_is_seen() -> None:
    assert may_see_since(TALK) == NOON
    assert may_see_since(Handoff(status="claimed", claimed_at=NOON, shares=False)) == NOON
    assert may_see_since(Handoff(status="claimed", claimed_at=NOON, shares=True)) is None
    assert may_see_since(TALK, looked_back=True) is None
    unclaimed = may_see_since(Handoff())
    assert unclaimed is not None and unclaimed > NOON + timedelta(days=365)


def wait(priority: int, *, on_shift: int = 1, busy: int = 0, ahead: int = 0, waited: int = 0) -> int | None:
    queue = Queue(on_shift=on_shift, busy=busy, ahead=ahead)
    found = estimate(WAITING, priority, queue, timedelta(minutes=waited))
    return None if found is None else round(found.total_seconds() / 60)


def test_the_wait_is_short_at_risk_longer_in_a_queue_and_unknown_at_night() -> None:
    assert wait(RISK_FIRST) == 5 and wait(2) == 20
    assert wait(2, ahead=1) == 40 and wait(2, on_shift=2, ahead=1) == 20
    assert wait(2, busy=1) == 40
    assert wait(RISK_FIRST, busy=1) == 5
    assert wait(RISK_FIRST, on_shift=0) is None


def test_a_wait_that_proved_wrong_grows_instead_of_being_promised_again() -> None:
    assert [wait(2, waited=waited) for waited in (0, 5, 10, 20, 40, 60)] == [20, 15, 10, 10, 20, 30]


def test_every_disposition_has_words_in_both_languages() -> None:
    assert all(one.label("en") and one.label("es") != one.label("en") for one in DISPOSITIONS.values())


@dataclass(frozen=True, kw_only=True)
class Untold:
    reason: str
    joined_at: datetime | None = None
    told_at: datetime | None = None


@pytest.mark.parametrize("reason", QUIET)
def test_nobody_hears_of_a_quiet_handoff_until_somebody_has_written_or_it_was_told(reason: str) -> None:
    assert is_quiet(Untold(reason=reason))
    assert not is_quiet(Untold(reason=reason, joined_at=NOON)) and not is_quiet(Untold(reason=reason, told_at=NOON))
    assert not needs_a_shift(reason)


def test_what_was_asked_for_openly_is_never_quiet() -> None:
    assert not any(is_quiet(Untold(reason=reason)) for reason in ("asked", "risk", "engine", "paused", "recontact"))


def test_duress_is_as_urgent_as_a_risk() -> None:
    assert priority_of("duress") == RISK_FIRST < priority_of("checkin") < priority_of("asked")
