"""The one way in which a text leaves the house: as a row that the outbox finds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.care.ids import AdvocateId, new_id
from bot.care.program import Program
from bot.care.wording import sms_spelling
from bot.store import UnitOfWork
from bot.store.records import Conversation, OutboundMessage, OutboundPurpose


async def queue_text(
    uow: UnitOfWork,
    conversation: Conversation,
    text: str,
    now: datetime,
    *,
    program: Program,
    purpose: OutboundPurpose,
    advocate_id: AdvocateId | None = None,
    key: str | None = None,
    lasts: timedelta | None = None,
) -> OutboundMessage:
    """Queue one text; `key` is its id, where somebody else has made it. See `queue_texts`."""
    (message,) = await queue_texts(
        uow, conversation, (text,), now, program=program, purpose=purpose, advocate_id=advocate_id, key=key, lasts=lasts
    )
    return message


async def queue_texts(
    uow: UnitOfWork,
    conversation: Conversation,
    texts: Sequence[str],
    now: datetime,
    *,
    program: Program,
    purpose: OutboundPurpose,
    advocate_id: AdvocateId | None = None,
    key: str | None = None,
    private: bool = False,
    lasts: timedelta | None = None,
) -> list[OutboundMessage]:
    """Queue texts in this order, spelled as the channel needs it, until they would be too late to be useful.

    That is told by the program for each purpose; `lasts` may make it sooner.

    Once for a conversation in a unit of work: their places in it are counted from what was committed before.
    """
    useful = program.outbox.expires[purpose]
    until = now + (useful if lasts is None else min(useful, lasts))
    first = await uow.outbound.next_position(conversation.id)
    spelled = sms_spelling if conversation.channel == "sms" else str
    messages = [
        OutboundMessage(
            id=key or new_id(),
            conversation_id=conversation.id,
            subject_id=conversation.subject_id,
            channel=conversation.channel,
            position=first + offset,
            purpose=purpose,
            advocate_id=advocate_id,
            private=private,
            text=spelled(text),
            created_at=now,
            next_attempt_at=now,
            expires_at=until,
        )
        for offset, text in enumerate(texts)
    ]
    may_wait = purpose == "started" and conversation.kind == "youth"
    for message in messages:
        await uow.outbound.add(message, may_wait=may_wait)
    return messages
