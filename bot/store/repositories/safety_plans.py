"""Safety plans."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, update

from bot.care.ids import SubjectId
from bot.store.care_tables import safety_plan
from bot.store.records import SafetyPlan
from bot.store.repositories.base import Repository
from bot.store.session import Queued

_S: Final = safety_plan.c


class SafetyPlans(Repository[SafetyPlan]):
    """Parts and word sealed; one for each subject at most."""

    table = safety_plan
    record = SafetyPlan

    async def add(self, record: SafetyPlan) -> Queued:
        """`ConflictError` at the commit if the subject has one."""
        return await self._insert_sealed(record)

    async def of_subject(self, subject_id: SubjectId) -> SafetyPlan | None:
        return await self._one(self._select(_S.subject_id == subject_id))

    async def save(self, record: SafetyPlan) -> Queued:
        """Write everything that can change. `ConflictError` at the commit if another writer saved since this record was read."""
        values = {
            "parts": await self._stored(record, "parts", record.parts),
            "word": await self._stored(record, "word", record.word),
            "shared": record.shared,
            "wrong_words": record.wrong_words,
            "locked_until": record.locked_until,
            "changed_at": record.changed_at,
            "version": record.version + 1,
        }
        row = update(safety_plan).where(_S.id == record.id, _S.version == record.version)
        return self._session.queue(row.values(values), demand=1)

    def delete(self, plan_id: str) -> Queued:
        """One that is gone already is fine."""
        return self._session.queue(delete(safety_plan).where(_S.id == plan_id))
