"""Telling the people behind the service that something needs them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.care.ids import ConversationId, SubjectId, new_id
from bot.store import UnitOfWork
from bot.store.records import Alert


async def raise_alert(
    uow: UnitOfWork,
    *,
    kind: str,
    now: datetime,
    subject_id: SubjectId | None = None,
    conversation_id: ConversationId | None = None,
    each: bool = False,
) -> None:
    """Raise an alert, once for each conversation and kind until somebody has acknowledged it.

    With `each` every one counts, as where it tells of somebody of whom nothing else is kept.
    """
    if not each and await uow.alerts.stands(kind, conversation_id):
        return
    await uow.alerts.add(
        Alert(id=new_id(), kind=kind, subject_id=subject_id, conversation_id=conversation_id, created_at=now)
    )


async def settle(uow: UnitOfWork, conversation_id: ConversationId, kinds: Collection[str], now: datetime) -> None:
    """Acknowledge the alerts of these kinds in a conversation; there need be none."""
    for alert in await uow.alerts.of_conversation(conversation_id):
        if alert.kind in kinds:
            uow.alerts.acknowledge(alert.id, now)
