"""Telling the people behind the service that something needs them."""

from __future__ import annotations

from datetime import datetime

from bot.care.ids import ConversationId, SubjectId, new_id
from bot.store import UnitOfWork
from bot.store.records import Alert

_PROMISES = frozenset({"asked_for_silence", "engine_unavailable", "turn_failed", "wrote_while_paused"})


def promises_a_person(kind: str) -> bool:
    """Whether somebody must look at what was written, though no handoff says so."""
    return kind in _PROMISES or kind.startswith("risk_")


async def raise_alert(
    uow: UnitOfWork,
    *,
    kind: str,
    now: datetime,
    subject_id: SubjectId | None = None,
    conversation_id: ConversationId | None = None,
) -> None:
    """Raise an alert, once for each conversation and kind until somebody has acknowledged it."""
    already = [alert for alert in await uow.alerts.open() if alert.kind == kind]
    if any(alert.conversation_id == conversation_id for alert in already):
        return
    await uow.alerts.add(
        Alert(id=new_id(), kind=kind, subject_id=subject_id, conversation_id=conversation_id, created_at=now)
    )
