"""The migrations make exactly the tables that the code works with, and both databases know how old they are."""

from __future__ import annotations

import asyncio
import stat
import sys
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, MetaData, text

from bot.care.ids import new_id
from bot.errors import StoreOutdated, StoreUnavailable, WrongSetting
from bot.store import Store, key_tables, migrating, tables
from bot.store.database import Database
from tests.conftest import ROOT_KEY, Urls, sqlite_in

PROJECT = Path(__file__).parents[2]
QUEUE_SCHEMA = "c70ec4b400a60ad9592787653aae5ae77ae41bf801d56b5bd2712751a07f2009"


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Not the queue, whose tables on PostgreSQL are of the library Procrastinate."""
    return kind != "table" or not (name or "").startswith("procrastinate_")


async def _differences(database: Database, metadata: MetaData) -> list[object]:
    def compare(connection: Connection) -> list[object]:
        options = {"version_table": "schema_version", "compare_type": True, "include_name": _ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    return await database.inspect(compare)


async def test_the_migrated_databases_are_those_the_code_declares(store: Store) -> None:
    assert await _differences(store.database, tables.metadata) == []
    assert await _differences(store.keys.database, key_tables.metadata) == []


async def test_the_words_of_a_status_are_checked_under_their_names(store: Store) -> None:
    def names(connection: Connection) -> list[str]:
        if connection.dialect.name == "sqlite":
            made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'handoff'")).scalar_one()
            return sorted(word for word in made.replace("(", " ").split() if word.startswith("ck_"))
        found = text("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = 'handoff'::regclass")
        return sorted(connection.execute(found).scalars())

    assert await store.database.inspect(names) == ["ck_handoff_reason", "ck_handoff_status"]


async def test_migrating_again_changes_nothing(store: Store) -> None:
    await store.migrate()
    assert await _differences(store.database, tables.metadata) == []


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A main database without a table."""
    is_sqlite = request.param == "sqlite"
    url = sqlite_in(tmp_path).main if is_sqlite else request.getfixturevalue("postgres").create(f"empty_{new_id()}")
    database = Database(url, busy_timeout=5)
    database.prepare_file()
    yield database
    await database.close()


async def _take(database: Database, revision: str, *, down: bool = False) -> None:
    """To a revision, up or down."""
    config = migrating._config("main")

    def run(connection: Connection) -> None:
        config.attributes.update(connection=connection, metadata=tables.metadata, version_table="schema_version")
        (command.downgrade if down else command.upgrade)(config, revision)

    async with database.write() as connection:
        await connection.run_sync(run)


async def test_rows_of_before_the_desk_survive_the_way_there_and_back(empty: Database) -> None:
    await _take(empty, "0001")
    moment = "'2027-03-01 20:00:00'"
    async with empty.write() as connection:
        for table, columns, values in (
            ("conversation", "id, subject_id, channel, version, state, created_at, last_inbound_at",
             f"'c', 's', 'sms', 1, '', {moment}, {moment}"),
            ("handoff", "id, subject_id, conversation_id, status, reason, priority, requested_at",
             f"'h', 's', 'c', 'requested', 'asked', 2, {moment}"),
            ("audit_entry", "id, at, event, actor", f"'a', {moment}, 'youth:handoff:requested', 'youth'"),
        ):  # fmt: skip
            await connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"))
    await _take(empty, "head")
    assert await _differences(empty, tables.metadata) == []
    (talk,) = await empty.rows(text("SELECT kind FROM conversation"))
    (asked,) = await empty.rows(text("SELECT status, version, ladder_step, claimed_by FROM handoff"))
    assert [*talk.values(), *asked.values()] == ["youth", "requested", 1, 0, None]
    async with empty.write() as connection:
        await connection.execute(text("UPDATE handoff SET reason = 'recontact'"))
    await _take(empty, "0001", down=True)
    assert [len(await empty.rows(text(f"SELECT id FROM {name}"))) for name in ("conversation", "handoff")] == [1, 0]
    await _take(empty, "head")
    assert await _differences(empty, tables.metadata) == []


