"""Plans for check-ins, and each time that one came due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, func, or_, select, update

from bot.care.ids import AdvocateId, ConversationId, SubjectId
from bot.store.care_tables import checkin, checkin_plan
from bot.store.records import Checkin, CheckinPlan
from bot.store.repositories.base import Repository
from bot.store.session import Queued

_P: Final = checkin_plan.c
_C: Final = checkin.c
_MOVE: Final = update(checkin_plan).where(_P.id == bindparam("this"), _P.version == bindparam("was"))
_OPEN: Final = ("asked", "asked_again", "missed", "escalated")
_ANSWERED: Final = ("ok", "not_ok", "talk")
_NEVER_SENT: Final = ("skipped", "too_late")


class CheckinPlans(Repository[CheckinPlan]):
    """One that has not ended is the conversation's standing plan."""

    table = checkin_plan
    record = CheckinPlan

    async def add(self, record: CheckinPlan) -> Queued:
        return await self._insert_sealed(record)

    async def get(self, plan_id: str) -> CheckinPlan | None:
        if plan_id in self._ahead:
            ahead: CheckinPlan = self._ahead[plan_id]
            return ahead
        return await self._one(self._select(_P.id == plan_id))

    async def of_conversation(self, conversation_id: ConversationId) -> CheckinPlan | None:
        """The newest that has not ended."""
        standing = self._select(_P.conversation_id == conversation_id, _P.status != "ended")
        return await self._one(standing.order_by(_P.created_at.desc(), _P.id))

    async def standing(self, subject_id: SubjectId) -> list[CheckinPlan]:
        """All of a subject's that have not ended, on whatever channel, the newest first."""
        mine = self._select(_P.subject_id == subject_id, _P.status != "ended")
        return await self._many(mine.order_by(_P.created_at.desc(), _P.id))

    async def of_ids(self, plan_ids: Collection[str]) -> list[CheckinPlan]:
        """Those of these plans that are kept, in no order."""
        return await self._of_many(self._select(_P.id.in_(plan_ids)))

    async def read_ahead(self, plan_ids: Collection[str]) -> list[CheckinPlan]:
        """Read these at once, for `get` to give."""
        found = await self.of_ids(plan_ids)
        self._ahead.update({plan.id: plan for plan in found})
        return found

    async def upcoming(self, until: datetime, limit: int) -> list[CheckinPlan]:
        """Active plans whose next question is due by `until`, the soonest first."""
        soon = self._select(_P.status == "active", _P.next_at <= until)
        return await self._of_many(soon.order_by(_P.next_at, _P.id).limit(limit))

    async def save(self, record: CheckinPlan) -> Queued:
        """Write status, details and times. `ConflictError` at the commit if another writer saved since this record was read."""
        values = {
            "status": record.status,
            "details": await self._stored(record, "details", record.details),
            "next_at": record.next_at,
            "changed_at": record.changed_at,
            "version": record.version + 1,
        }
        row = update(checkin_plan).where(_P.id == record.id, _P.version == record.version)
        return self._session.queue(row.values(values), demand=1)

    def move(self, plan_id: str, version: int, next_at: datetime | None) -> Queued:
        """The next question is due then. `ConflictError` at the commit if another writer saved since the plan was read."""
        values = {"this": plan_id, "was": version, "next_at": next_at, "version": version + 1}
        return self._session.queue(_MOVE, values, demand=1)

    def delete(self, plan_id: str) -> Queued:
        """The plan and every check-in of it; one that is gone already is fine."""
        return self._session.queue(delete(checkin_plan).where(_P.id == plan_id))


class Checkins(Repository[Checkin]):
    """Asked, asked again, missed and escalated ones are open: they wait for an answer."""

    table = checkin
    record = Checkin

    def add(self, record: Checkin) -> Queued:
        return self._insert_plain(record)

    async def get(self, checkin_id: str) -> Checkin | None:
        return await self._one(self._select(_C.id == checkin_id))

    async def open_of(self, conversation_id: ConversationId) -> Checkin | None:
        """The newest of a conversation that waits for an answer."""
        waiting = self._select(_C.conversation_id == conversation_id, _C.status.in_(_OPEN))
        return await self._one(waiting.order_by(_C.due_at.desc(), _C.id))

    async def of_plan(self, plan_id: str, limit: int) -> list[Checkin]:
        """The newest first."""
        mine = self._select(_C.plan_id == plan_id).order_by(_C.due_at.desc(), _C.id)
        return await self._many(mine.limit(limit))

    async def all_open(self, plan_id: str) -> list[Checkin]:
        """All of a plan that wait for an answer, the newest first."""
        waiting = self._select(_C.plan_id == plan_id, _C.status.in_(_OPEN))
        return await self._many(waiting.order_by(_C.due_at.desc(), _C.id))

    async def last_answer(self, plan_id: str) -> datetime | None:
        """When the youth last answered a question of a plan; None when none was answered yet."""
        answers = select(func.max(_C.answered_at)).where(_C.plan_id == plan_id, _C.status.in_(_ANSWERED))
        answered_at: datetime | None = await self._scalar(answers)
        return answered_at

    async def board(self, since: datetime) -> list[Checkin]:
        """All open ones, and those that were answered, skipped or too late since; the newest due first."""
        ended = or_(_C.answered_at >= since, _C.status.in_(_NEVER_SENT) & (_C.due_at >= since))
        shown = self._select(or_(_C.status.in_(_OPEN), ended))
        return await self._many(shown.order_by(_C.due_at.desc(), _C.id))

    def save(self, record: Checkin) -> Queued:
        """Write status and times. `ConflictError` at the commit if another writer saved since this record was read."""
        values = {
            name: getattr(record, name)
            for name in ("status", "reason", "asked_at", "asked_again_at", "missed_at", "answered_at")
        }
        row = update(checkin).where(_C.id == record.id, _C.version == record.version)
        return self._session.queue(row.values(**values, version=record.version + 1), demand=1)

    def acknowledge(self, checkin_id: str, version: int, by: AdvocateId, at: datetime) -> Queued:
        """A colleague has seen it. `ConflictError` at the commit if `version` is stale or a colleague was faster."""
        unseen = update(checkin).where(_C.id == checkin_id, _C.version == version, _C.acknowledged_at.is_(None))
        changes = {"acknowledged_by": by, "acknowledged_at": at, "version": version + 1}
        return self._session.queue(unseen.values(changes), demand=1)
