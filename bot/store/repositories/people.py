"""What concerns the people behind the service: alerts for them, and the audit of what was done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from bot.care.ids import ConversationId, SubjectId, new_id
from bot.store.records import Alert, AuditEntry
from bot.store.repositories.base import Repository
from bot.store.session import Queued
from bot.store.tables import alert, audit_entry


class Alerts(Repository[Alert]):
    """What the desk must see."""

    table = alert
    record = Alert

    def add(self, record: Alert) -> Queued:
        return self._insert_plain(record)

    async def get(self, alert_id: str) -> Alert | None:
        return await self._one(self._select(alert.c.id == alert_id))

    async def open(self) -> list[Alert]:
        """Alerts that nobody has acknowledged, oldest first."""
        unseen = self._select(alert.c.acknowledged_at.is_(None))
        return await self._many(unseen.order_by(alert.c.created_at, alert.c.id))

    async def of_conversation(self, conversation_id: ConversationId) -> list[Alert]:
        """Those of a conversation that nobody has acknowledged."""
        return await self._many(
            self._select(alert.c.conversation_id == conversation_id, alert.c.acknowledged_at.is_(None))
        )

    async def stands(self, kind: str, conversation_id: ConversationId | None) -> bool:
        """Whether nobody has acknowledged yet an alert of this kind in this conversation, or in none."""
        same = select(alert.c.id).where(
            alert.c.kind == kind,
            alert.c.conversation_id == conversation_id,
            alert.c.acknowledged_at.is_(None),
        )
        return bool(await self._session.rows(same.limit(1)))

    async def raised_since(self, kind: str, conversation_id: ConversationId, at: datetime) -> bool:
        """Whether an alert of this kind was raised in this conversation at or after `at`, seen to or not."""
        same = select(alert.c.id).where(
            alert.c.kind == kind, alert.c.conversation_id == conversation_id, alert.c.created_at >= at
        )
        return bool(await self._session.rows(same.limit(1)))

    def acknowledge(self, alert_id: str, at: datetime) -> Queued:
        """`ConflictError` at the commit if a colleague was faster."""
        row = update(alert).where(alert.c.id == alert_id, alert.c.acknowledged_at.is_(None))
        return self._session.queue(row.values(acknowledged_at=at), demand=1)


class Audit(Repository[AuditEntry]):
    """Who did what. Entries are only ever added, each bound to all before it (`bot.store.audit_chain`)."""

    table = audit_entry
    record = AuditEntry

    def add(self, record: AuditEntry) -> Queued:
        return self._session.chain(record)

    def note(self, event: str, at: datetime, *, actor: str, subject_id: SubjectId | None = None) -> Queued:
        """A new entry, `source:subject:action`."""
        return self.add(AuditEntry(id=new_id(), at=at, event=event, actor=actor, subject_id=subject_id))

    async def recent(self, limit: int) -> list[AuditEntry]:
        """The newest entries, newest first."""
        return await self._many(self._select().order_by(audit_entry.c.sequence.desc()).limit(limit))
