"""Who an address is, and how it is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, select

from bot.care.ids import SubjectId
from bot.errors import RootKeyUnusable, SealBroken, StoreError, SubjectErased
from bot.store import LocalRootKey, Store
from bot.store.key_tables import metadata, ring_key, subject_key
from tests.conftest import ROOT_KEY, Urls
from tests.store.records import NOW, NUMBER, SetClock, a_subject

OTHER_NUMBER = "+12145550199"


@pytest.fixture
async def sibling(store: Store, urls: Urls) -> AsyncIterator[Store]:
    """The same store, as another process has it open."""
    other = Store(urls.main, urls.keys)
    await other.open(ROOT_KEY)
    yield other
    await other.close()


async def test_an_address_is_the_same_subject_every_time(store: Store, sibling: Store) -> None:
    subject_id = await a_subject(store)
    assert await store.keys.resolve("sms", NUMBER, create=True) == subject_id
    assert await sibling.keys.resolve("sms", NUMBER, create=False) == subject_id


async def test_an_unknown_address_is_nobody_unless_asked_to_create(store: Store) -> None:
    assert await store.keys.resolve("sms", NUMBER, create=False) is None


async def test_one_number_on_two_channels_is_two_subjects(store: Store) -> None:
    assert await store.keys.resolve("whatsapp", NUMBER, create=True) != await a_subject(store)


@pytest.mark.parametrize("written", [" +1 (214) 555-0123 ", "+1 214 555 0123", "＋１２１４５５５０１２３"])
async def test_a_number_is_one_subject_however_it_is_written(store: Store, written: str) -> None:
    assert await store.keys.resolve("sms", written, create=False) is None
    assert await store.keys.resolve("sms", written, create=True) == await a_subject(store)


async def test_many_first_texts_at_once_make_one_subject(store: Store, sibling: Store) -> None:
    asked = [keys.resolve("sms", NUMBER, create=True) for keys in (store.keys, sibling.keys) for _ in range(5)]
    assert len(set(await asyncio.gather(*asked))) == 1


async def test_the_key_store_holds_no_address_and_no_bare_key(store: Store) -> None:
    subject_id = await a_subject(store)
    for table in metadata.sorted_tables:
        for row in await store.keys.database.rows(select(table)):
            assert NUMBER[1:] not in repr(dict(row))
    wrapped = (await store.keys.database.rows(select(subject_key.c.wrapped)))[0]["wrapped"]
    await store.keys.load(subject_id)
    assert store.keys._data_keys.get(subject_id).secret not in wrapped
    assert isinstance(subject_key.c.wrapped.type, LargeBinary)


async def test_the_same_number_hashes_otherwise_under_another_ring(store: Store, sqlite_urls: Urls) -> None:
    await a_subject(store)
    other = Store(sqlite_urls.main, f"{sqlite_urls.keys}.other")
    await other.migrate()
    await other.open(ROOT_KEY)
    try:
        assert other.keys.tombstone("sms", "SM1") != store.keys.tombstone("sms", "SM1")
    finally:
        await other.close()


async def test_unlinking_makes_the_next_text_come_from_somebody_new(store: Store) -> None:
    subject_id = await a_subject(store)
    await store.keys.unlink(subject_id)
    assert await store.keys.exists(subject_id)
    assert await a_subject(store) != subject_id


async def test_destroying_takes_the_links_and_the_key(store: Store) -> None:
    subject_id = await a_subject(store)
    envelope = store.keys.sealer.seal(subject_id, "t", "c", "r", "hola")
    assert await store.keys.destroy(subject_id)
    assert not await store.keys.exists(subject_id)
    assert await store.keys.resolve("sms", NUMBER, create=False) is None
    with pytest.raises(SubjectErased):
        await store.keys.load(subject_id)
    with pytest.raises(StoreError):
        store.keys.sealer.open(subject_id, "t", "c", "r", envelope)
    assert not await store.keys.destroy(subject_id)


async def test_another_process_stops_reading_an_erased_subject_within_a_minute(store: Store, sibling: Store) -> None:
    subject_id = await a_subject(store)
    seconds = [0.0]
    sibling.keys._data_keys._monotonic = lambda: seconds[0]
    await sibling.keys.load(subject_id)
    await store.keys.destroy(subject_id)
    seconds[0] = 61.0
    with pytest.raises(SubjectErased):
        await sibling.keys.load(subject_id)


async def test_a_stop_survives_erasure_and_a_start_ends_it(store: Store) -> None:
    subject_id = await a_subject(store)
    await store.keys.suppress("sms", NUMBER, NOW)
    await store.keys.suppress("sms", NUMBER, NOW)
    await store.keys.destroy(subject_id)
    assert await store.keys.suppressed("sms", " +1 214 555 0123")
    assert not await store.keys.suppressed("sms", OTHER_NUMBER)
    assert not await store.keys.suppressed("whatsapp", NUMBER)
    await store.keys.unsuppress("sms", NUMBER)
    assert not await store.keys.suppressed("sms", NUMBER)


async def test_a_stop_cannot_be_matched_with_a_link(store: Store) -> None:
    assert store.keys._stop_hash("sms", NUMBER) != store.keys._address_hash("sms", NUMBER)


async def test_tombstones_are_keyed_and_differ_by_channel_and_message(store: Store, sibling: Store) -> None:
    tombstone = store.keys.tombstone("sms", "SM1")
    assert len(tombstone) == 64
    assert tombstone == sibling.keys.tombstone("sms", "SM1")
    assert len({tombstone, store.keys.tombstone("sms", "SM2"), store.keys.tombstone("whatsapp", "SM1")}) == 3


async def test_a_store_opened_again_reads_what_it_sealed(store: Store, sibling: Store) -> None:
    subject_id = await a_subject(store)
    envelope = store.keys.sealer.seal(subject_id, "t", "c", "r", "hola")
    await sibling.keys.load(subject_id)
    assert sibling.keys.sealer.open(subject_id, "t", "c", "r", envelope) == "hola"


async def test_a_wrong_root_key_is_refused(store: Store, urls: Urls) -> None:
    other = Store(urls.main, urls.keys)
    with pytest.raises(RootKeyUnusable):
        await other.open(LocalRootKey(b"w" * 32))
    await other.close()


async def test_a_store_cannot_open_without_a_root_key(store: Store, urls: Urls) -> None:
    other = Store(urls.main, urls.keys)
    with pytest.raises(RootKeyUnusable):
        await other.open()
    await other.close()


async def test_a_closed_key_store_says_so(urls: Urls) -> None:
    closed = Store(urls.main, urls.keys)
    with pytest.raises(StoreError, match="not open"):
        closed.keys.tombstone("sms", "SM1")
    await closed.close()


async def test_two_processes_on_a_fresh_store_agree_on_one_ring(urls: Urls) -> None:
    pair = [Store(urls.main, urls.keys) for _ in range(2)]
    await asyncio.gather(*(each.open(ROOT_KEY) for each in pair))
    assert pair[0].keys.tombstone("sms", "SM1") == pair[1].keys.tombstone("sms", "SM1")
    for each in pair:
        await each.close()


async def test_a_new_root_key_opens_the_same_ring(store: Store, urls: Urls) -> None:
    subject_id, tombstone = await a_subject(store), store.keys.tombstone("sms", "SM1")
    envelope = store.keys.sealer.seal(subject_id, "t", "c", "r", "hola")
    new_root = LocalRootKey(b"n" * 32)
    await store.keys.rotate_root(new_root)
    assert store.keys.root_id == new_root.id
    again = Store(urls.main, urls.keys)
    with pytest.raises(RootKeyUnusable):
        await again.open(ROOT_KEY)
    await again.open(ROOT_KEY, new_root)
    await again.keys.load(subject_id)
    assert again.keys.sealer.open(subject_id, "t", "c", "r", envelope) == "hola"
    assert again.keys.tombstone("sms", "SM1") == tombstone
    await again.close()


async def test_a_new_wrap_key_wraps_every_data_key_and_the_old_one_goes(store: Store) -> None:
    numbers = [f"+1214555{last:04}" for last in range(100, 130)]
    subjects = [await a_subject(store, number) for number in numbers]
    envelopes = [store.keys.sealer.seal(each, "t", "c", "r", "hola") for each in subjects]
    old = store.keys.ring.newest("wrap").id
    assert await store.keys.rotate_wrap_key() == len(subjects)
    store.keys._data_keys.clear()
    for subject_id, envelope in zip(subjects, envelopes, strict=True):
        await store.keys.load(subject_id)
        assert store.keys.sealer.open(subject_id, "t", "c", "r", envelope) == "hola"
    rows = await store.keys.database.rows(select(ring_key).where(ring_key.c.purpose == "wrap"))
    assert [row["id"] for row in rows] != [old]
    assert len(rows) == 1


async def test_another_process_goes_on_after_the_wrap_key_changed(store: Store, sibling: Store) -> None:
    subject_id = await a_subject(store)
    await store.keys.rotate_wrap_key()
    await sibling.keys.load(subject_id)
    assert await a_subject(sibling, OTHER_NUMBER) == await store.keys.resolve("sms", OTHER_NUMBER, create=False)


async def test_a_rotation_beside_new_subjects_loses_none(store: Store, sibling: Store) -> None:
    numbers = [f"+1214555{last:04}" for last in range(100, 120)]
    _, *subjects = await asyncio.gather(
        store.keys.rotate_wrap_key(), *(sibling.keys.resolve("sms", number, create=True) for number in numbers)
    )
    for subject_id in subjects:
        await store.keys.load(subject_id)


async def test_a_wrapped_key_moved_to_another_subject_is_refused(store: Store) -> None:
    first, second = await a_subject(store), await a_subject(store, OTHER_NUMBER)
    row = (await store.keys.database.rows(select(subject_key).where(subject_key.c.subject_id == first)))[0]
    async with store.keys.database.write() as connection:
        moved = subject_key.update().where(subject_key.c.subject_id == second)
        await connection.execute(moved.values(wrapped=row["wrapped"], key_id=row["key_id"]))
    store.keys._data_keys.clear()
    with pytest.raises(SealBroken):
        await store.keys.load(second)


async def test_subjects_are_listed_once_nobody_touched_them_for_long(urls: Urls) -> None:
    clock = SetClock()
    store = Store(urls.main, urls.keys, clock=clock)
    await store.open(ROOT_KEY)
    subject_id = await a_subject(store)
    assert await store.keys.subjects(NOW) == []
    assert await store.keys.subjects(NOW + timedelta(seconds=1)) == [subject_id]
    clock.moment = NOW + timedelta(minutes=50)
    await a_subject(store)
    assert await store.keys.subjects(NOW + timedelta(minutes=1)) == []
    await store.close()


async def test_existing_tells_the_living_from_the_erased(store: Store) -> None:
    subject_id = await a_subject(store)
    assert await store.keys.existing([subject_id, SubjectId("0" * 32)]) == {subject_id}


async def test_the_keys_of_several_are_loaded_together_without_those_of_the_erased(
    store: Store, sibling: Store
) -> None:
    kept, erased = await a_subject(store), await a_subject(store, OTHER_NUMBER)
    await store.keys.destroy(erased)
    assert await sibling.keys.load_all([kept, erased]) == {kept}
    assert await sibling.keys.load_all([kept]) == {kept}
