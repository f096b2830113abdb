"""Conversations and the addresses behind them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import and_, bindparam, exists, or_, select, update

from bot.care.ids import ConversationId, SubjectId
from bot.store.calls import Call
from bot.store.records import ContactAddress, Conversation, Overview
from bot.store.repositories.base import Repository
from bot.store.session import Queued
from bot.store.tables import contact, conversation, handoff, inbound_message

_C: Final = conversation.c
_SAVE: Final = update(conversation).where(_C.id == bindparam("this"), _C.version == bindparam("was"))


class Conversations(Repository[Conversation]):
    """Where every talk stands, when its next turn is due, and which worker has it in hand."""

    table = conversation
    record = Conversation

    async def get(self, conversation_id: ConversationId) -> Conversation | None:
        if conversation_id in self._ahead:
            ahead: Conversation = self._ahead[conversation_id]
            return ahead
        return await self._one(self._select(_C.id == conversation_id))

    async def read_ahead(self, conversation_ids: Collection[ConversationId]) -> None:
        """Read these at once, for `get` to give."""
        found = await self._of_many(self._select(_C.id.in_(conversation_ids)))
        self._ahead.update({conversation.id: conversation for conversation in found})

    async def by_subject(self, subject_id: SubjectId, channel: str) -> Conversation | None:
        return await self._one(self._select(_C.subject_id == subject_id, _C.channel == channel))

    async def add(self, record: Conversation) -> Queued:
        """A new conversation; `ConflictError` at the commit if the subject already has one on this channel."""
        if record.turn_due_at is not None:
            self._session.call(Call(kind="turn", id=record.id, at=record.turn_due_at))
        return await self._insert_sealed(record)

    async def save(self, record: Conversation) -> Queued:
        """Write language, state and pause. `ConflictError` at the commit if another writer saved since this record was read."""
        values = {
            "this": record.id,
            "was": record.version,
            "language": record.language,
            "state": await self._stored(record, "state", record.state),
            "paused_at": record.paused_at,
            "version": record.version + 1,
        }
        return self._session.queue(_SAVE, values, demand=1)

    def pause(self, conversation_id: ConversationId, at: datetime) -> Queued:
        """The provider says that this contact has sent STOP. Counts as a save, so a turn under way notices and starts anew."""
        row = update(conversation).where(_C.id == conversation_id, _C.paused_at.is_(None))
        return self._session.queue(row.values(paused_at=at, version=_C.version + 1))

    def becomes_a_youths(self, conversation_id: ConversationId) -> Queued:
        """staff -> youth: nobody at the desk has this phone any more."""
        row = update(conversation).where(_C.id == conversation_id, _C.kind == "staff")
        return self._session.queue(row.values(kind="youth"), demand=1)

    def schedule_turn(
        self, conversation_id: ConversationId, turn_due_at: datetime, last_inbound_at: datetime
    ) -> Queued:
        """A message came: answer at `turn_due_at`."""
        self._session.call(Call(kind="turn", id=conversation_id, at=turn_due_at))
        row = update(conversation).where(_C.id == conversation_id)
        return self._session.queue(row.values(turn_due_at=turn_due_at, last_inbound_at=last_inbound_at), demand=1)

    def clear_turn_if_idle(self, conversation_id: ConversationId) -> Queued:
        """No turn is due any more, unless a message has come that nobody has handled. Queue it after `mark_handled`."""
        waiting = exists().where(
            inbound_message.c.conversation_id == conversation_id, inbound_message.c.status == "received"
        )
        return self._session.queue(
            update(conversation).where(_C.id == conversation_id, ~waiting).values(turn_due_at=None)
        )

    async def due_for_turn(self, now: datetime, limit: int) -> list[ConversationId]:
        """Conversations to answer now, the longest waiting first, without those another worker has in hand."""
        free = or_(_C.lease_until.is_(None), _C.lease_until <= now)
        due = select(_C.id).where(_C.turn_due_at <= now, free).order_by(_C.turn_due_at).limit(limit)
        return await self._column(due)

    async def overview(self) -> list[Overview]:
        """Where every youth's conversation stands, the last heard of first; of several open handoffs the most urgent."""
        h = handoff.c
        open_one = and_(h.conversation_id == _C.id, h.status.in_(("requested", "offered", "claimed")))
        found = (
            select(
                _C.id.label("conversation_id"),
                *(_C.channel, _C.language, _C.paused_at, _C.last_inbound_at),
                h.id.label("handoff_id"),
                h.status.label("handoff_status"),
                *(h.claimed_by, h.priority),
            )
            .outerjoin_from(conversation, handoff, open_one)
            .where(_C.kind == "youth")
            .order_by(_C.last_inbound_at.desc(), _C.id, h.priority, h.requested_at)
        )
        firsts: dict[str, Overview] = {}
        for row in await self._session.rows(found):
            firsts.setdefault(row["conversation_id"], Overview(**row))
        return list(firsts.values())

    async def turn_due(self, conversation_id: ConversationId) -> datetime | None:
        """When the next turn of a conversation is due, if one is."""
        moment: datetime | None = await self._scalar(select(_C.turn_due_at).where(_C.id == conversation_id))
        return moment

    async def lease(self, conversation_id: ConversationId, holder: str, until: datetime, now: datetime) -> bool:
        """Take a conversation in hand until `until`, at once; False while another holder's lease runs."""
        free = or_(_C.lease_until.is_(None), _C.lease_until <= now, _C.lease_holder == holder)
        row = update(conversation).where(_C.id == conversation_id, free)
        return await self._session.at_once(row.values(lease_holder=holder, lease_until=until)) == 1

    async def release(self, conversation_id: ConversationId, holder: str) -> None:
        """Let go of a conversation, at once; nothing happens if somebody else has it by now."""
        row = update(conversation).where(_C.id == conversation_id, _C.lease_holder == holder)
        await self._session.at_once(row.values(lease_holder=None, lease_until=None))


class Contacts(Repository[ContactAddress]):
    """The addresses, sealed."""

    table = contact
    record = ContactAddress

    async def add(self, record: ContactAddress) -> Queued:
        return await self._insert_sealed(record)

    async def address_of(self, subject_id: SubjectId, channel: str) -> str | None:
        found = await self._one(self._select(contact.c.subject_id == subject_id, contact.c.channel == channel))
        return found.address if found else None

    async def channels_of(self, subject_id: SubjectId) -> list[str]:
        """The channels on which a subject can be reached, in the order of their names."""
        known = select(contact.c.channel).where(contact.c.subject_id == subject_id)
        return await self._column(known.order_by(contact.c.channel))
