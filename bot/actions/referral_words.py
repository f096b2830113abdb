"""The values that the words about a referral ask for: the summary, the agency, how it stands."""

from __future__ import annotations

from typing import Any

from bot.actions.answers import SKIPPED
from bot.actions.lines import day_words
from bot.actions.turn import Turn
from bot.care.program import Agency
from bot.care.referrals import fitting_agency
from bot.usecases import referrals
from bot.usecases.referrals import Standing

LEFT_OUT = "-"
_SUMMED_UP = ("name_to_use", "age_band", "area", "needs", "safe_way", "safe_time", "leave_message", "anything_else")


def summary_words(turn: Turn) -> dict[str, str]:
    """Every answer as it was given; a dash for what was left out."""
    return {slot: _shown(turn.slot(slot)) for slot in _SUMMED_UP}


def agency_for(turn: Turn) -> Agency | None:
    """The agency whose area and ages fit the answers."""
    return fitting_agency(turn.scope.program, area=turn.slot("area"), age_band=turn.slot("age_band"))


def consent_words(turn: Turn) -> dict[str, str]:
    agency = agency_for(turn)
    return {
        "agency": agency.name if agency else LEFT_OUT,
        "days": str(turn.scope.program.retention.referral_consent.days),
    }


async def sent_words(turn: Turn) -> dict[str, str] | None:
    """The words of the referral that counts now; None when there is none."""
    standing = await referrals.latest(turn.scope)
    return None if standing is None else standing_words(turn, standing)


def standing_words(turn: Turn, standing: Standing) -> dict[str, str]:
    language = turn.language
    return {
        "agency": standing.agency.name,
        "contact": standing.agency.contact,
        "answers_within": standing.agency.answers_within(language),
        "reference": standing.reference,
        "sent_on": day_words(standing.submitted_at.astimezone(turn.scope.program.zone), language),
        "until": day_words(standing.expires_at.astimezone(turn.scope.program.zone), language),
    }


def _shown(value: Any) -> str:
    return LEFT_OUT if value in (None, SKIPPED) else str(value)
