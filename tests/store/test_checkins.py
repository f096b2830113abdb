"""Plans for check-ins are saved by one writer at a time and found by their time; each check-in is kept until it is past."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import ConflictError
from bot.store import Store
from bot.store.care_tables import checkin_plan as plan_table
from tests.store.care_records import a_stored_checkin, a_stored_plan, checkin, checkin_plan
from tests.store.desk_records import ANA, BEN
from tests.store.records import NOW, a_stored_conversation

LATER = NOW + timedelta(hours=1)


async def test_a_plan_is_read_back_whole_and_its_details_are_sealed(store: Store) -> None:
    talk = await a_stored_conversation(store)
    details = {"cover": "own", "own_words": "¿Ya comiste?", "duress_word": "zebra"}
    plan = await a_stored_plan(store, talk, status="proposed", details=details, next_at=LATER, set_up_by=ANA)
    async with store.unit_of_work() as uow:
        assert await uow.checkin_plans.get(plan.id) == plan
        assert await uow.checkin_plans.get("0" * 32) is None
    rows = await store.database.rows(select(plan_table))
    assert not any(word in repr(rows) for word in ("comiste", "zebra"))


async def test_the_newest_plan_that_has_not_ended_is_the_conversations(store: Store) -> None:
    talk, other = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    paused = await a_stored_plan(store, talk, status="paused")
    await a_stored_plan(store, talk, status="ended", created_at=LATER)
    async with store.unit_of_work() as uow:
        assert await uow.checkin_plans.of_conversation(talk.id) == paused
        assert await uow.checkin_plans.of_conversation(other.id) is None
    newer = await a_stored_plan(store, talk, created_at=LATER)
    async with store.unit_of_work() as uow:
        assert await uow.checkin_plans.of_conversation(talk.id) == newer


async def test_active_plans_come_up_in_the_order_of_their_times(store: Store) -> None:
    talk = await a_stored_conversation(store)
    second, first = await a_stored_plan(store, talk, next_at=LATER), await a_stored_plan(store, talk, next_at=NOW)
    for fields in ({"status": "paused", "next_at": NOW}, {"next_at": LATER + timedelta(seconds=1)}, {"next_at": None}):
        await a_stored_plan(store, talk, **fields)
    async with store.unit_of_work() as uow:
        assert await uow.checkin_plans.upcoming(LATER, 10) == [first, second]
        assert await uow.checkin_plans.upcoming(LATER, 1) == [first]


async def test_of_two_saves_of_one_plan_the_second_is_a_conflict(store: Store) -> None:
    plan = await a_stored_plan(store, await a_stored_conversation(store), next_at=NOW)
    changed = dataclasses.replace(plan, status="paused", details={}, next_at=None, changed_at=LATER)
    async with store.unit_of_work() as uow:
        await uow.checkin_plans.save(changed)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.checkin_plans.get(plan.id) == dataclasses.replace(changed, version=2)
        await uow.checkin_plans.save(plan)
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_a_deleted_plan_takes_its_check_ins_along(store: Store) -> None:
    talk = await a_stored_conversation(store)
    gone, kept = await a_stored_plan(store, talk), await a_stored_plan(store, talk)
    await a_stored_checkin(store, gone)
    stays = await a_stored_checkin(store, kept)
    for _ in range(2):
        async with store.unit_of_work() as uow:
            uow.checkin_plans.delete(gone.id)
            await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.checkin_plans.get(gone.id) is None
        assert await uow.checkins.of_plan(gone.id, 10) == []
        assert await uow.checkins.of_plan(kept.id, 10) == [stays]


async def test_the_newest_open_check_in_is_the_one_that_an_answer_is_for(store: Store) -> None:
    talk = await a_stored_conversation(store)
    plan = await a_stored_plan(store, talk)
    async with store.unit_of_work() as uow:
        assert await uow.checkins.open_of(talk.id) is None
    older = await a_stored_checkin(store, plan, status="escalated")
    newer = await a_stored_checkin(store, plan, status="asked_again", due_at=LATER)
    ended = await a_stored_checkin(store, plan, status="skipped", reason="talking", due_at=LATER + timedelta(hours=1))
    async with store.unit_of_work() as uow:
        assert await uow.checkins.open_of(talk.id) == newer
        assert await uow.checkins.of_plan(plan.id, 2) == [ended, newer]
        assert await uow.checkins.get(older.id) == older
        uow.checkins.save(dataclasses.replace(newer, status="ok", answered_at=LATER))
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.checkins.open_of(talk.id) == older


async def test_of_two_saves_of_one_check_in_the_second_is_a_conflict(store: Store) -> None:
    asked = await a_stored_checkin(store, await a_stored_plan(store, await a_stored_conversation(store)), asked_at=NOW)
    missed = dataclasses.replace(asked, status="missed", asked_again_at=LATER, missed_at=LATER)
    async with store.unit_of_work() as uow:
        uow.checkins.save(missed)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.checkins.get(asked.id) == dataclasses.replace(missed, version=2)
        uow.checkins.save(asked)
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_the_board_shows_what_is_open_and_what_ended_since(store: Store) -> None:
    plan = await a_stored_plan(store, await a_stored_conversation(store))
    long_ago = NOW - timedelta(days=3)
    waiting = await a_stored_checkin(store, plan, status="missed", due_at=long_ago)
    answered = await a_stored_checkin(store, plan, status="not_ok", due_at=long_ago, answered_at=NOW)
    late = await a_stored_checkin(store, plan, status="too_late", due_at=NOW)
    skipped = await a_stored_checkin(store, plan, status="skipped", reason="with_a_person", due_at=LATER)
    await a_stored_checkin(store, plan, status="ok", due_at=NOW, answered_at=NOW - timedelta(seconds=1))
    await a_stored_checkin(store, plan, status="skipped", reason="texts_stopped", due_at=long_ago)
    async with store.unit_of_work() as uow:
        shown = await uow.checkins.board(NOW)
    assert shown[:2] == [skipped, late]
    assert sorted(each.id for each in shown[2:]) == sorted((waiting.id, answered.id))


async def test_one_colleague_acknowledges_a_check_in_and_an_answer_does_not_take_it_back(store: Store) -> None:
    missed = await a_stored_checkin(
        store, await a_stored_plan(store, await a_stored_conversation(store)), status="missed"
    )
    async with store.unit_of_work() as uow:
        uow.checkins.acknowledge(missed.id, missed.version, ANA, NOW)
        await uow.commit()
    for version in (missed.version, missed.version + 1):
        async with store.unit_of_work() as uow:
            uow.checkins.acknowledge(missed.id, version, BEN, LATER)
            with pytest.raises(ConflictError):
                await uow.commit()
    async with store.unit_of_work() as uow:
        seen = await uow.checkins.get(missed.id)
        assert seen is not None
        assert (seen.acknowledged_by, seen.acknowledged_at, seen.version) == (ANA, NOW, 2)
        uow.checkins.save(dataclasses.replace(seen, status="ok", answered_at=LATER))
        await uow.commit()
    async with store.unit_of_work() as uow:
        answered = await uow.checkins.get(missed.id)
        assert answered is not None
        assert (answered.status, answered.acknowledged_by) == ("ok", ANA)


@pytest.mark.parametrize("fields", [{"status": "duress"}, {"status": "skipped", "reason": "duress"}])
async def test_no_word_in_the_row_can_tell_that_an_answer_was_forced(store: Store, fields: dict[str, str]) -> None:
    plan = await a_stored_plan(store, await a_stored_conversation(store))
    async with store.unit_of_work() as uow:
        uow.checkins.add(checkin(plan, **fields))
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_a_plan_with_a_status_of_nobody_is_refused(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.checkin_plans.add(checkin_plan(talk, status="forgotten"))
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_several_plans_are_read_at_once(store: Store) -> None:
    talk = await a_stored_conversation(store)
    first, second = await a_stored_plan(store, talk), await a_stored_plan(store, talk, status="ended")
    await a_stored_plan(store, talk)
    async with store.unit_of_work() as uow:
        found = await uow.checkin_plans.of_ids([first.id, second.id, "0" * 32])
        assert sorted(found, key=lambda plan: plan.id) == sorted((first, second), key=lambda plan: plan.id)
        assert await uow.checkin_plans.of_ids([]) == []


async def test_a_plan_of_somebody_just_erased_hides_no_other(store: Store) -> None:
    plan = await a_stored_plan(store, await a_stored_conversation(store), next_at=NOW)
    left = await a_stored_plan(store, await a_stored_conversation(store, "+12145550199"), next_at=NOW)
    await store.keys.destroy(left.subject_id)
    async with store.unit_of_work() as uow:
        assert await uow.checkin_plans.upcoming(NOW, 10) == [plan]
        assert await uow.checkin_plans.of_ids([plan.id, left.id]) == [plan]
