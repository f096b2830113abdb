"""What is to be done later."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping, bindparam, delete, select, update

from bot.care.ids import ConversationId
from bot.store.calls import Call
from bot.store.records import Timer
from bot.store.repositories.base import Repository
from bot.store.session import Queued
from bot.store.tables import timer

_T: Final = timer.c
_RESCHEDULE: Final = update(timer).where(_T.id == bindparam("this"), _T.version == bindparam("was"))


class Timers(Repository[Timer]):
    """Timers fire at or after their time; a change or a firing with a stale version is a conflict."""

    table = timer
    record = Timer

    async def add(self, record: Timer) -> Queued:
        self._session.call(Call(kind="fire", id=record.id, at=record.due_at, version=record.version))
        return await self._insert_sealed(record)

    async def get(self, timer_id: str) -> Timer | None:
        return await self._one(self._select(_T.id == timer_id))

    async def of_ids(self, timer_ids: Collection[str]) -> list[Timer]:
        """Those of these timers that there are, in no order."""
        return await self._of_many(self._select(_T.id.in_(timer_ids)))

    async def due_now(self, now: datetime, limit: int) -> list[tuple[str, int]]:
        """Id and version of timers whose time has come, the longest overdue first."""
        found = select(_T.id, _T.version).where(_T.due_at <= now).order_by(_T.due_at, _T.created_at)
        return [(row["id"], row["version"]) for row in await self._session.rows(found.limit(limit))]

    async def due(self, now: datetime, limit: int) -> list[Timer]:
        """Timers whose time has come, the longest overdue first."""
        return await self._of_many(self._select(_T.due_at <= now).order_by(_T.due_at, _T.created_at).limit(limit))

    async def by_conversation(self, conversation_id: ConversationId, kind: str) -> list[Timer]:
        """The timers of one kind, the next one first."""
        mine = self._select(_T.conversation_id == conversation_id, _T.kind == kind)
        return await self._many(mine.order_by(_T.due_at, _T.created_at))

    def reschedule(self, timer_id: str, version: int, due_at: datetime) -> Queued:
        """Move to another time, which makes every earlier version stale.

        `ConflictError` at the commit if `version` is stale itself.
        """
        self._session.call(Call(kind="fire", id=timer_id, at=due_at, version=version + 1))
        values = {"this": timer_id, "was": version, "due_at": due_at, "version": version + 1}
        return self._session.queue(_RESCHEDULE, values, demand=1)

    def finish(self, timer_id: str, version: int) -> Queued:
        """Done or cancelled: the row goes. `ConflictError` at the commit if `version` is stale."""
        return self._session.queue(delete(timer).where(_T.id == timer_id, _T.version == version), demand=1)

    async def _values(self, record: Timer) -> dict[str, Any]:
        """A payload without a subject has no key to be sealed with and holds ids and counts only: it has a plain column."""
        if record.subject_id is not None:
            return await super()._values(record)
        return {**self._plain(record), "payload": None, "house_payload": record.payload}

    async def _loaded(self, row: RowMapping, name: str) -> Any:
        if name == "payload" and row["subject_id"] is None:
            return row["house_payload"]
        return await super()._loaded(row, name)
