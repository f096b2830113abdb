"""STOP and START. The pause itself is part of the conversation's row; the STOP that outlives it is settled by `letting_go`."""

from __future__ import annotations

from datetime import datetime

from bot.care.ids import new_id
from bot.store import UnitOfWork
from bot.store.records import AuditEntry, Conversation


async def stop_texts(uow: UnitOfWork, conversation: Conversation, *, now: datetime) -> None:
    """The youth wants no texts that we start. Said twice, it is noted once."""
    if conversation.paused_at is None:
        await _note(uow, conversation, "youth:texts:stopped", now)


async def start_texts(uow: UnitOfWork, conversation: Conversation, *, now: datetime) -> None:
    """The youth wants texts again."""
    if conversation.paused_at is not None:
        await _note(uow, conversation, "youth:texts:resumed", now)


async def _note(uow: UnitOfWork, conversation: Conversation, event: str, now: datetime) -> None:
    await uow.audit.add(AuditEntry(id=new_id(), at=now, event=event, actor="youth", subject_id=conversation.subject_id))
