"""The audit is a chain: whatever is changed, taken out, put in or cut off shows, and honest pruning and erasing do not."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Executable, delete, insert, select, update

from bot.care.ids import new_id
from bot.errors import ConflictError
from bot.store import AuditEntry, AuditHead, Store, sweep
from bot.store.tables import audit_entry, audit_mark
from tests.conftest import ROOT_KEY, Urls
from tests.store.records import NOW, RETENTION, a_stored_conversation, a_subject, audit

E = audit_entry.c


@pytest.mark.parametrize("at", [None, NOW])
def test_a_head_is_read_as_it_was_written(at: datetime | None) -> None:
    head = AuditHead(place=3, mac="ab" * 32, at=at)
    assert AuditHead.from_json(head.to_json()) == head


async def note(store: Store, *entries: AuditEntry) -> None:
    async with store.unit_of_work() as uow:
        for entry in entries:
            uow.audit.add(entry)
        await uow.commit()


async def five_entries(store: Store) -> None:
    for minute in range(5):
        await note(store, audit(at=NOW + timedelta(minutes=minute), actor=f"actor {minute}"))


async def tamper(store: Store, *statements: Executable) -> None:
    async with store.database.write() as connection:
        for statement in statements:
            await connection.execute(statement)


async def fault_of(store: Store, head: AuditHead | None = None) -> tuple[Any, int | None]:
    verdict = await store.audit.verify(head)
    return verdict.reason, verdict.broken_at


async def test_an_untouched_chain_holds(store: Store) -> None:
    assert (await store.audit.verify()).ok
    await five_entries(store)
    await note(store, audit(), audit(), audit())
    verdict = await store.audit.verify(await store.audit.export_head())
    assert (verdict.ok, verdict.entries, verdict.broken_at, verdict.reason) == (True, 8, None, None)


async def test_the_head_is_the_newest_entry(store: Store) -> None:
    assert await store.audit.export_head() == AuditHead(place=0, mac="", at=None)
    await five_entries(store)
    head = await store.audit.export_head()
    assert (head.place, head.at, len(head.mac)) == (5, NOW + timedelta(minutes=4), 64)


@pytest.mark.parametrize("change", [{"event": "a:b:c"}, {"actor": "x"}, {"at": NOW}, {"id": "0" * 32}, {"mac": "0"}])
async def test_a_changed_entry_is_found(store: Store, change: dict[str, Any]) -> None:
    await five_entries(store)
    await tamper(store, update(audit_entry).where(E.place == 3).values(change))
    assert await fault_of(store) == ("changed", 3)


async def test_an_entry_taken_out_is_found(store: Store) -> None:
    await five_entries(store)
    await tamper(store, delete(audit_entry).where(E.place == 3))
    assert await fault_of(store) == ("missing", 3)


async def test_closing_the_gap_behind_it_does_not_hide_it(store: Store) -> None:
    await five_entries(store)
    await tamper(
        store, delete(audit_entry).where(E.place == 4), update(audit_entry).where(E.place == 5).values(place=4)
    )
    assert await fault_of(store) == ("changed", 4)


async def test_two_entries_that_changed_places_are_found(store: Store) -> None:
    await five_entries(store)
    swapped = [update(audit_entry).where(E.place == old).values(place=new) for old, new in ((2, 9), (3, 2), (9, 3))]
    await tamper(store, *swapped)
    assert await fault_of(store) == ("changed", 2)


async def test_an_order_of_showing_that_is_not_the_order_of_writing_is_found(store: Store) -> None:
    await five_entries(store)
    await tamper(store, update(audit_entry).where(E.place == 2).values(sequence=99))
    assert await fault_of(store) == ("reordered", 3)


async def test_an_entry_from_outside_is_found(store: Store) -> None:
    await five_entries(store)
    await tamper(store, insert(audit_entry).values(vars(audit())))
    assert await fault_of(store) == ("unchained", None)


async def test_a_cut_tail_shows_against_a_head_only(store: Store) -> None:
    await five_entries(store)
    head = await store.audit.export_head()
    await tamper(store, delete(audit_entry).where(E.place >= 4))
    assert await fault_of(store) == (None, None)
    assert await fault_of(store, head) == ("cut", 4)
    await five_entries(store)
    assert await fault_of(store, head) == ("another", 5)


async def test_everything_cut_shows_against_a_head(store: Store) -> None:
    await five_entries(store)
    head = await store.audit.export_head()
    await tamper(store, delete(audit_entry))
    assert await fault_of(store, head) == ("cut", 1)


async def test_an_older_head_is_still_contained(store: Store) -> None:
    nothing = await store.audit.export_head()
    await five_entries(store)
    five = await store.audit.export_head()
    await five_entries(store)
    assert (await store.audit.verify(nothing)).ok
    assert (await store.audit.verify(five)).ok


async def test_what_retention_drops_leaves_a_chain_that_holds(store: Store) -> None:
    old = [await _an_entry_of(store, NOW - timedelta(days=400)) for _ in range(3)]
    await five_entries(store)
    head = await store.audit.export_head()
    await sweep(store, NOW, RETENTION)
    async with store.unit_of_work() as uow:
        kept = await uow.audit.recent(10)
    assert len(kept) == 5
    assert not set(old) & {entry.id for entry in kept}
    assert (await store.audit.verify(head)).ok
    await sweep(store, NOW + timedelta(days=400), RETENTION)
    assert await store.audit.export_head() == AuditHead(place=8, mac=head.mac, at=None)
    await note(store, audit())
    verdict = await store.audit.verify(head)
    assert (verdict.ok, verdict.entries) == (True, 1)


async def test_a_beginning_that_somebody_else_dropped_is_found(store: Store) -> None:
    await five_entries(store)
    (row,) = await store.database.rows(select(E.mac).where(E.place == 2))
    forged = insert(audit_mark).values(place=2, mac=row["mac"], seal="0" * 64)
    await tamper(store, delete(audit_entry).where(E.place <= 2))
    assert await fault_of(store) == ("missing", 1)
    await tamper(store, forged)
    assert await fault_of(store) == ("mark", 2)


async def test_erasing_a_subject_leaves_the_chain_whole(store: Store) -> None:
    talk = await a_stored_conversation(store)
    await note(store, audit(talk.subject_id), audit())
    async with store.unit_of_work() as uow:
        uow.audit.add(audit(talk.subject_id))
        await store.keys.destroy(talk.subject_id)
        await uow.erase_subject(talk.subject_id)
        uow.audit.add(audit(talk.subject_id))
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert [entry.subject_id for entry in await uow.audit.recent(9)] == [None] * 4
    assert (await store.audit.verify()).ok


async def test_entries_from_before_the_chain_are_taken_into_it(store: Store) -> None:
    await tamper(store, *(insert(audit_entry).values(vars(audit(actor=f"{place}"))) for place in range(3)))
    assert (await store.audit.verify()).ok
    await note(store, audit())
    verdict = await store.audit.verify()
    assert (verdict.ok, verdict.entries) == (True, 4)


async def test_writers_at_the_same_moment_make_one_chain(urls: Urls) -> None:
    stores = [Store(urls.main, urls.keys) for _ in range(2)]
    for store in stores:
        await store.open(ROOT_KEY)
    subject_id = await a_subject(stores[0])
    await asyncio.gather(*(note(store, audit(subject_id), audit()) for store in stores * 10))
    for store in stores:
        verdict = await store.audit.verify()
        assert (verdict.ok, verdict.entries) == (True, 40)
        await store.close()


async def test_a_unit_that_fails_leaves_no_gap(store: Store) -> None:
    twice = new_id()
    await note(store, audit(id=twice))
    with pytest.raises(ConflictError):
        await note(store, audit(), audit(id=twice))
    await note(store, audit())
    verdict = await store.audit.verify()
    assert (verdict.ok, verdict.entries) == (True, 2)


async def test_another_key_does_not_vouch_for_this_chain(store: Store) -> None:
    await five_entries(store)
    await store.keys.rotate_wrap_key()
    assert (await store.audit.verify()).ok
    ring = store.keys.ring
    await tamper(store, update(audit_entry).where(E.place == 1).values(mac=ring.hash("index", "entry", "", "1")))
    assert await fault_of(store) == ("changed", 1)


async def _an_entry_of(store: Store, at: Any) -> str:
    entry = audit(at=at)
    await note(store, entry)
    return entry.id
