"""All or nothing, nothing locked meanwhile, and no commit anywhere else."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import timedelta

import pytest

from bot.errors import AlreadySeen, ConflictError, StoreError, SubjectErased
from bot.store import Store
from bot.store.tables import conversation as conversation_table
from tests.store.care_records import checkin, checkin_plan, safety_plan
from tests.store.records import (
    NOW,
    a_stored_conversation,
    a_subject,
    alert,
    audit,
    consent,
    contact,
    conversation,
    handoff,
    inbound,
    notice,
    outbound,
    referral,
    timer,
)


async def test_what_is_committed_is_read_back_whole(store: Store) -> None:
    talk = await a_stored_conversation(
        store, state={"events": [{"event": "slot"}], "palabra": "sí ñ 🌉"}, language="es"
    )
    async with store.unit_of_work() as uow:
        assert await uow.conversations.get(talk.id) == talk


async def test_leaving_without_a_commit_writes_nothing(store: Store) -> None:
    record = conversation(await a_subject(store))
    async with store.unit_of_work() as uow:
        await uow.conversations.add(record)
    async with store.unit_of_work() as uow:
        assert await uow.conversations.get(record.id) is None


async def test_an_error_inside_writes_nothing(store: Store) -> None:
    record = conversation(await a_subject(store))
    with pytest.raises(RuntimeError):
        async with store.unit_of_work() as uow:
            await uow.conversations.add(record)
            raise RuntimeError
    async with store.unit_of_work() as uow:
        assert await uow.conversations.get(record.id) is None


async def test_reads_do_not_see_writes_that_still_wait(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.inbound.add(inbound(talk))
        assert await uow.inbound.waiting(talk.id) == []


async def test_one_write_that_fails_takes_all_others_with_it(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.inbound.add(inbound(talk))
        uow.audit.add(audit(talk.subject_id))
        uow.timers.finish("0" * 32, 1)
        with pytest.raises(ConflictError, match="timer"):
            await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.inbound.waiting(talk.id) == []
        assert await uow.audit.recent(10) == []


async def test_of_two_saves_of_one_version_the_second_is_a_conflict(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as first, store.unit_of_work() as second:
        for uow, language in ((first, "en"), (second, "es")):
            read = await uow.conversations.get(talk.id)
            assert read is not None
            await uow.conversations.save(dataclasses.replace(read, language=language))
        await first.commit()
        with pytest.raises(ConflictError):
            await second.commit()
    async with store.unit_of_work() as uow:
        kept = await uow.conversations.get(talk.id)
    assert kept is not None
    assert (kept.language, kept.version) == ("en", talk.version + 1)


async def test_of_many_workers_at_one_message_exactly_one_handles_it(store: Store) -> None:
    talk = await a_stored_conversation(store)
    message = inbound(talk)
    async with store.unit_of_work() as uow:
        await uow.inbound.add(message)
        await uow.commit()

    async def handle(position: int) -> bool:
        async with store.unit_of_work() as uow:
            uow.inbound.mark_handled([message.id], NOW)
            await uow.outbound.add(outbound(talk, position))
            try:
                await uow.commit()
            except ConflictError:
                return False
        return True

    assert sum(await asyncio.gather(*(handle(position) for position in range(8)))) == 1
    async with store.unit_of_work() as uow:
        assert await uow.outbound.unfinished(talk.id) == 1


async def test_a_message_seen_before_is_told_apart_from_other_conflicts(store: Store) -> None:
    talk = await a_stored_conversation(store)
    key = store.keys.tombstone("sms", "SM1")
    for expected in (None, AlreadySeen):
        async with store.unit_of_work() as uow:
            uow.seen.add(key, NOW)
            await uow.inbound.add(inbound(talk))
            if expected is None:
                await uow.commit()
            else:
                with pytest.raises(expected):
                    await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.seen.contains(key)
        assert len(await uow.inbound.waiting(talk.id)) == 1


async def test_a_second_conversation_on_one_channel_is_a_conflict(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.conversations.add(conversation(talk.subject_id))
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_a_row_for_a_conversation_that_is_gone_is_a_conflict(store: Store) -> None:
    talk = conversation(await a_subject(store))
    async with store.unit_of_work() as uow:
        await uow.inbound.add(inbound(talk))
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_a_unit_of_work_cannot_be_used_again(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        written = uow.audit.add(audit(talk.subject_id))
        await uow.commit()
        assert written.rows == 1
        assert uow.writes == (written,)
        with pytest.raises(StoreError, match="ended"):
            uow.audit.add(audit(talk.subject_id))
        with pytest.raises(StoreError, match="ended"):
            await uow.commit()


async def test_an_empty_unit_of_work_commits_nothing(store: Store) -> None:
    async with store.unit_of_work() as uow:
        await uow.commit()


async def test_a_write_that_needs_no_sealing_may_be_awaited_too(store: Store) -> None:
    async with store.unit_of_work() as uow:
        written = await uow.seen.add("key", NOW)
        await uow.commit()
    assert written.rows == 1


async def test_a_unit_in_hand_blocks_neither_readers_nor_writers(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as thinking:
        await thinking.conversations.save(talk)
        async with store.unit_of_work() as quick:
            await quick.inbound.add(inbound(talk))
            await asyncio.wait_for(quick.commit(), 2)
        assert len(await thinking.inbound.waiting(talk.id)) == 1
        await thinking.commit()


async def test_readers_go_on_while_a_transaction_is_being_written(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.database.write() as connection:
        await connection.execute(conversation_table.update().values(language="es"))
        async with store.unit_of_work() as uow:
            read = await asyncio.wait_for(uow.conversations.get(talk.id), 2)
    assert read is not None
    assert read.language is None


async def test_rows_sealed_before_an_erasure_are_not_written_after_it(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        await uow.inbound.add(inbound(talk))
        uow.seen.add("key", NOW)
        await store.keys.destroy(talk.subject_id)
        with pytest.raises(SubjectErased):
            await uow.commit()
    async with store.unit_of_work() as uow:
        assert not await uow.seen.contains("key")


async def test_erasing_a_subject_removes_every_row_but_tombstones(store: Store) -> None:
    talk, other = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    async with store.unit_of_work() as uow:
        for each in (talk, other):
            await uow.contacts.add(contact(each))
            await uow.inbound.add(inbound(each))
            await uow.outbound.add(outbound(each))
            await uow.timers.add(timer(each))
            uow.consents.add(consent(each.subject_id))
            uow.notices.add(notice(each))
            await uow.referrals.add(referral(each))
            await uow.checkin_plans.add(plan := checkin_plan(each))
            uow.checkins.add(checkin(plan))
            await uow.safety_plans.add(safety_plan(each))
            uow.handoffs.add(handoff(each))
            uow.alerts.add(alert(each))
            uow.audit.add(audit(each.subject_id))
        uow.seen.add("key", NOW)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert len(await uow.export_subject(talk.subject_id)) == 14
        await uow.conversations.save(talk)
        await uow.erase_subject(talk.subject_id)
        await store.keys.destroy(talk.subject_id)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.export_subject(talk.subject_id) == {}
        assert len(await uow.export_subject(other.subject_id)) == 14
        assert await uow.seen.contains("key")
        assert [entry.subject_id for entry in await uow.audit.recent(5)] == [other.subject_id, None]


async def test_an_export_shows_what_is_kept_in_the_clear(store: Store) -> None:
    talk = await a_stored_conversation(store, state={"area": "Waco"})
    async with store.unit_of_work() as uow:
        await uow.inbound.add(inbound(talk, text="me llamo Sky"))
        await uow.contacts.add(contact(talk))
        await uow.checkin_plans.add(checkin_plan(talk, details={"cover": "own"}))
        await uow.safety_plans.add(safety_plan(talk, parts={"people": "tía Rosa"}, word="maple"))
        await uow.commit()
    async with store.unit_of_work() as uow:
        found = await uow.export_subject(talk.subject_id)
    assert found["conversation"][0]["state"] == {"area": "Waco"}
    assert found["inbound_message"][0]["text"] == "me llamo Sky"
    assert found["contact"][0]["address"] == "+12145550123"
    assert found["checkin_plan"][0]["details"] == {"cover": "own"}
    assert (found["safety_plan"][0]["parts"], found["safety_plan"][0]["word"]) == ({"people": "tía Rosa"}, "maple")


async def test_naive_datetimes_are_refused(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        uow.consents.add(consent(talk.subject_id, given_at=NOW.replace(tzinfo=None)))
        with pytest.raises(StoreError, match="ValueError"):
            await uow.commit()


async def test_times_come_back_aware_and_to_the_microsecond(store: Store) -> None:
    moment = NOW + timedelta(microseconds=123456)
    talk = await a_stored_conversation(store, created_at=moment)
    async with store.unit_of_work() as uow:
        read = await uow.conversations.get(talk.id)
    assert read is not None
    assert read.created_at == moment
    assert read.created_at.utcoffset() == timedelta(0)


def test_what_is_sealed_never_shows_in_a_repr() -> None:
    talk = conversation("s" * 32, state={"canary": 1})  # type: ignore[arg-type]
    records = [
        talk,
        contact(talk, address="canary"),
        inbound(talk, text="canary"),
        outbound(talk, text="canary"),
        referral(talk, reference="canary", details={"a": "canary"}),
        timer(talk, payload={"a": "canary"}),
        checkin_plan(talk, details={"a": "canary"}),
        safety_plan(talk, parts={"a": "canary"}, word="canary"),
    ]
    assert "canary" not in repr(records)
