"""What concerns the people behind the service: handoffs to them, alerts for them, the audit of what was done."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from sqlalchemy import update

from bot.care.ids import ConversationId
from bot.store.records import Alert, AuditEntry, Handoff
from bot.store.repositories.base import Repository
from bot.store.session import Queued
from bot.store.tables import alert, audit_entry, handoff

_H: Final = handoff.c
_OPEN: Final = ("requested", "offered", "claimed")


class Handoffs(Repository[Handoff]):
    """Requests for a person. Requested, offered and claimed ones are open."""

    table = handoff
    record = Handoff

    def add(self, record: Handoff) -> Queued:
        return self._insert_plain(record)

    async def open_for(self, conversation_id: ConversationId) -> Handoff | None:
        """The open handoff of a conversation; of several the most urgent."""
        mine = self._select(_H.conversation_id == conversation_id, _H.status.in_(_OPEN))
        return await self._one(mine.order_by(_H.priority, _H.requested_at))

    async def open(self) -> list[Handoff]:
        """All open handoffs, the most urgent first, then the longest waiting."""
        return await self._many(self._select(_H.status.in_(_OPEN)).order_by(_H.priority, _H.requested_at, _H.id))

    def close(self, handoff_id: str, status: Literal["closed", "lapsed"], at: datetime) -> Queued:
        """`ConflictError` at the commit if it is not open any more."""
        row = update(handoff).where(_H.id == handoff_id, _H.status.in_(_OPEN))
        return self._session.queue(row.values(status=status, closed_at=at), demand=1)


class Alerts(Repository[Alert]):
    """What the desk must see."""

    table = alert
    record = Alert

    def add(self, record: Alert) -> Queued:
        return self._insert_plain(record)

    async def open(self) -> list[Alert]:
        """Alerts that nobody has acknowledged, oldest first."""
        unseen = self._select(alert.c.acknowledged_at.is_(None))
        return await self._many(unseen.order_by(alert.c.created_at, alert.c.id))

    def acknowledge(self, alert_id: str, at: datetime) -> Queued:
        """`ConflictError` at the commit if a colleague was faster."""
        row = update(alert).where(alert.c.id == alert_id, alert.c.acknowledged_at.is_(None))
        return self._session.queue(row.values(acknowledged_at=at), demand=1)


class Audit(Repository[AuditEntry]):
    """Who did what. Entries are only ever added."""

    table = audit_entry
    record = AuditEntry

    def add(self, record: AuditEntry) -> Queued:
        return self._insert_plain(record)

    async def recent(self, limit: int) -> list[AuditEntry]:
        """The newest entries, newest first."""
        return await self._many(self._select().order_by(audit_entry.c.sequence.desc()).limit(limit))
