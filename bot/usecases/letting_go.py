"""The last steps before a conversation is erased: its STOP is kept apart, and its number belongs to nobody any more."""

from __future__ import annotations

from bot.care.ids import ConversationId, SubjectId
from bot.store import Store


async def let_go(store: Store, subject_id: SubjectId, conversation_id: ConversationId | None) -> None:
    """From now on the next text from that number is a new contact's. Safe to repeat.

    A STOP outlives the conversation, also one that only the carrier told us of; and a START since ended any older one.
    """
    if conversation_id is not None:
        await _settle_stop(store, subject_id, conversation_id)
    await store.keys.unlink(subject_id)


async def _settle_stop(store: Store, subject_id: SubjectId, conversation_id: ConversationId) -> None:
    async with store.unit_of_work() as uow:
        conversation = await uow.conversations.get(conversation_id)
        if conversation is None:
            return
        address = await uow.contacts.address_of(subject_id, conversation.channel)
    if address is None:
        return
    if conversation.paused_at is not None:
        await store.keys.suppress(conversation.channel, address, conversation.paused_at)
    else:
        await store.keys.unsuppress(conversation.channel, address)
