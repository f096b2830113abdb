"""The line to an advocate's phone: a conversation of kind `staff`, of which the dialogue engine never hears."""

from __future__ import annotations

from datetime import datetime

from bot.care.ids import ConversationId, new_id
from bot.store import UnitOfWork
from bot.store.records import Advocate, ContactAddress, Conversation
from bot.usecases.alerts import raise_alert

CHANNEL = "sms"


async def open_line(uow: UnitOfWork, advocate: Advocate, now: datetime) -> Conversation | None:
    """The conversation through which an advocate is paged, made when it is missing or the phone has changed.

    None without a phone, or while that number talks with us as a youth would: then nothing of the desk may go there.
    """
    if advocate.phone is None:
        return None
    subject_id = await uow.keys.resolve(CHANNEL, advocate.phone, create=True)
    if subject_id is None:
        return None
    conversation = await uow.conversations.by_subject(subject_id, CHANNEL)
    if conversation is not None and conversation.kind != "staff":
        await raise_alert(uow, kind="page_number_in_use", now=now)
        return None
    if conversation is None:
        conversation = Conversation(
            id=ConversationId(new_id()),
            subject_id=subject_id,
            channel=CHANNEL,
            kind="staff",
            language=advocate.language,
            state={},
            created_at=now,
            last_inbound_at=now,
        )
        await uow.conversations.add(conversation)
        if await uow.contacts.address_of(subject_id, CHANNEL) is None:
            await uow.contacts.add(
                ContactAddress(id=new_id(), subject_id=subject_id, channel=CHANNEL, address=advocate.phone)
            )
    if advocate.page_conversation_id != conversation.id:
        uow.advocates.page_through(advocate.id, conversation.id)
    return conversation
