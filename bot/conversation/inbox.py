"""Where an inbound message comes to rest before anybody answers the provider: dedupe, seal, commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.care.bursts import read_together, turn_due
from bot.care.ids import ConversationId, SubjectId, new_id
from bot.care.keywords import read
from bot.care.program import Program
from bot.care.risk import RiskLevel, floor
from bot.care.texts import clean
from bot.channels.base import Incoming
from bot.clock import Clock
from bot.conversation.listening import as_heard
from bot.errors import AlreadySeen, ConflictError, SubjectErased
from bot.store import Store, UnitOfWork
from bot.store.records import ContactAddress, Conversation, InboundKind, InboundMessage
from bot.usecases import retention

_TRIES = 5
_NEWEST = 8  # texts read together for urgency; more pieces than that are no one sentence


class Inbox:
    """Takes messages in. `wake` is called after a commit; losing that call costs a poll's time, never a message."""

    def __init__(self, store: Store, clock: Clock, program: Program, wake: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._program = program
        self._wake = wake

    async def receive(self, incoming: Incoming) -> bool:
        """Store a message; False when this provider message was taken in before. When it returns, it is committed.

        Raises `StoreError` when it cannot be stored: then the provider must not be told that it was.
        """
        seen_key = self._store.keys.tombstone(incoming.channel, incoming.provider_id)
        for last in [False] * (_TRIES - 1) + [True]:
            try:
                async with self._store.unit_of_work() as uow:
                    if await uow.seen.contains(seen_key):
                        return False
                    await self._write(uow, incoming, seen_key)
                    await uow.commit()
                break
            except AlreadySeen:
                return False
            except (ConflictError, SubjectErased):
                # Another text of the same person opened the conversation first, or it was being forgotten: look again.
                if last:
                    raise
        self._wake()
        return True

    async def _write(self, uow: UnitOfWork, incoming: Incoming, seen_key: str) -> None:
        now = self._clock.now()
        subject_id = await self._store.keys.resolve(incoming.channel, incoming.address, create=True)
        if subject_id is None:
            raise SubjectErased
        conversation = await uow.conversations.by_subject(subject_id, incoming.channel)
        if conversation is None:
            conversation = await self._open(uow, subject_id, incoming, now)
        message = _message(incoming, conversation.id, subject_id, now)
        waiting = await as_heard(uow, [*await uow.inbound.waiting(conversation.id), message])
        urgent = self._is_urgent(waiting)
        due = turn_due(waiting[0].received_at, now, urgent, self._program.bursts)
        await uow.seen.add(seen_key, now)
        await uow.inbound.add(message)
        await uow.conversations.schedule_turn(conversation.id, due, now)

    async def _open(self, uow: UnitOfWork, subject_id: SubjectId, incoming: Incoming, now: datetime) -> Conversation:
        """A new conversation, its address, and the timer that will erase it. A STOP outlives what was erased."""
        stopped = await self._store.keys.suppressed(incoming.channel, incoming.address)
        conversation = Conversation(
            id=ConversationId(new_id()),
            subject_id=subject_id,
            channel=incoming.channel,
            state={},
            paused_at=now if stopped else None,
            turn_due_at=now,
            created_at=now,
            last_inbound_at=now,
        )
        await uow.conversations.add(conversation)
        if await uow.contacts.address_of(subject_id, incoming.channel) is None:
            await uow.contacts.add(
                ContactAddress(id=new_id(), subject_id=subject_id, channel=incoming.channel, address=incoming.address)
            )
        await retention.watch(uow, subject_id, conversation.id, now, self._program)
        return conversation

    @staticmethod
    def _is_urgent(waiting: list[InboundMessage]) -> bool:
        """Whether the newest text, or all that wait read together, must not wait for a quiet moment."""
        newest = waiting[-1].text
        if read(newest, paused=False) is not None:
            return True
        return RiskLevel.HIGH in (floor(newest).level, floor(read_together(waiting[-_NEWEST:])).level)


def _message(
    incoming: Incoming, conversation_id: ConversationId, subject_id: SubjectId, now: datetime
) -> InboundMessage:
    cleaned = clean(incoming.text)
    return InboundMessage(
        id=new_id(),
        conversation_id=conversation_id,
        subject_id=subject_id,
        kind=_kind(incoming, cleaned.text),
        text=cleaned.text,
        received_at=now,
    )


def _kind(incoming: Incoming, cleaned: str) -> InboundKind:
    """A text of which nothing readable is left is unreadable, whatever the channel took it for."""
    if incoming.kind == "text" and not cleaned:
        return "unreadable"
    return incoming.kind
