"""Messages that leave the house, and what providers report of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, insert, select, update

from bot.care.ids import ConversationId
from bot.store.calls import Call
from bot.store.records import DeliveryReport, OutboundMessage, OutboundStatus
from bot.store.repositories.base import Repository
from bot.store.session import Queued
from bot.store.tables import conversation, delivery_report, outbound_message

_O: Final = outbound_message.c


class Outbound(Repository[OutboundMessage]):
    """The outbox. Every change names the states it may start from, so that a late or repeated one changes nothing."""

    table = outbound_message
    record = OutboundMessage

    async def add(self, record: OutboundMessage, *, may_wait: bool = False) -> Queued:
        """`ConflictError` at the commit if another writer took the same position in the conversation.

        One that `may_wait` lets answers go first.
        """
        if record.status == "queued":
            self._session.call(Call(kind="send", id=record.id, at=record.next_attempt_at, may_wait=may_wait))
        return await self._insert_sealed(record)

    async def next_position(self, conversation_id: ConversationId) -> int:
        """The first free position, not counting messages that still wait in this unit of work."""
        if conversation_id in self._ahead:
            return int(self._ahead[conversation_id])
        highest = await self._scalar(select(func.max(_O.position)).where(_O.conversation_id == conversation_id))
        return 1 if highest is None else int(highest) + 1

    async def read_ahead(self, conversation_ids: Collection[ConversationId]) -> None:
        """Read the first free positions of these conversations at once, for `next_position` to give."""
        self._ahead.update(dict.fromkeys(conversation_ids, 1))
        highest = select(_O.conversation_id, func.max(_O.position).label("highest"))
        theirs = highest.where(_O.conversation_id.in_(conversation_ids)).group_by(_O.conversation_id)
        self._ahead.update({row["conversation_id"]: row["highest"] + 1 for row in await self._session.rows(theirs)})

    async def get(self, message_id: str) -> OutboundMessage | None:
        return await self._one(self._select(_O.id == message_id))

    async def due(self, now: datetime, limit: int) -> list[str]:
        """Ids to send now: a message waits while an earlier one of its conversation is queued or being sent.

        What we start with a youth comes after everything else, so that no answer waits for very many check-ins.
        """
        ready = select(_O.id).join(conversation).where(_O.next_attempt_at <= now, *_next_in_line())
        ours = case((and_(_O.purpose == "started", conversation.c.kind == "youth"), 1), else_=0)
        return await self._column(ready.order_by(ours, _O.next_attempt_at, _O.created_at, _O.position).limit(limit))

    async def next_in_line(self, message_id: str) -> tuple[str, datetime] | None:
        """Which message of the conversation of this one is the next to be sent, and not before when; None if none can be."""
        same = select(_O.conversation_id).where(_O.id == message_id).scalar_subquery()
        first = select(_O.id, _O.next_attempt_at).where(_O.conversation_id == same, *_next_in_line())
        rows = await self._session.rows(first)
        return (rows[0]["id"], rows[0]["next_attempt_at"]) if rows else None

    def claim(self, message_id: str, at: datetime) -> Queued:
        """queued -> sending. `ConflictError` at the commit if another worker was faster."""
        changes = {"status": "sending", "handed_over_at": at, "attempts": _O.attempts + 1}
        return self._change(_O.id == message_id, ["queued"], changes, demand=1)

    def mark_sent(self, message_id: str, provider_key: str, at: datetime) -> Queued:
        """sending -> sent."""
        changes = {"status": "sent", "provider_key": provider_key, "sent_at": at, "reason": None}
        return self._change(_O.id == message_id, ["sending"], changes, demand=1)

    def requeue(self, message_id: str, next_attempt_at: datetime, reason: str) -> Queued:
        """sending -> queued, for another try."""
        self._session.call(Call(kind="send", id=message_id, at=next_attempt_at))
        changes = {"status": "queued", "next_attempt_at": next_attempt_at, "reason": reason}
        return self._change(_O.id == message_id, ["sending"], changes, demand=1)

    def mark_failed(self, message_id: str, reason: str, at: datetime) -> Queued:
        """queued | sending -> failed."""
        changes = {"status": "failed", "reason": reason, "finished_at": at}
        return self._change(_O.id == message_id, ["queued", "sending"], changes, demand=1)

    def mark_expired(self, message_id: str, reason: str, at: datetime) -> Queued:
        """queued | sending -> expired: it would have come too late."""
        changes = {"status": "expired", "reason": reason, "finished_at": at}
        return self._change(_O.id == message_id, ["queued", "sending"], changes, demand=1)

    def drop_queued(self, conversation_id: ConversationId, reason: str, at: datetime) -> Queued:
        """queued -> expired for all of a conversation: nothing of it is wanted on the phone any more."""
        changes = {"status": "expired", "reason": reason, "finished_at": at}
        return self._change(_O.conversation_id == conversation_id, ["queued"], changes)

    def mark_delivered(self, provider_key: str, at: datetime) -> Queued:
        """sent -> delivered; `rows` of the answer is 0 after the commit if no sent message has this key."""
        changes = {"status": "delivered", "finished_at": at}
        return self._change(_O.provider_key == provider_key, ["sent"], changes)

    def fail_by_provider_key(self, provider_key: str, reason: str, at: datetime) -> Queued:
        """sent -> failed; `rows` of the answer is 0 after the commit if no sent message has this key."""
        changes = {"status": "failed", "reason": reason, "finished_at": at}
        return self._change(_O.provider_key == provider_key, ["sent"], changes)

    async def by_provider_key(self, provider_key: str) -> OutboundMessage | None:
        """The message that the provider knows under this key."""
        return await self._one(self._select(_O.provider_key == provider_key))

    async def known_provider_keys(self, keys: Collection[str]) -> set[str]:
        return set(await self._column(select(_O.provider_key).where(_O.provider_key.in_(keys))))

    async def stuck(self, before: datetime) -> list[str]:
        """Ids still in sending whose last try began before `before`: nobody knows whether the provider took them."""
        left = select(_O.id).where(_O.status == "sending", _O.handed_over_at < before)
        return await self._column(left.order_by(_O.handed_over_at, _O.position))

    async def recent(self, conversation_id: ConversationId, limit: int) -> list[OutboundMessage]:
        """The newest messages, at most `limit`, the oldest of them first."""
        newest = self._select(_O.conversation_id == conversation_id).order_by(_O.position.desc())
        return (await self._many(newest.limit(limit)))[::-1]

    async def thread(self, conversation_id: ConversationId, since: datetime | None) -> list[OutboundMessage]:
        """All that is kept, or what was written at or after `since`, in the order of the conversation."""
        mine = self._select(_O.conversation_id == conversation_id)
        if since is not None:
            mine = mine.where(_O.created_at >= since)
        return await self._many(mine.order_by(_O.position))

    async def last_by_people(self, conversation_ids: Collection[ConversationId]) -> dict[ConversationId, datetime]:
        """When an advocate last wrote in each of these conversations; nothing for those in which none did."""
        newest = func.max(_O.created_at).label("newest")
        those = select(_O.conversation_id, newest).where(
            _O.conversation_id.in_(conversation_ids), _O.advocate_id.is_not(None)
        )
        rows = await self._session.rows(those.group_by(_O.conversation_id))
        return {row["conversation_id"]: row["newest"] for row in rows}

    async def unfinished(self, conversation_id: ConversationId) -> int:
        """How many messages of a conversation are still queued or being sent."""
        waiting = select(func.count()).where(
            _O.conversation_id == conversation_id, _O.status.in_(["queued", "sending"])
        )
        return int(await self._scalar(waiting))

    def _change(
        self,
        which: ColumnElement[bool],
        from_status: list[OutboundStatus],
        changes: dict[str, Any],
        *,
        demand: int | None = None,
    ) -> Queued:
        rows = update(outbound_message).where(which, _O.status.in_(from_status))
        return self._session.queue(rows.values(changes), demand=demand)


def _next_in_line() -> tuple[ColumnElement[bool], ...]:
    """Queued, and no earlier message of the same conversation is still on its way out."""
    earlier = outbound_message.alias("earlier")
    blocked = exists().where(
        earlier.c.conversation_id == _O.conversation_id,
        earlier.c.position < _O.position,
        earlier.c.status.in_(["queued", "sending"]),
    )
    return (_O.status == "queued", ~blocked)


class Reports(Repository[DeliveryReport]):
    """Reports that came before the message's own row knew its provider's id."""

    table = delivery_report
    record = DeliveryReport

    def add(self, provider_key: str, status: str, reason: str | None, at: datetime) -> Queued:
        values = {"provider_key": provider_key, "status": status, "reason": reason, "at": at}
        return self._session.queue(insert(delivery_report).values(values))

    async def take(self, provider_key: str) -> list[DeliveryReport]:
        """The reports for a message, oldest first; they are removed by the commit."""
        table = delivery_report.c
        rows = await self._session.rows(self._select(table.provider_key == provider_key).order_by(table.sequence))
        if rows:
            taken = [row["sequence"] for row in rows]
            self._session.queue(delete(delivery_report).where(table.sequence.in_(taken)))
        return [await self._record(row) for row in rows]

    def prune(self, before: datetime) -> Queued:
        return self._session.queue(delete(delivery_report).where(delivery_report.c.at < before))
