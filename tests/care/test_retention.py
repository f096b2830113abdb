"""A conversation goes a day after its last message, unless something that was agreed to keeps parts of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.care.retention import LOOK_AGAIN, Held, judge
from tests.care.programs import program

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = program().retention


def held(**fields: Any) -> Held:
    known = {
        "last_message_at": NOW - DAY,
        "kept_until": (),
        "person_asked_at": None,
        "people_told_at": None,
        "unanswered": False,
    }
    return Held(**{**known, **fields})


def test_a_day_after_its_last_message_a_conversation_is_erased() -> None:
    assert judge(held(), NOW, RULES).erase


def test_before_that_it_is_looked_at_again_in_time() -> None:
    verdict = judge(held(last_message_at=NOW - timedelta(hours=20)), NOW, RULES)
    assert not verdict.erase and not verdict.forget_talk
    assert verdict.look_at == NOW + timedelta(hours=4)


def test_a_referral_keeps_itself_but_not_the_talk() -> None:
    verdict = judge(held(kept_until=(NOW + 30 * DAY, NOW + 90 * DAY)), NOW, RULES)
    assert not verdict.erase and verdict.forget_talk
    assert verdict.look_at == NOW + LOOK_AGAIN


def test_what_has_expired_keeps_nothing() -> None:
    assert judge(held(kept_until=(NOW,)), NOW, RULES).erase


def test_nobody_is_erased_while_they_wait() -> None:
    for waiting in (held(unanswered=True), held(person_asked_at=NOW - DAY)):
        verdict = judge(waiting, NOW, RULES)
        assert not verdict.erase and not verdict.forget_talk
        assert verdict.look_at == NOW + LOOK_AGAIN


def test_what_people_were_told_keeps_the_record_for_them_and_changes_nothing_in_the_talk() -> None:
    agreed = held(kept_until=(NOW + 30 * DAY,))
    assert judge(held(kept_until=(NOW + 30 * DAY,), people_told_at=NOW - DAY), NOW, RULES) == judge(agreed, NOW, RULES)
    verdict = judge(held(people_told_at=NOW - DAY), NOW, RULES)
    assert not verdict.erase and verdict.forget_talk
    assert judge(held(people_told_at=NOW - 31 * DAY), NOW, RULES).erase


def test_a_handoff_that_nobody_closed_does_not_keep_for_good() -> None:
    assert judge(held(person_asked_at=NOW - 31 * DAY), NOW, RULES).erase
