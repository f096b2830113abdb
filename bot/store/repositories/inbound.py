"""Messages that came in, and the tombstones that tell a second delivery of the same one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, select, update

from bot.care.ids import ConversationId
from bot.errors import AlreadySeen
from bot.store.records import InboundMessage
from bot.store.repositories.base import Repository
from bot.store.session import Queued, Session
from bot.store.tables import inbound_message, seen_message

_I: Final = inbound_message.c
Heard = tuple[ConversationId, datetime]
SHORTEST_MEMORY: Final = timedelta(days=30)


class Inbound(Repository[InboundMessage]):
    """received -> handled."""

    table = inbound_message
    record = InboundMessage

    async def add(self, record: InboundMessage) -> Queued:
        return await self._insert_sealed(record)

    async def waiting(self, conversation_id: ConversationId) -> list[InboundMessage]:
        """What nobody has handled yet, in the order in which it came."""
        unhandled = self._select(_I.conversation_id == conversation_id, _I.status == "received")
        return await self._many(unhandled.order_by(_I.sequence))

    def mark_handled(self, ids: Sequence[str], at: datetime) -> Queued:
        """`ConflictError` at the commit if one of them was handled by another worker."""
        rows = update(inbound_message).where(_I.id.in_(ids), _I.status == "received")
        return self._session.queue(rows.values(status="handled", handled_at=at), demand=len(set(ids)))

    async def forget_words(self, records: Sequence[InboundMessage]) -> None:
        """Keep that these came in, and nothing of what they said."""
        for record in records:
            nothing = await self._stored(record, "text", "")
            self._session.queue(update(inbound_message).where(_I.id == record.id).values(text=nothing))

    async def recent(self, conversation_id: ConversationId, limit: int) -> list[InboundMessage]:
        """The newest messages, at most `limit`, the oldest of them first."""
        newest = self._select(_I.conversation_id == conversation_id).order_by(_I.sequence.desc())
        return (await self._many(newest.limit(limit)))[::-1]

    async def thread(self, conversation_id: ConversationId, since: datetime | None) -> list[InboundMessage]:
        """All that is kept, or what came at or after `since`, in the order in which it came."""
        mine = self._select(_I.conversation_id == conversation_id)
        if since is not None:
            mine = mine.where(_I.received_at >= since)
        return await self._many(mine.order_by(_I.sequence))

    async def times(self, conversation_ids: Sequence[ConversationId], since: datetime) -> list[Heard]:
        """In which of these conversations something came in at or after `since`, and when; in order, and without a word of it."""
        those = select(_I.conversation_id, _I.received_at).where(
            _I.conversation_id.in_(conversation_ids), _I.received_at >= since
        )
        rows = await self._session.rows(those.order_by(_I.sequence))
        return [(row["conversation_id"], row["received_at"]) for row in rows]


class Seen:
    """Keys of provider messages taken in before (`KeyStore.tombstone`); they outlive the messages."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def contains(self, key: str) -> bool:
        return bool(await self._session.rows(select(seen_message.c.key).where(seen_message.c.key == key)))

    def add(self, key: str, at: datetime) -> Queued:
        """`AlreadySeen` at the commit if another worker took the same message in first."""
        return self._session.queue(insert(seen_message).values(key=key, at=at), duplicate=AlreadySeen)

    def prune(self, now: datetime, keep: timedelta = SHORTEST_MEMORY) -> Queued:
        """Drop keys older than `keep`, which is never less than 30 days."""
        return self._session.queue(delete(seen_message).where(seen_message.c.at < now - max(keep, SHORTEST_MEMORY)))
