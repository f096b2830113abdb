"""Sending the answers of a self-referral to the agency that was named, asking how it stands, taking it back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.care.consent import Purpose
from bot.care.program import Agency, Program
from bot.care.referrals import draw_reference, names_reference
from bot.store.records import Referral
from bot.usecases import consents
from bot.usecases.alerts import raise_alert
from bot.usecases.scope import TurnScope

_SUBMITTED = "referral submitted"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a referral stands, as its youth may know it."""

    status: str  # "submitted" | "withdrawn"
    agency: Agency
    reference: str = field(repr=False)
    submitted_at: datetime
    expires_at: datetime


async def submit(scope: TurnScope, *, answers: Mapping[str, Any], agency: Agency) -> Standing:
    """Send the answers to the agency, with the consent they were given under. In one turn this happens once."""
    if _SUBMITTED in scope.done:
        again: Standing = scope.done[_SUBMITTED]
        return again
    consent = await consents.give(scope, Purpose.REFERRAL)
    referral = Referral(
        id=scope.new_id(),
        subject_id=scope.subject_id,
        conversation_id=scope.conversation_id,
        agency=agency.code,
        reference=draw_reference(secrets.choice),
        details={**answers, "language": scope.language},
        submitted_at=scope.now,
        # The agency has the answers no longer than the youth agreed to.
        expires_at=min(consent.expires_at, scope.now + scope.program.retention.referral),
    )
    await scope.uow.referrals.add(referral)
    await scope.note("youth:referral:submitted")
    standing = _standing(referral, scope.program)
    scope.done[_SUBMITTED] = standing
    return standing


async def latest(scope: TurnScope) -> Standing | None:
    """The newest referral in force; None when there is none."""
    if _SUBMITTED in scope.done:
        standing: Standing = scope.done[_SUBMITTED]
        return standing
    in_force = await _in_force(scope)
    return _standing(in_force[0], scope.program) if in_force else None


async def find_by_reference(scope: TurnScope, text: str) -> Standing | None:
    """The youth's own referral, withdrawn ones too, whose reference word is in the text."""
    for referral in await scope.uow.referrals.of_subject(scope.subject_id):
        if referral.expires_at > scope.now and names_reference(text, referral.reference):
            return _standing(referral, scope.program)
    return None


async def withdraw(scope: TurnScope) -> None:
    """Withdraw every referral in force and its consent; people are told, so that they ask the agency to stop."""
    for referral in await _in_force(scope):
        await scope.uow.referrals.withdraw(referral, scope.now)
        await raise_alert(
            scope.uow,
            kind="referral_withdrawn",
            now=scope.now,
            subject_id=scope.subject_id,
            conversation_id=scope.conversation_id,
        )
        await scope.note("youth:referral:withdrawn")
    await consents.withdraw(scope, Purpose.REFERRAL)


async def _in_force(scope: TurnScope) -> list[Referral]:
    """Newest first."""
    mine = await scope.uow.referrals.of_subject(scope.subject_id)
    return [referral for referral in mine if referral.status == "submitted" and referral.expires_at > scope.now]


def _standing(referral: Referral, program: Program) -> Standing:
    return Standing(
        status=referral.status,
        agency=program.agency(referral.agency) or _no_longer_listed(referral.agency),
        reference=referral.reference,
        submitted_at=referral.submitted_at,
        expires_at=referral.expires_at,
    )


def _no_longer_listed(code: str) -> Agency:
    """An agency that left `program.toml` after it got a referral; of its answer nothing can be promised."""
    return Agency(
        code=code,
        name=code.capitalize(),
        counties=frozenset(),
        min_age=0,
        max_age=0,
        languages=("en", "es"),
        answers_within_en="when they can",
        answers_within_es="cuando pueda",
        contact="",
    )
