"""Requests for a person, from the asking to the end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, and_, case, or_, update

from bot.care.handoffs import OPEN, RISK_FIRST, WAITING
from bot.care.ids import AdvocateId, ConversationId
from bot.store.records import Handoff
from bot.store.repositories.base import Repository
from bot.store.session import Queued
from bot.store.tables import handoff

_H: Final = handoff.c
_NOBODY: Final = {"claimed_by": None, "claimed_at": None, "joined_at": None, "transfer_to": None}


class Handoffs(Repository[Handoff]):
    """Requested, offered and claimed ones are open.

    Every write counts the version up by one and demands its row: whoever was slower gets `ConflictError` at the commit. Two
    writes of one unit that name a version name consecutive ones.
    """

    table = handoff
    record = Handoff

    def add(self, record: Handoff) -> Queued:
        return self._insert_plain(record)

    async def get(self, handoff_id: str) -> Handoff | None:
        return await self._one(self._select(_H.id == handoff_id))

    async def open_for(self, conversation_id: ConversationId) -> Handoff | None:
        """The open handoff of a conversation; of several the most urgent."""
        mine = self._select(_H.conversation_id == conversation_id, _H.status.in_(OPEN))
        return await self._one(mine.order_by(_H.priority, _H.requested_at))

    async def open(self) -> list[Handoff]:
        """All open handoffs, the most urgent first, then the longest waiting."""
        return await self._many(self._select(_H.status.in_(OPEN)).order_by(_H.priority, _H.requested_at, _H.id))

    async def read_ahead(self, conversation_ids: Collection[ConversationId]) -> None:
        """Read those of these conversations at once, for `of_conversation` to give."""
        self._ahead.update({conversation_id: [] for conversation_id in conversation_ids})
        theirs = self._select(_H.conversation_id.in_(conversation_ids)).order_by(_H.requested_at.desc(), _H.id)
        for one in await self._many(theirs):
            self._ahead[one.conversation_id].append(one)

    async def of_conversation(self, conversation_id: ConversationId) -> list[Handoff]:
        """All that are kept, the newest first."""
        if conversation_id in self._ahead:
            return list(self._ahead[conversation_id])
        mine = self._select(_H.conversation_id == conversation_id)
        return await self._many(mine.order_by(_H.requested_at.desc(), _H.id))

    async def claimed_by(self, advocate_id: AdvocateId) -> list[Handoff]:
        """What an advocate has in hand, the longest first."""
        mine = self._select(_H.claimed_by == advocate_id, _H.status == "claimed")
        return await self._many(mine.order_by(_H.claimed_at, _H.id))

    async def lapsed_since(self, at: datetime) -> list[Handoff]:
        """Those that nobody came to, the newest first."""
        ended = self._select(_H.status == "lapsed", _H.closed_at >= at)
        return await self._many(ended.order_by(_H.closed_at.desc(), _H.id))

    def step(self, handoff_id: str, version: int, ladder_step: int, at: datetime) -> Queued:
        """requested | offered -> offered: the next rung of the ladder is called to it."""
        changes = {"status": "offered", "offered_at": at, "ladder_step": ladder_step}
        return self._change(handoff_id, _waiting(version), changes)

    def claim(self, handoff_id: str, advocate_id: AdvocateId, at: datetime, version: int) -> Queued:
        """requested | offered -> claimed; or, by the advocate that it is to be transferred to, from one claim to the next.

        `claimed_at` is the first of such claims: what was said to a colleague since then was said to a person of the desk.
        """
        taken_over = and_(_H.status == "claimed", _H.transfer_to == advocate_id)
        free = and_(_H.version == version, or_(_H.status.in_(WAITING), taken_over))
        since = case((_H.status == "claimed", _H.claimed_at), else_=at)
        changes = {"status": "claimed", "claimed_by": advocate_id, "claimed_at": since, "transfer_to": None}
        return self._change(handoff_id, free, changes)

    def release(self, handoff_id: str, version: int, at: datetime, *, told: bool = True) -> Queued:
        """offered | claimed -> requested: back to the queue with its place in time, and to the first rung of the ladder.

        The youth has been told of it `at`, unless it is one that they know nothing of.
        """
        taken = and_(_H.version == version, _H.status.in_(("offered", "claimed")))
        changes: dict[str, Any] = {"status": "requested", "offered_at": None, "ladder_step": 0, **_NOBODY}
        return self._change(handoff_id, taken, {**changes, "told_at": at} if told else changes)

    def press(self, handoff_id: str, version: int, priority: int) -> Queued:
        """Any open one: more urgent than it was. Its reason, and so what the youth hears of it, stays."""
        still_open = and_(_H.version == version, _H.status.in_(OPEN))
        return self._change(handoff_id, still_open, {"priority": priority})

    def at_risk(self, handoff_id: str, version: int) -> Queued:
        """claimed: a risk was heard in the talk, which is about that from now on."""
        claimed = and_(_H.version == version, _H.status == "claimed")
        return self._change(handoff_id, claimed, {"reason": "risk", "priority": RISK_FIRST})

    def transfer(self, handoff_id: str, version: int, to: AdvocateId, at: datetime) -> Queued:
        """To a colleague: it stays claimed, and so in good hands, until the colleague claims it."""
        claimed = and_(_H.version == version, _H.status == "claimed")
        return self._change(handoff_id, claimed, {"transfer_to": to, "offered_at": at})

    def joined(self, handoff_id: str, at: datetime) -> Queued:
        """claimed: from now on the youth knows that a person is there. `ConflictError` at the commit if they knew before."""
        unknown = and_(_H.status == "claimed", _H.joined_at.is_(None))
        return self._change(handoff_id, unknown, {"joined_at": at})

    def held(self, handoff_id: str, advocate_id: AdvocateId, version: int) -> Queued:
        """claimed by this advocate, and as it was read; `ConflictError` at the commit if anything has happened to it since."""
        mine = and_(_H.version == version, _H.status == "claimed", _H.claimed_by == advocate_id)
        return self._change(handoff_id, mine, {})

    def share(self, handoff_id: str, shares: bool) -> Queued:
        """The youth's answer: may the advocate see what was said before?"""
        return self._change(handoff_id, _H.status.in_(OPEN), {"shares": shares})

    def told(self, handoff_id: str, at: datetime) -> Queued:
        """The youth heard that they still wait."""
        return self._change(handoff_id, _H.status.in_(WAITING), {"told_at": at})

    def close(
        self,
        handoff_id: str,
        status: Literal["closed", "lapsed"],
        at: datetime,
        by: AdvocateId | None = None,
        disposition: str | None = None,
        version: int | None = None,
    ) -> Queued:
        """Any open one -> closed | lapsed; with a version only as it was read. Who had it in hand stays on record."""
        changes = {"status": status, "closed_at": at, "closed_by": by, "disposition": disposition, "transfer_to": None}
        still_open = _H.status.in_(OPEN)
        return self._change(
            handoff_id, still_open if version is None else and_(still_open, _H.version == version), changes
        )

    def _change(self, handoff_id: str, standing: ColumnElement[bool], changes: dict[str, Any]) -> Queued:
        row = update(handoff).where(_H.id == handoff_id, standing)
        return self._session.queue(row.values(version=_H.version + 1, **changes), demand=1)


def _waiting(version: int) -> ColumnElement[bool]:
    return and_(_H.version == version, _H.status.in_(WAITING))