async def test_handoffs_and_their_pages_survive_the_way_to_check_ins_and_back(empty: Database) -> None:
    await _take(empty, "0002")
    moment = "'2027-03-01 20:00:00'"
    async with empty.write() as connection:
        for table, columns, values in (
            ("conversation", "id, subject_id, channel, version, state, created_at, last_inbound_at",
             f"'c', 's', 'sms', 1, '', {moment}, {moment}"),
            ("handoff", "id, subject_id, conversation_id, status, reason, priority, requested_at, claimed_at",
             f"'h', 's', 'c', 'claimed', 'asked', 2, {moment}, {moment}"),
            ("page", "id, handoff_id, conversation_id, subject_id, advocate_id, outbound_id, step, sent_at",
             f"'p', 'h', 'c', 's', 'a', 'o', 1, {moment}"),
            ("timer", "id, kind, due_at, version, created_at", f"'t', 'sweep', {moment}, 1, {moment}"),
        ):  # fmt: skip
            await connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"))
    await _take(empty, "head")
    assert await _differences(empty, tables.metadata) == []
    (claimed,) = await empty.rows(text("SELECT joined_at = claimed_at AS joined FROM handoff"))
    assert claimed["joined"]
    assert len(await empty.rows(text("SELECT id FROM page WHERE handoff_id = 'h'"))) == 1
    async with empty.write() as connection:
        await connection.execute(text("UPDATE handoff SET reason = 'duress'"))
    await _take(empty, "0002", down=True)
    assert [len(await empty.rows(text(f"SELECT id FROM {name}"))) for name in ("timer", "handoff", "page")] == [1, 0, 0]
    assert await _queue_of(empty) == 0
    await _take(empty, "head")
    assert await _differences(empty, tables.metadata) == []
    assert (await _queue_of(empty) > 0) is not empty.is_sqlite


async def _queue_of(database: Database) -> int:
    """How many tables, types and functions of Procrastinate there are."""
    if database.is_sqlite:
        return len(await database.rows(text("SELECT name FROM sqlite_master WHERE name LIKE 'procrastinate%'")))
    names = ("SELECT relname AS name FROM pg_class", "SELECT typname FROM pg_type", "SELECT proname FROM pg_proc")
    found = await database.rows(text(" UNION ALL ".join(names)))
    return sum(row["name"].startswith("procrastinate_") for row in found)


def test_the_schema_of_the_queue_is_the_one_that_was_migrated_to() -> None:
    made = sha256(SchemaManager.get_schema().encode()).hexdigest()
    assert made == QUEUE_SCHEMA, (
        "A new Procrastinate: bring databases that have its old schema to this one, then note it."
    )


async def test_processes_that_migrate_together_do_not_collide(tmp_path: Path) -> None:
    urls = sqlite_in(tmp_path)
    program = f"import asyncio; from bot.store import Store; asyncio.run(Store({urls.main!r}, {urls.keys!r}).migrate())"
    started = [await asyncio.create_subprocess_exec(sys.executable, "-c", program, cwd=PROJECT) for _ in range(3)]
    assert [await each.wait() for each in started] == [0, 0, 0]
    store = Store(urls.main, urls.keys)
    await store.open(ROOT_KEY)
    await store.close()


async def test_an_unmigrated_store_does_not_open(tmp_path: Path) -> None:
    urls = sqlite_in(tmp_path)
    store = Store(urls.main, urls.keys)
    with pytest.raises(StoreOutdated, match="puente migrate"):
        await store.open(ROOT_KEY)
    await store.close()


async def test_the_files_are_for_their_owner_only(tmp_path: Path) -> None:
    urls = sqlite_in(tmp_path / "data")
    store = Store(urls.main, urls.keys)
    await store.migrate()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    assert set(modes.values()) == {0o600}
    await store.close()


async def test_sqlite_is_tuned_for_durability_and_deletion(sqlite_store: Store) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}
    for pragma, value in expected.items():
        (row,) = await sqlite_store.database.rows(text(f"PRAGMA {pragma}"))
        assert next(iter(row.values())) == value, pragma


async def test_an_open_store_answers(store: Store) -> None:
    await store.ping()


def test_keys_and_rows_may_not_share_a_database(tmp_path: Path) -> None:
    urls = sqlite_in(tmp_path)
    with pytest.raises(WrongSetting, match="PUENTE_KEYSTORE_URL"):
        Store(urls.main, urls.main)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/db", "nonsense"])
def test_a_database_of_another_kind_is_refused_without_its_url(url: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        Database(url, busy_timeout=1)
    assert "host" not in str(refused.value)


def test_both_kinds_of_url_get_their_asynchronous_driver(sqlite_urls: Urls, postgres_urls: Urls) -> None:
    assert Database(sqlite_urls.main, busy_timeout=1).url.drivername == "sqlite+aiosqlite"
    assert Database(postgres_urls.main, busy_timeout=1).url.drivername == "postgresql+psycopg"
