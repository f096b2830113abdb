"""Being signed in: sessions, challenges for passkeys, and failures that throttle."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, insert, select, update

from bot.care.ids import AdvocateId
from bot.store.desk_tables import challenge, desk_session, sign_in_failure
from bot.store.records import Challenge, DeskSession
from bot.store.repositories.base import Repository
from bot.store.session import Queued, Session

_S: Final = desk_session.c
_F: Final = sign_in_failure.c


class Sessions(Repository[DeskSession]):
    """Sign-ins, found by the hash of their token. One that has ended stays ended."""

    table = desk_session
    record = DeskSession

    def add(self, record: DeskSession) -> Queued:
        return self._insert_plain(record)

    async def get(self, session_id: str) -> DeskSession | None:
        """The session, also one that has ended."""
        return await self._one(self._select(_S.id == session_id))

    async def of_advocate(self, advocate_id: AdvocateId) -> list[DeskSession]:
        """An advocate's sessions, the newest first, also those that have ended."""
        return await self._many(self._select(_S.advocate_id == advocate_id).order_by(_S.created_at.desc(), _S.id))

    def seen(self, session_id: str, at: datetime) -> Queued:
        """The person did something."""
        row = update(desk_session).where(_S.id == session_id, _S.ended_at.is_(None))
        return self._session.queue(row.values(seen_at=at))

    def step_up(self, session_id: str, at: datetime) -> Queued:
        """The person proved anew who they are. `ConflictError` at the commit if the session has ended."""
        row = update(desk_session).where(_S.id == session_id, _S.ended_at.is_(None))
        return self._session.queue(row.values(stepped_up_at=at), demand=1)

    def end(self, session_id: str, at: datetime) -> Queued:
        """Sign out; one that has ended is left alone."""
        row = update(desk_session).where(_S.id == session_id, _S.ended_at.is_(None))
        return self._session.queue(row.values(ended_at=at))

    def end_all(self, advocate_id: AdvocateId, at: datetime) -> Queued:
        """Sign an advocate out everywhere."""
        rows = update(desk_session).where(_S.advocate_id == advocate_id, _S.ended_at.is_(None))
        return self._session.queue(rows.values(ended_at=at))


class Challenges(Repository[Challenge]):
    """Good for once: `take` one and `drop` it in the same unit of work."""

    table = challenge
    record = Challenge

    def add(self, record: Challenge) -> Queued:
        return self._insert_plain(record)

    async def take(self, challenge_id: str, now: datetime) -> Challenge | None:
        """The challenge, unless it has expired or was dropped."""
        return await self._one(self._select(challenge.c.id == challenge_id, challenge.c.expires_at > now))

    def drop(self, challenge_id: str) -> Queued:
        """`ConflictError` at the commit if somebody else has used it."""
        return self._session.queue(delete(challenge).where(challenge.c.id == challenge_id), demand=1)


class Failures:
    """Sign-ins that failed, by keys from `KeyStore.throttle_key`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, key: str, at: datetime) -> Queued:
        return self._session.queue(insert(sign_in_failure).values(key=key, at=at))

    async def count(self, key: str, since: datetime) -> int:
        """How many failed after `since`."""
        found = select(func.count().label("failed")).where(_F.key == key, _F.at > since)
        return int((await self._session.rows(found))[0]["failed"])

    def clear(self, key: str) -> Queued:
        """The right person came in: earlier failures no longer count."""
        return self._session.queue(delete(sign_in_failure).where(_F.key == key))
