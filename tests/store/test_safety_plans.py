"""A subject has one safety plan at most; its parts and its word are sealed, and one writer at a time changes it."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import ConflictError
from bot.store import SafetyPlan, Store
from bot.store.care_tables import safety_plan as table
from tests.store.care_records import safety_plan
from tests.store.records import NOW, a_stored_conversation

LATER = NOW + timedelta(hours=1)


@pytest.fixture
async def kept(store: Store) -> SafetyPlan:
    record = safety_plan(await a_stored_conversation(store), parts={"people": "tía Rosa", "code_word": "pizza"})
    async with store.unit_of_work() as uow:
        await uow.safety_plans.add(record)
        await uow.commit()
    return record


async def test_it_is_read_back_whole_and_sealed_at_rest(store: Store, kept: SafetyPlan) -> None:
    async with store.unit_of_work() as uow:
        assert await uow.safety_plans.of_subject(kept.subject_id) == kept
    rows = await store.database.rows(select(table))
    assert not any(word in repr(rows) for word in ("Rosa", "pizza", "maple", "people"))


async def test_a_second_one_of_a_subject_is_a_conflict(store: Store, kept: SafetyPlan) -> None:
    async with store.unit_of_work() as uow:
        await uow.safety_plans.add(dataclasses.replace(kept, id="0" * 32))
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_of_two_saves_the_second_is_a_conflict(store: Store, kept: SafetyPlan) -> None:
    changed = dataclasses.replace(
        kept, parts={}, word="río 24", shared=True, wrong_words=3, locked_until=LATER, changed_at=LATER
    )
    async with store.unit_of_work() as uow:
        await uow.safety_plans.save(changed)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.safety_plans.of_subject(kept.subject_id) == dataclasses.replace(changed, version=2)
        await uow.safety_plans.save(kept)
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_what_is_deleted_is_gone_and_may_be_deleted_again(store: Store, kept: SafetyPlan) -> None:
    for _ in range(2):
        async with store.unit_of_work() as uow:
            uow.safety_plans.delete(kept.id)
            await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.safety_plans.of_subject(kept.subject_id) is None
