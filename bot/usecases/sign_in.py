"""Signing in and joining: what proves who somebody is, and what is written when it does or does not.

Each function queues its writes and commits nothing; also a refusal has to be committed, since it counts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from bot.care.ids import new_id
from bot.store import UnitOfWork
from bot.store.desk_records import Advocate, DeskSession, Invitation, Passkey
from bot.usecases.one_time_codes import matching_step
from bot.usecases.passwords import LONGEST, SHORTEST, Passwords
from bot.usecases.sessions import end_session, note, open_session, session_id
from bot.usecases.throttle import Tries, is_first, note_failure, note_success

# Compared with when there is no advocate, so that an unknown login takes the same work. Nobody has this secret.
_NOBODYS_SECRET: Final = "A" * 32
_FEWEST_SIGNS: Final = 5  # different characters in a password
UNKNOWN: Final = "unknown"  # the actor of a refusal when nobody is known; what was typed is written nowhere

JoinProblem = Literal["too_short", "too_long", "too_easy", "wrong_code"]


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody typed to sign in."""

    login: str
    password: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """A link that still opens, and whom it is for."""

    invitation: Invitation
    advocate: Advocate


async def by_password(
    uow: UnitOfWork, typed: Typed, tries: Tries, passwords: Passwords, *, now: datetime, code_at: datetime
) -> str | None:
    """The token of a new session, or None: the login, the password or the code is wrong, and nobody is told which.

    `code_at` is the real time, by which phones count. `ConflictError` at the commit when the code was used
    meanwhile, or the advocate was disabled.
    """
    advocate = await uow.advocates.by_login(typed.login)
    right_password = await passwords.check(advocate.password if advocate else None, typed.password)
    secret = advocate.totp if advocate else None
    step = matching_step(
        secret or _NOBODYS_SECRET, typed.code, code_at, last_used=advocate.totp_step if advocate else None
    )
    may = advocate is not None and advocate.status == "active" and secret is not None
    if advocate is None or advocate.password is None or step is None or not (may and right_password):
        refuse(uow, tries, advocate, now)
        return None
    if passwords.is_outdated(advocate.password):
        await uow.advocates.save(replace(advocate, password=await passwords.hash(typed.password)), advocate)
    uow.advocates.use_totp(advocate, step)
    note_success(uow, tries)
    return open_session(uow, advocate.id, now)


def by_passkey(uow: UnitOfWork, advocate: Advocate, passkey: Passkey, sign_count: int, now: datetime) -> str:
    """The token of a new session, after a passkey signed the challenge."""
    uow.passkeys.used(passkey.id, sign_count, now)
    return open_session(uow, advocate.id, now)


def refuse(uow: UnitOfWork, tries: Tries, advocate: Advocate | None, now: datetime) -> None:
    """A try that failed: it counts, and it is in the audit."""
    note_failure(uow, tries, now)
    note(uow, "advocate:session:refused", advocate.id if advocate else UNKNOWN, now)


async def note_stranger(uow: UnitOfWork, event: str, tries: Tries, now: datetime) -> None:
    """A refusal that proves nothing about anybody: one entry for each address and span, or a flood would hide the others."""
    if await is_first(uow, event, tries, now):
        note(uow, event, UNKNOWN, now)


async def end_present(uow: UnitOfWork, token: str, now: datetime) -> None:
    """End the session that a browser came with, if there is one: it leaves with another, or with none."""
    session = await uow.sessions.get(session_id(token)) if token else None
    if session is not None and session.ended_at is None:
        end_session(uow, session, now)


async def step_up_by_code(
    uow: UnitOfWork,
    advocate: Advocate,
    session: DeskSession,
    code: str,
    tries: Tries,
    *,
    now: datetime,
    code_at: datetime,
) -> bool:
    """Prove anew who it is with a fresh code. False when the code is wrong or was used; that counts as a failure."""
    step = matching_step(advocate.totp or _NOBODYS_SECRET, code, code_at, last_used=advocate.totp_step)
    if advocate.totp is None or step is None:
        refuse(uow, tries, advocate, now)
        return False
    uow.advocates.use_totp(advocate, step)
    _step_up(uow, session, now)
    return True


def step_up_by_passkey(uow: UnitOfWork, session: DeskSession, passkey: Passkey, sign_count: int, now: datetime) -> None:
    """Prove anew who it is, after a passkey of theirs signed the challenge."""
    uow.passkeys.used(passkey.id, sign_count, now)
    _step_up(uow, session, now)


async def invited_by(uow: UnitOfWork, token: str, now: datetime) -> Invited | None:
    """The invitation behind a link, unless it was used, has expired, or its advocate has another one or is in already."""
    invitation = await uow.invitations.get(hashlib.sha256(token.encode()).hexdigest())
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= now:
        return None
    advocate = await uow.advocates.get(invitation.advocate_id)
    if advocate is None or advocate.status != "invited":
        return None
    return Invited(invitation=invitation, advocate=advocate)


async def join_by_password(
    uow: UnitOfWork, invited: Invited, typed: Typed, passwords: Passwords, *, now: datetime, code_at: datetime
) -> str | JoinProblem:
    """The token of a first session, or what is to be mended. `ConflictError` at the commit if the link was used meanwhile."""
    advocate = invited.advocate
    problem = _problem(typed.password, advocate.login)
    if problem is not None:
        return problem
    step = matching_step(advocate.totp or _NOBODYS_SECRET, typed.code, code_at, last_used=advocate.totp_step)
    if advocate.totp is None or step is None:
        return "wrong_code"
    kept = await passwords.hash(typed.password)
    uow.advocates.use_totp(advocate, step)
    return await _join(uow, invited, replace(advocate, password=kept), now)


async def join_by_passkey(uow: UnitOfWork, invited: Invited, passkey: Passkey, now: datetime) -> str:
    """The token of a first session. The one-time secret that was never used is thrown away."""
    await uow.passkeys.add(passkey)
    return await _join(uow, invited, replace(invited.advocate, password=None, totp=None), now)


async def _join(uow: UnitOfWork, invited: Invited, advocate: Advocate, now: datetime) -> str:
    uow.invitations.use(invited.invitation.id, now)
    await uow.advocates.save(replace(advocate, status="active"), invited.advocate)
    note(uow, "advocate:invitation:used", advocate.id, now)
    return open_session(uow, advocate.id, now)


def _step_up(uow: UnitOfWork, session: DeskSession, now: datetime) -> None:
    uow.sessions.step_up(session.id, now)
    note(uow, "advocate:session:stepped_up", session.advocate_id, now)


def _problem(password: str, login: str) -> JoinProblem | None:
    """What is wrong with a new password. Length counts; only what anybody would try first is refused besides."""
    if len(password) < SHORTEST:
        return "too_short"
    if len(password) > LONGEST:
        return "too_long"
    if len(set(password)) < _FEWEST_SIGNS or password.casefold().replace(login, "") in ("", "puente"):
        return "too_easy"
    return None


def new_passkey(advocate: Advocate, *, credential_id: str, public_key: str, sign_count: int, now: datetime) -> Passkey:
    """The row of a passkey that an advocate's device has just made."""
    return Passkey(
        id=new_id(),
        advocate_id=advocate.id,
        subject_id=advocate.subject_id,
        credential_id=credential_id,
        public_key=public_key,
        sign_count=sign_count,
        label=advocate.login,
        created_at=now,
    )
