"""What is past its time is dropped, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Store, sweep
from tests.store.care_records import a_stored_checkin, a_stored_plan, safety_plan
from tests.store.desk_records import note, page
from tests.store.records import (
    NOW,
    RETENTION,
    a_stored_conversation,
    alert,
    audit,
    consent,
    handoff,
    inbound,
    outbound,
    referral,
)


async def test_each_kind_is_dropped_after_its_own_time(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.inbound.add(inbound(talk, status="handled", handled_at=NOW))
        await uow.inbound.add(inbound(talk))
        await uow.outbound.add(outbound(talk, 1, status="sent"))
        await uow.outbound.add(outbound(talk, 2))
        await uow.referrals.add(referral(talk, expires_at=NOW + timedelta(days=90)))
        uow.consents.add(consent(talk.subject_id, expires_at=NOW + timedelta(days=90)))
        uow.handoffs.add(handoff(talk, status="closed", closed_at=NOW))
        uow.handoffs.add(handoff(talk))
        uow.alerts.add(alert(talk, acknowledged_at=NOW))
        uow.alerts.add(alert(talk))
        uow.audit.add(audit(talk.subject_id))
        uow.reports.add("key", "sent", None, NOW)
        await uow.commit()
    expected = {
        timedelta(days=6): (2, 2, 1, 1, 2, 2, 1),
        timedelta(days=8): (1, 1, 1, 1, 2, 2, 1),
        timedelta(days=31): (1, 1, 1, 1, 1, 1, 1),
        timedelta(days=91): (1, 1, 0, 0, 1, 1, 1),
        timedelta(days=366): (1, 1, 0, 0, 1, 1, 0),
    }
    names = ("inbound_message", "outbound_message", "referral", "consent", "handoff", "alert", "audit_entry")
    for age, counts in expected.items():
        await sweep(store, NOW + age, RETENTION)
        async with store.unit_of_work() as uow:
            found = await uow.export_subject(talk.subject_id)
        assert tuple(len(found.get(name, [])) for name in names) == counts, age


async def test_a_note_goes_after_its_time_and_a_page_with_its_handoff(store: Store) -> None:
    talk = await a_stored_conversation(store)
    closed = handoff(talk, status="closed", closed_at=NOW)
    async with store.unit_of_work() as uow:
        uow.handoffs.add(closed)
        uow.pages.add(page(closed))
        await uow.notes.add(note(talk))
        await uow.commit()
    for age, counts in {timedelta(days=29): (1, 1), timedelta(days=31): (0, 0)}.items():
        await sweep(store, NOW + age, RETENTION)
        async with store.unit_of_work() as uow:
            found = await uow.export_subject(talk.subject_id)
        assert tuple(len(found.get(name, [])) for name in ("page", "note")) == counts, age


async def test_what_became_of_a_check_in_is_dropped_after_its_time(store: Store) -> None:
    talk = await a_stored_conversation(store)
    plan = await a_stored_plan(store, talk)
    await a_stored_checkin(store, plan, status="ok", answered_at=NOW)
    fresh = await a_stored_checkin(store, plan, due_at=NOW + timedelta(days=20))
    async with store.unit_of_work() as uow:
        uow.consents.add(consent(talk.subject_id, purpose="checkins"))
        await uow.commit()
    await sweep(store, NOW + timedelta(days=29), RETENTION)
    async with store.unit_of_work() as uow:
        assert len(await uow.checkins.of_plan(plan.id, 10)) == 2
    await sweep(store, NOW + timedelta(days=31), RETENTION)
    async with store.unit_of_work() as uow:
        assert await uow.checkins.of_plan(plan.id, 10) == [fresh]
        assert await uow.checkin_plans.get(plan.id) == plan


async def test_a_plan_goes_with_the_consent_that_kept_it(store: Store) -> None:
    kept, withdrawn, expired = [await a_stored_conversation(store, f"+1214555012{digit}") for digit in range(3)]
    async with store.unit_of_work() as uow:
        for talk in (kept, withdrawn, expired):
            await uow.safety_plans.add(safety_plan(talk))
            for purpose in ("checkins", "safety_plan"):
                until = NOW + timedelta(days=5 if talk is expired else 90)
                uow.consents.add(consent(talk.subject_id, purpose=purpose, expires_at=until))
        await uow.commit()
    plans = {talk.id: await a_stored_plan(store, talk) for talk in (kept, withdrawn, expired)}
    async with store.unit_of_work() as uow:
        for purpose in ("checkins", "safety_plan"):
            uow.consents.withdraw(withdrawn.subject_id, purpose, NOW)
        await uow.commit()
    left = {NOW: {kept.id, expired.id}, NOW + timedelta(days=5): {kept.id}}
    for at, expected in left.items():
        await sweep(store, at, RETENTION)
        async with store.unit_of_work() as uow:
            assert {each for each, plan in plans.items() if await uow.checkin_plans.get(plan.id)} == expected
            found = [await uow.safety_plans.of_subject(talk.subject_id) for talk in (kept, withdrawn, expired)]
        assert {plan.conversation_id for plan in found if plan} == expected


async def test_a_plan_that_waits_for_a_yes_or_has_ended_is_kept_a_while(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        uow.consents.add(consent(talk.subject_id, purpose="checkins"))
        await uow.commit()
    proposed = await a_stored_plan(store, await a_stored_conversation(store, "+12145550199"), status="proposed")
    ended, standing = await a_stored_plan(store, talk, status="ended"), await a_stored_plan(store, talk)
    over = await a_stored_plan(store, await a_stored_conversation(store, "+12145550198"), status="ended")
    for age, expected in ((29, {proposed.id, ended.id, standing.id, over.id}), (31, {standing.id})):
        await sweep(store, NOW + timedelta(days=age), RETENTION)
        async with store.unit_of_work() as uow:
            found = [await uow.checkin_plans.get(each.id) for each in (proposed, ended, standing, over)]
        assert {plan.id for plan in found if plan} == expected
