"""What is erased stays erased, and what a crash left over is swept."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sqlite3
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.care.ids import SubjectId
from bot.errors import SubjectErased
from bot.store import Store, Swept, sweep
from tests.conftest import ROOT_KEY, Urls, sqlite_in
from tests.store.records import (
    NOW,
    NUMBER,
    RETENTION,
    SetClock,
    a_stored_conversation,
    a_subject,
    contact,
    inbound,
)

PROJECT = Path(__file__).parents[2]


async def test_an_old_backup_of_the_rows_cannot_be_read_after_an_erasure(sqlite_urls: Urls, tmp_path: Path) -> None:
    store = Store(sqlite_urls.main, sqlite_urls.keys)
    await store.open(ROOT_KEY)
    talk = await a_stored_conversation(store, state={"name": "Sky"})
    await store.close()
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "databases", backup)

    store = Store(sqlite_urls.main, sqlite_urls.keys)
    await store.open(ROOT_KEY)
    await store.keys.destroy(talk.subject_id)
    await store.close()

    restored = Store(sqlite_in(backup).main, sqlite_urls.keys)
    await restored.open(ROOT_KEY)
    async with restored.unit_of_work() as uow:
        with pytest.raises(SubjectErased):
            await uow.conversations.get(talk.id)
    await restored.close()


async def test_a_destroyed_key_is_in_neither_file_of_the_key_store(sqlite_store: Store, tmp_path: Path) -> None:
    subject_id = await a_subject(sqlite_store)
    files = [tmp_path / "databases" / name for name in ("keys.db", "keys.db-wal")]
    with sqlite3.connect(files[0]) as reader:
        ((wrapped, hashed),) = reader.execute("SELECT wrapped, hash FROM subject_key JOIN address_link").fetchall()
    reader.close()
    traces = [wrapped, hashed.encode()]
    assert all(any(trace in file.read_bytes() for file in files) for trace in traces)
    await sqlite_store.keys.destroy(subject_id)
    assert not any(trace in file.read_bytes() for file in files for trace in traces)


async def test_a_key_left_without_rows_is_swept_after_an_hour(urls: Urls) -> None:
    clock = SetClock()
    store = Store(urls.main, urls.keys, clock=clock)
    await store.open(ROOT_KEY)
    left = await a_subject(store, "+12145550199")
    talk = await a_stored_conversation(store)
    assert await sweep(store, NOW + timedelta(minutes=59), RETENTION) == Swept(keys_without_rows=0, rows_without_key=0)
    assert await sweep(store, NOW + timedelta(minutes=61), RETENTION) == Swept(keys_without_rows=1, rows_without_key=0)
    assert not await store.keys.exists(left)
    assert await store.keys.exists(talk.subject_id)
    await store.close()


async def test_a_subject_who_texts_again_is_spared_by_a_sweep_under_way(urls: Urls) -> None:
    clock = SetClock()
    store = Store(urls.main, urls.keys, clock=clock)
    await store.open(ROOT_KEY)
    subject_id = await a_subject(store)
    clock.moment = NOW + timedelta(hours=2)
    assert await store.keys.subjects(NOW + timedelta(hours=1)) == [subject_id]
    assert await a_subject(store) == subject_id
    assert not await store.keys.destroy(subject_id, untouched_since=NOW + timedelta(hours=1))
    assert await store.keys.exists(subject_id)
    await store.close()


async def test_a_subject_swept_in_the_same_moment_becomes_a_new_one(
    urls: Urls, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SetClock()
    store = Store(urls.main, urls.keys, clock=clock)
    await store.open(ROOT_KEY)
    swept = await a_subject(store)
    clock.moment = NOW + timedelta(hours=2)
    find = store.keys._linked

    async def find_and_sweep(hashed: str) -> tuple[SubjectId, datetime] | None:
        found = await find(hashed)
        await store.keys.destroy(swept)
        return found

    monkeypatch.setattr(store.keys, "_linked", find_and_sweep)
    texted = await a_subject(store)
    assert texted != swept
    assert await store.keys.exists(texted)
    await store.close()


async def test_rows_left_without_a_key_are_swept_at_once(store: Store) -> None:
    left, kept = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    async with store.unit_of_work() as uow:
        await uow.contacts.add(contact(left))
        await uow.inbound.add(inbound(left))
        await uow.commit()
    await store.keys.destroy(left.subject_id)
    assert await sweep(store, NOW, RETENTION) == Swept(keys_without_rows=0, rows_without_key=1)
    async with store.unit_of_work() as uow:
        assert await uow.export_subject(left.subject_id) == {}
        assert await uow.conversations.get(kept.id) == kept


CRASHES = {
    "between the key and its rows": "",
    "inside the commit of the rows": """
            sqlalchemy.event.listen(store.database._engine.sync_engine, "commit", lambda _: kill())
            await uow.commit()
    """,
}
PROGRAM = """
import asyncio, os, signal, sqlalchemy
from bot.store import Store
from tests.conftest import ROOT_KEY
from tests.store.records import SetClock, a_subject, conversation

def kill():
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    store = Store({main!r}, {keys!r}, clock=SetClock())
    await store.open(ROOT_KEY)
    talk = conversation(await a_subject(store))
    async with store.unit_of_work() as uow:
            await uow.conversations.add(talk)
            {crash}
            kill()

asyncio.run(main())
"""


@pytest.mark.crash
@pytest.mark.parametrize("crash", list(CRASHES.values()), ids=list(CRASHES))
async def test_a_kill_leaves_nothing_that_a_sweep_does_not_clear(sqlite_urls: Urls, crash: str) -> None:
    program = PROGRAM.format(main=sqlite_urls.main, keys=sqlite_urls.keys, crash=crash.strip())
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", program, cwd=PROJECT)
    assert await killed.wait() == -signal.SIGKILL
    store = Store(sqlite_urls.main, sqlite_urls.keys, clock=SetClock())
    await store.open(ROOT_KEY)
    subject_id = await store.keys.resolve("sms", NUMBER, create=False)
    assert subject_id is not None
    async with store.unit_of_work() as uow:
        assert await uow.conversations.by_subject(subject_id, "sms") is None
    assert (await sweep(store, NOW + timedelta(hours=2), RETENTION)).keys_without_rows == 1
    assert await store.keys.resolve("sms", NUMBER, create=False) is None
    await store.close()
