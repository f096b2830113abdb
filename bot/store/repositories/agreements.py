"""What a subject agreed to, was told, and asked for: consents, notices, referrals."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import or_, select, update

from bot.care.ids import SubjectId
from bot.store.records import Consent, Notice, Referral
from bot.store.repositories.base import Repository
from bot.store.session import Queued
from bot.store.tables import consent, notice, referral

_C: Final = consent.c


class Consents(Repository[Consent]):
    """Consents, one row each time a subject said yes."""

    table = consent
    record = Consent

    def add(self, record: Consent) -> Queued:
        return self._insert_plain(record)

    async def current(self, subject_id: SubjectId, now: datetime) -> list[Consent]:
        """Given, not withdrawn and not expired at `now`; oldest first."""
        standing = or_(_C.withdrawn_at.is_(None), _C.withdrawn_at > now)
        mine = self._select(_C.subject_id == subject_id, _C.given_at <= now, _C.expires_at > now, standing)
        return await self._many(mine.order_by(_C.given_at, _C.id))

    def withdraw(self, subject_id: SubjectId, purpose: str, at: datetime) -> Queued:
        """Withdraw every standing consent for a purpose; none is fine."""
        mine = update(consent).where(_C.subject_id == subject_id, _C.purpose == purpose, _C.withdrawn_at.is_(None))
        return self._session.queue(mine.values(withdrawn_at=at))


class Notices(Repository[Notice]):
    """What a subject was told."""

    table = notice
    record = Notice

    def add(self, record: Notice) -> Queued:
        return self._insert_plain(record)


class Referrals(Repository[Referral]):
    """submitted -> withdrawn."""

    table = referral
    record = Referral

    async def add(self, record: Referral) -> Queued:
        return await self._insert_sealed(record)

    async def of_subject(self, subject_id: SubjectId) -> list[Referral]:
        """All referrals of a subject, the newest first."""
        mine = self._select(referral.c.subject_id == subject_id)
        return await self._many(mine.order_by(referral.c.submitted_at.desc(), referral.c.id))

    async def submitted_subjects(self) -> list[SubjectId]:
        """Subjects with a referral that was submitted and not withdrawn."""
        waiting = select(referral.c.subject_id).where(referral.c.status == "submitted").distinct()
        return await self._column(waiting.order_by(referral.c.subject_id))

    async def withdraw(self, record: Referral, at: datetime) -> Queued:
        """Its answers go at once; agency and reference stay. `ConflictError` at the commit if it is not submitted any more."""
        row = update(referral).where(referral.c.id == record.id, referral.c.status == "submitted")
        emptied = await self._stored(record, "details", {})
        return self._session.queue(row.values(status="withdrawn", withdrawn_at=at, details=emptied), demand=1)
