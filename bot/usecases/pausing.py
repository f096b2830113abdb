"""STOP and START, and a wish for silence.

The pause is part of the conversation; the STOP is kept with the keys as well and outlives it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store import UnitOfWork
from bot.store.records import Conversation

QUIET_FOR = timedelta(minutes=30)
"""How long "dont text back" is obeyed, unless they write again themselves."""


def may_be_answered(conversation: Conversation, now: datetime) -> bool:
    """Whether a person may write to a youth now: after a STOP or a wish for silence only once they have written since."""
    if conversation.paused_at is not None and conversation.last_inbound_at < conversation.paused_at:
        return False
    until = silent_until(conversation)
    return until is None or now >= until or conversation.last_inbound_at > until - QUIET_FOR


def silent_until(conversation: Conversation) -> datetime | None:
    """Until when a wish for silence holds, unless they write again; None when there is none."""
    quiet_until = (conversation.state or {}).get("quiet_until")
    return datetime.fromisoformat(quiet_until) if quiet_until else None


async def stop_texts(uow: UnitOfWork, conversation: Conversation, *, now: datetime) -> None:
    """The youth wants no texts that we start. Takes hold even if this turn has to be taken again."""
    address = await uow.contacts.address_of(conversation.subject_id, conversation.channel)
    if address is not None:
        await uow.keys.suppress(conversation.channel, address, now)
    if conversation.paused_at is None:
        _note(uow, conversation, "youth:texts:stopped", now)


async def start_texts(uow: UnitOfWork, conversation: Conversation, *, now: datetime) -> None:
    """The youth wants texts again."""
    address = await uow.contacts.address_of(conversation.subject_id, conversation.channel)
    if address is not None:
        await uow.keys.unsuppress(conversation.channel, address)
    if conversation.paused_at is not None:
        _note(uow, conversation, "youth:texts:resumed", now)


def _note(uow: UnitOfWork, conversation: Conversation, event: str, now: datetime) -> None:
    uow.audit.note(event, now, actor="youth", subject_id=conversation.subject_id)
