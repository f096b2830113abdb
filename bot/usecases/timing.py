"""The timers of a conversation: set one, or end all of a kind. What fires them is in `bot.work.timers`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.care.ids import ConversationId, SubjectId, new_id
from bot.store import UnitOfWork
from bot.store.records import Timer


async def set_timer(
    uow: UnitOfWork,
    kind: str,
    subject_id: SubjectId,
    conversation_id: ConversationId,
    due_at: datetime,
    now: datetime,
    payload: Mapping[str, Any] | None = None,
) -> None:
    """Something to do at or after `due_at`. The payload holds ids and words of ours, and is sealed."""
    await uow.timers.add(
        Timer(
            id=new_id(),
            kind=kind,
            subject_id=subject_id,
            conversation_id=conversation_id,
            due_at=due_at,
            created_at=now,
            payload=dict(payload) if payload else None,
        )
    )


async def end_timers(uow: UnitOfWork, conversation_id: ConversationId, kind: str) -> None:
    """No timer of this kind runs any more; there need be none."""
    for timer in await uow.timers.by_conversation(conversation_id, kind):
        uow.timers.finish(timer.id, timer.version)
