"""The line to an advocate's phone: a conversation of kind `staff`, of which the dialogue engine never hears."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.care.ids import ConversationId, new_id
from bot.care.program import Program
from bot.errors import SubjectErased
from bot.store import UnitOfWork
from bot.store.records import Advocate, ContactAddress, Conversation
from bot.usecases import retention
from bot.usecases.alerts import raise_alert

CHANNEL = "sms"


async def open_line(uow: UnitOfWork, advocate: Advocate, now: datetime) -> Conversation | None:
    """The conversation through which an advocate is paged, made when it is missing or the phone has changed.

    None without a phone, or while that number talks with us as a youth would: then nothing of the desk may go there.
    """
    if advocate.phone is None:
        return None
    line = await line_to(uow, advocate.phone, advocate.language, now)
    if line is None:
        await raise_alert(uow, kind="page_number_in_use", now=now)
        return None
    if advocate.page_conversation_id != line.id:
        uow.advocates.page_through(advocate.id, line.id)
    return line


async def line_to(uow: UnitOfWork, phone: str, language: str, now: datetime) -> Conversation | None:
    """The staff conversation with a phone; None when that number has a youth's. A STOP of before is kept."""
    subject_id = await uow.keys.resolve(CHANNEL, phone, create=True)
    if subject_id is None:
        raise SubjectErased
    present = await uow.conversations.by_subject(subject_id, CHANNEL)
    if present is not None:
        return present if present.kind == "staff" else None
    line = Conversation(
        id=ConversationId(new_id()),
        subject_id=subject_id,
        channel=CHANNEL,
        kind="staff",
        language=language,
        state={},
        paused_at=now if await uow.keys.suppressed(CHANNEL, phone) else None,
        created_at=now,
        last_inbound_at=now,
    )
    await uow.conversations.add(line)
    if await uow.contacts.address_of(subject_id, CHANNEL) is None:
        await uow.contacts.add(ContactAddress(id=new_id(), subject_id=subject_id, channel=CHANNEL, address=phone))
    return line


async def holder_of(uow: UnitOfWork, line: Conversation) -> Advocate | None:
    """Whose phone a line goes to; None when nobody at the desk has it any more."""
    advocate = await uow.advocates.by_page_conversation(line.id)
    return advocate if advocate is not None and advocate.status != "disabled" else None


async def give_up_line(uow: UnitOfWork, line: Conversation, now: datetime, program: Program) -> Conversation:
    """Whoever writes from this phone is heard as anybody else from now on, and what they write is kept no longer."""
    uow.conversations.becomes_a_youths(line.id)
    await retention.watch(uow, line.subject_id, line.id, now, program)
    return replace(line, kind="youth")
