"""Timers, consents, notices, referrals, handoffs, alerts and the audit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.care.ids import new_id
from bot.errors import ConflictError
from bot.store import Store
from bot.store.tables import timer as timer_table
from tests.store.records import (
    NOW,
    a_stored_conversation,
    alert,
    audit,
    consent,
    handoff,
    referral,
    timer,
)

LATER = NOW + timedelta(hours=1)


async def test_timers_come_due_in_their_order(store: Store) -> None:
    talk = await a_stored_conversation(store)
    second, first, far = timer(talk, due_at=LATER), timer(due_at=NOW), timer(due_at=LATER + timedelta(days=1))
    async with store.unit_of_work() as uow:
        for each in (second, first, far):
            await uow.timers.add(each)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.timers.due(LATER, 10) == [first, second]
        assert await uow.timers.due(LATER, 1) == [first]
        assert await uow.timers.by_conversation(talk.id, "retention") == [second]
        assert await uow.timers.by_conversation(talk.id, "check_in") == []


async def test_a_timer_of_somebody_just_erased_holds_up_no_other(store: Store) -> None:
    kept, left = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    waits, erases, first = timer(kept, payload={"plan": "x"}), timer(left, kind="erase"), timer(left, payload={"a": 1})
    async with store.unit_of_work() as uow:
        for each in (first, waits, erases):
            await uow.timers.add(each)
        await uow.commit()
    await store.keys.destroy(left.subject_id)
    async with store.unit_of_work() as uow:
        assert sorted(each.id for each in await uow.timers.due(NOW, 10)) == sorted((waits.id, erases.id))


async def test_moving_a_timer_makes_its_old_version_stale(store: Store) -> None:
    record = timer()
    async with store.unit_of_work() as uow:
        await uow.timers.add(record)
        uow.timers.reschedule(record.id, record.version, LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        uow.timers.finish(record.id, record.version)
        with pytest.raises(ConflictError):
            await uow.commit()
    async with store.unit_of_work() as uow:
        moved = await uow.timers.get(record.id)
        assert moved is not None
        assert (moved.due_at, moved.version) == (LATER, record.version + 1)
        uow.timers.finish(moved.id, moved.version)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.timers.get(record.id) is None


async def test_a_payload_is_sealed_when_it_belongs_to_somebody(store: Store) -> None:
    talk = await a_stored_conversation(store)
    personal, house, empty = timer(talk, payload={"cover": "¿Ya comiste?"}), timer(payload={"step": 2}), timer(talk)
    async with store.unit_of_work() as uow:
        for each in (personal, house, empty):
            await uow.timers.add(each)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert [await uow.timers.get(each.id) for each in (personal, house, empty)] == [personal, house, empty]
    rows = {row["id"]: row for row in await store.database.rows(select(timer_table))}
    assert "comiste" not in repr(rows)
    assert rows[personal.id]["house_payload"] is None
    assert rows[house.id]["house_payload"] == {"step": 2}


async def test_a_consent_counts_until_it_expires_or_is_withdrawn(store: Store) -> None:
    talk = await a_stored_conversation(store)
    standing = consent(talk.subject_id)
    async with store.unit_of_work() as uow:
        uow.consents.add(standing)
        uow.consents.add(consent(talk.subject_id, expires_at=NOW))
        uow.consents.add(consent(talk.subject_id, given_at=LATER))
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.consents.current(talk.subject_id, NOW) == [standing]
        uow.consents.withdraw(talk.subject_id, "check_ins", NOW)
        uow.consents.withdraw(talk.subject_id, "referral", NOW)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.consents.current(talk.subject_id, NOW) == []


async def test_a_referral_is_withdrawn_once(store: Store) -> None:
    talk = await a_stored_conversation(store)
    older, newer = referral(talk), referral(talk, submitted_at=LATER, details={"name": "Río", "ages": [15, 17]})
    async with store.unit_of_work() as uow:
        await uow.referrals.add(older)
        await uow.referrals.add(newer)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.referrals.of_subject(talk.subject_id) == [newer, older]
        await uow.referrals.withdraw(newer, LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        withdrawn, _ = await uow.referrals.of_subject(talk.subject_id)
        assert (withdrawn.status, withdrawn.withdrawn_at, withdrawn.details) == ("withdrawn", LATER, {})
        assert withdrawn.reference == newer.reference
        await uow.referrals.withdraw(newer, LATER)
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_the_most_urgent_open_handoff_is_the_one(store: Store) -> None:
    talk = await a_stored_conversation(store)
    asked, at_risk = handoff(talk, priority=2), handoff(talk, priority=0, reason="risk")
    async with store.unit_of_work() as uow:
        assert await uow.handoffs.open_for(talk.id) is None
        uow.handoffs.add(asked)
        uow.handoffs.add(at_risk)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.handoffs.open_for(talk.id) == at_risk
        uow.handoffs.close(at_risk.id, "closed", LATER)
        uow.handoffs.close(asked.id, "lapsed", LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.handoffs.open_for(talk.id) is None
        uow.handoffs.close(asked.id, "closed", LATER)
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_an_alert_stays_open_until_one_colleague_takes_note(store: Store) -> None:
    talk = await a_stored_conversation(store)
    first, second = alert(talk), alert(created_at=LATER)
    async with store.unit_of_work() as uow:
        uow.alerts.add(second)
        uow.alerts.add(first)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.alerts.open() == [first, second]
        uow.alerts.acknowledge(first.id, LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.alerts.open() == [second]
        uow.alerts.acknowledge(first.id, LATER)
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_the_audit_shows_the_newest_first(store: Store) -> None:
    entries = [audit(id=new_id(), actor=actor) for actor in ("inbox", "turn", "outbox")]
    async with store.unit_of_work() as uow:
        for entry in entries:
            uow.audit.add(entry)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.audit.recent(2) == [entries[2], entries[1]]
