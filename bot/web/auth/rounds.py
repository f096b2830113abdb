"""A round with a passkey: a challenge goes out, its signature comes back, and the challenge is good for that once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from starlette.requests import Request

from bot.care.ids import AdvocateId, new_id
from bot.store import UnitOfWork
from bot.store.desk_records import Advocate, Challenge, ChallengePurpose, Passkey
from bot.web.auth.passkeys import NewKey, PasskeyRefused, RelyingParty, credential_id_of, user_of

ROUND_HOLDS: Final = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A passkey that signed, whose it is, and its new count of signatures."""

    advocate: Advocate
    passkey: Passkey
    sign_count: int


def begin(
    uow: UnitOfWork, purpose: ChallengePurpose, value: str, now: datetime, *, advocate_id: AdvocateId | None = None
) -> str:
    """Keep a challenge until its signature comes back; returns its id."""
    challenge = Challenge(
        id=new_id(), purpose=purpose, advocate_id=advocate_id, value=value, expires_at=now + ROUND_HOLDS
    )
    uow.challenges.add(challenge)
    return challenge.id


async def registered(
    uow: UnitOfWork, party: RelyingParty, answer: dict[str, Any], now: datetime, *, advocate_id: AdvocateId
) -> NewKey:
    """The fresh passkey in a browser's answer. Raises `PasskeyRefused`; the challenge is used up either way."""
    value = await _take(uow, answer, "register", now, advocate_id)
    return party.registered(_credential(answer), value)


async def signed(
    uow: UnitOfWork,
    party: RelyingParty,
    answer: dict[str, Any],
    purpose: ChallengePurpose,
    now: datetime,
    *,
    advocate_id: AdvocateId | None = None,
) -> Proof:
    """Who signed the challenge. Raises `PasskeyRefused`; the challenge is used up either way.

    With `advocate_id` it has to be that person's passkey, and a challenge that was meant for them.
    """
    value = await _take(uow, answer, purpose, now, advocate_id)
    credential = _credential(answer)
    passkey = await uow.passkeys.by_credential(credential_id_of(credential))
    if passkey is None or advocate_id not in (None, passkey.advocate_id):
        raise PasskeyRefused
    # A device that was asked for certain passkeys may leave out whose it is; one that was asked for any must say so.
    if user_of(credential) not in (passkey.advocate_id, advocate_id and ""):
        raise PasskeyRefused
    advocate = await uow.advocates.get(passkey.advocate_id)
    if advocate is None or advocate.status != "active":
        raise PasskeyRefused
    return Proof(advocate=advocate, passkey=passkey, sign_count=party.signed(credential, value, passkey))


async def answer_in(request: Request) -> dict[str, Any]:
    """The JSON object in a request. Raises `PasskeyRefused` for anything else."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise PasskeyRefused from None
    if not isinstance(found, dict):
        raise PasskeyRefused
    return found


async def _take(
    uow: UnitOfWork, answer: dict[str, Any], purpose: ChallengePurpose, now: datetime, advocate_id: AdvocateId | None
) -> str:
    """The value of the challenge that an answer names, which is used up with the commit."""
    challenge = await uow.challenges.take(str(answer.get("challenge", "")), now)
    if challenge is None:
        raise PasskeyRefused
    uow.challenges.drop(challenge.id)
    if (challenge.purpose, challenge.advocate_id) != (purpose, advocate_id):
        raise PasskeyRefused
    return challenge.value


def _credential(answer: dict[str, Any]) -> dict[str, Any]:
    credential = answer.get("credential")
    if not isinstance(credential, dict):
        raise PasskeyRefused
    return credential
