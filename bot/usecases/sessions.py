"""Sign-ins that last: rows that end by themselves, by signing out, or by the word of somebody else.

The token lies in the browser's cookie alone; the row knows its SHA-256, so nobody who reads the rows can sign in.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.care.ids import AdvocateId, SubjectId
from bot.store import UnitOfWork
from bot.store.desk_records import Advocate, DeskSession

TOKEN_BYTES: Final = 32
# How often the row of a busy person is written; far below the idle time, far above the pace of clicks.
_NOTE_EVERY: Final = timedelta(seconds=15)


@dataclass(frozen=True, kw_only=True)
class Spans:
    """How long a sign-in lasts: without a deed of the person, at most, and after a fresh proof of who it is."""

    idle: timedelta
    absolute: timedelta
    step_up: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """A sign-in that holds, and whose it is."""

    advocate: Advocate
    session: DeskSession


def session_id(token: str) -> str:
    """What the row of a token is called."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(uow: UnitOfWork, advocate_id: AdvocateId, now: datetime) -> str:
    """Begin a sign-in under a token made here and now, so that none from outside can be slipped in. Returns the token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    uow.sessions.add(DeskSession(id=session_id(token), advocate_id=advocate_id, created_at=now, seen_at=now))
    note(uow, "advocate:session:opened", advocate_id, now)
    return token


async def sign_in_of(uow: UnitOfWork, id: str, now: datetime, spans: Spans) -> SignedIn | None:
    """The sign-in behind a session's id, if it holds at `now` and its advocate may still work here."""
    session = await uow.sessions.get(id)
    if session is None or not holds(session, now, spans):
        return None
    advocate = await uow.advocates.get(session.advocate_id)
    if advocate is None or advocate.status != "active":
        return None
    return SignedIn(advocate=advocate, session=session)


def holds(session: DeskSession, now: datetime, spans: Spans) -> bool:
    """Whether a session is neither ended, nor idle for too long, nor too old."""
    return session.ended_at is None and now - session.seen_at < spans.idle and now - session.created_at < spans.absolute


def is_stepped_up(session: DeskSession, now: datetime, spans: Spans) -> bool:
    """Whether the person proved who they are a short while ago, after signing in."""
    return session.stepped_up_at is not None and now - session.stepped_up_at < spans.step_up


def is_worth_noting(session: DeskSession, now: datetime) -> bool:
    """Whether this deed of the person is late enough after the last noted one to write the row again."""
    return now - session.seen_at >= _NOTE_EVERY


def end_session(uow: UnitOfWork, session: DeskSession, now: datetime) -> None:
    """Sign out: the token is worth nothing from the commit on."""
    uow.sessions.end(session.id, now)
    note(uow, "advocate:session:ended", session.advocate_id, now)


def note(uow: UnitOfWork, event: str, actor: str, now: datetime, subject_id: SubjectId | None = None) -> None:
    """An entry in the audit. The actor is an advocate's id, or a word of ours; nothing that somebody typed."""
    uow.audit.note(event, now, actor=actor, subject_id=subject_id)
