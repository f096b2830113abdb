"""A yes for one purpose: for how long it holds. Nothing is conditional on it, and a word takes it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.care.program import Retention


class Purpose(StrEnum):
    """What can be agreed to, each apart."""

    REFERRAL = "referral"  # the answers go to a named agency
    CHECKINS = "checkins"  # we write first, at times of theirs
    SAFETY_PLAN = "safety_plan"  # their plan is kept


class Given(Protocol):
    """What these rules need of a consent."""

    @property
    def given_at(self) -> datetime: ...

    @property
    def expires_at(self) -> datetime: ...

    @property
    def withdrawn_at(self) -> datetime | None: ...


ENDS_SOON = timedelta(days=14)
"""How long before the end of a yes on which they count somebody should ask them anew."""


def is_in_force(consent: Given, now: datetime) -> bool:
    """Given, neither withdrawn nor expired at `now`."""
    withdrawn = consent.withdrawn_at is not None and consent.withdrawn_at <= now
    return consent.given_at <= now < consent.expires_at and not withdrawn


def expires_at(purpose: Purpose, now: datetime, retention: Retention) -> datetime:
    """Until when a consent given now holds."""
    periods: dict[Purpose, timedelta] = {
        Purpose.REFERRAL: retention.referral_consent,
        Purpose.CHECKINS: retention.checkins_consent,
        Purpose.SAFETY_PLAN: retention.safety_plan,
    }
    return now + periods[purpose]
