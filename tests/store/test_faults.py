"""A database that is locked, full or gone: a plain error, nothing half written, and no word of anybody in it."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text

from bot.errors import ConflictError, StoreBusy, StoreError, StoreFull, StoreUnavailable
from bot.store import Store
from tests.conftest import ROOT_KEY, Urls, sqlite_in
from tests.store.records import NOW, NUMBER, a_stored_conversation, a_subject, contact, inbound, outbound


@pytest.fixture
async def hurried(urls: Urls) -> AsyncIterator[Store]:
    """A store that waits a twentieth of a second for another writer."""
    store = Store(urls.main, urls.keys, busy_timeout=0.05)
    await store.open(ROOT_KEY)
    yield store
    await store.close()


async def test_a_locked_database_is_busy_and_nothing_is_written(hurried: Store, urls: Urls) -> None:
    talk = await a_stored_conversation(hurried)
    blocker = Store(urls.main, urls.keys)
    async with blocker.database.write() as connection:
        await connection.execute(text("UPDATE conversation SET language = 'es'"))
        async with hurried.unit_of_work() as uow:
            uow.seen.add("key", NOW)
            await uow.conversations.save(talk)
            with pytest.raises(StoreBusy):
                await uow.commit()
    async with hurried.unit_of_work() as uow:
        assert not await uow.seen.contains("key")
    await blocker.close()


async def test_a_full_disk_is_told_apart_and_nothing_is_written(sqlite_store: Store) -> None:
    talk = await a_stored_conversation(sqlite_store)

    @event.listens_for(sqlite_store.database._engine.sync_engine, "begin")
    def _no_more_pages(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    async with sqlite_store.unit_of_work() as uow:
        uow.seen.add("key", NOW)
        await uow.inbound.add(inbound(talk, text="x" * 200_000))
        with pytest.raises(StoreFull):
            await uow.commit()
    async with sqlite_store.unit_of_work() as uow:
        assert not await uow.seen.contains("key")


async def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "main.db").mkdir()
    urls = sqlite_in(tmp_path)
    store = Store(urls.main, urls.keys)
    with pytest.raises(StoreUnavailable):
        await store.migrate()
    await store.close()


async def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    urls = sqlite_in(tmp_path / "file")
    store = Store(urls.main, urls.keys)
    with pytest.raises(StoreUnavailable):
        await store.migrate()
    await store.close()


async def test_a_server_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    store = Store(f"postgresql://nobody@/one?host={tmp_path}", f"postgresql://nobody@/two?host={tmp_path}")
    with pytest.raises(StoreUnavailable):
        await store.ping()
    await store.close()


async def test_a_server_that_drops_its_connections_serves_again(postgres_urls: Urls) -> None:
    store = Store(postgres_urls.main, postgres_urls.keys)
    await store.open(ROOT_KEY)
    with psycopg.connect(postgres_urls.main, autocommit=True) as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = %s"
        connection.execute(others, (connection.info.dbname,))
    await store.ping()
    await store.close()


async def test_a_commit_that_is_cancelled_writes_nothing_and_leaves_the_store_usable(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        for position in range(1, 200):
            await uow.outbound.add(outbound(talk, position))
        committing = asyncio.create_task(uow.commit())
        await asyncio.sleep(0)
        committing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await committing
    async with store.unit_of_work() as uow:
        assert await uow.outbound.unfinished(talk.id) == 0
        uow.seen.add("key", NOW)
        await asyncio.wait_for(uow.commit(), 5)


async def test_no_error_or_log_shows_what_was_to_be_kept(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    talk = await a_stored_conversation(store, state={"name": "canary-name"})
    failures: list[BaseException] = []
    unknown = text("SELECT :given FROM nowhere").bindparams(given="canary-words")
    async with store.unit_of_work() as uow:
        await uow.contacts.add(contact(talk))
        await uow.inbound.add(inbound(talk, text="canary-words"))
        await uow.outbound.add(outbound(talk, text="canary-reply", provider_key="k", status="no status"))
        with pytest.raises(ConflictError) as refused:
            await uow.commit()
        failures.append(refused.value)
    with pytest.raises(StoreError) as wrong:
        await store.database.rows(unknown)
    failures.append(wrong.value)
    await a_subject(store)
    shown = caplog.text + "".join("".join(traceback.format_exception(each)) for each in failures)
    assert "canary" not in shown
    assert NUMBER[1:] not in shown
