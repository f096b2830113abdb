"""A consent holds from when it was given until it expires or is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.care.consent import Purpose, expires_at, is_in_force
from tests.care.programs import program

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Yes:
    given_at: datetime = NOW
    expires_at: datetime = NOW + 90 * DAY
    withdrawn_at: datetime | None = None


def test_a_consent_holds_until_it_expires() -> None:
    assert is_in_force(Yes(), NOW)
    assert is_in_force(Yes(), NOW + 89 * DAY)
    assert not is_in_force(Yes(), NOW + 90 * DAY)
    assert not is_in_force(Yes(), NOW - DAY)


def test_a_withdrawn_consent_no_longer_holds() -> None:
    assert not is_in_force(Yes(withdrawn_at=NOW + DAY), NOW + DAY)


def test_a_referrals_consent_lasts_as_long_as_the_program_says() -> None:
    assert expires_at(Purpose.REFERRAL, NOW, program().retention) == NOW + 90 * DAY
