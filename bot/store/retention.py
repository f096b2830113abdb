"""Dropping what is past its time. Whole conversations are erased by their own timers; this is for what ages inside a kept one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Delete, delete

from bot.care.program import Retention
from bot.store.store import Store
from bot.store.tables import alert, audit_entry, consent, handoff, inbound_message, outbound_message, referral

_GONE_OUT: Final = ("sent", "delivered", "failed", "expired")


async def drop_what_is_past(store: Store, now: datetime, retention: Retention) -> None:
    """Delete every row that its purpose no longer needs, in short transactions of their own."""
    for statement in _outdated(now, retention):
        async with store.database.write() as connection:
            await connection.execute(statement)
    async with store.unit_of_work() as uow:
        uow.seen.prune(now, retention.seen)
        uow.reports.prune(now - retention.reports)
        await uow.commit()


def _outdated(now: datetime, retention: Retention) -> list[Delete]:
    messages, people = now - retention.messages, now - retention.handoff
    return [
        delete(inbound_message).where(inbound_message.c.status == "handled", inbound_message.c.handled_at < messages),
        delete(outbound_message).where(
            outbound_message.c.status.in_(_GONE_OUT), outbound_message.c.created_at < messages
        ),
        delete(referral).where(referral.c.expires_at < now),
        delete(consent).where(consent.c.expires_at < now),
        delete(handoff).where(handoff.c.closed_at < people),
        delete(alert).where(alert.c.acknowledged_at < people),
        delete(audit_entry).where(audit_entry.c.at < now - retention.audit),
    ]
