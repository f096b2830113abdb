"""Databases for the tests: freshly migrated ones, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.store import LocalRootKey, Store
from tests.postgres import Cluster, cluster

ROOT_KEY = LocalRootKey(bytes(range(32)))


@dataclass(frozen=True, kw_only=True)
class Urls:
    """Where the two databases of a store are."""

    main: str
    keys: str


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both databases, migrated once; the tests get copies."""
    folder = tmp_path_factory.mktemp("sqlite-template")
    _migrate(sqlite_in(folder))
    return folder


@pytest.fixture
def sqlite_urls(sqlite_template: Path, tmp_path: Path) -> Urls:
    folder = tmp_path / "databases"
    shutil.copytree(sqlite_template, folder)
    return sqlite_in(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Cluster) -> Urls:
    urls = Urls(main=postgres.create("main"), keys=postgres.create("keys"))
    _migrate(urls)
    return urls


@pytest.fixture
def postgres_urls(postgres: Cluster, migrated_postgres: Urls) -> Iterator[Urls]:
    """The same two databases for every test, emptied after each: a new pair would take ten times as long."""
    yield migrated_postgres
    for database in ("main", "keys"):
        postgres.empty(database, keep="schema_version")


@pytest.fixture(params=["sqlite", "postgresql"])
def urls(request: pytest.FixtureRequest) -> Urls:
    """Both kinds of database, one after the other."""
    given: Urls = request.getfixturevalue("sqlite_urls" if request.param == "sqlite" else "postgres_urls")
    return given


@pytest.fixture
async def store(urls: Urls) -> AsyncIterator[Store]:
    """An open store, once on each kind of database."""
    async for opened in _opened(urls):
        yield opened


@pytest.fixture
async def sqlite_store(sqlite_urls: Urls) -> AsyncIterator[Store]:
    """An open store on SQLite alone, for tests of what stands above the store."""
    async for opened in _opened(sqlite_urls):
        yield opened


def sqlite_in(folder: Path) -> Urls:
    return Urls(main=f"sqlite:///{folder / 'main.db'}", keys=f"sqlite:///{folder / 'keys.db'}")


async def _opened(urls: Urls) -> AsyncIterator[Store]:
    store = Store(urls.main, urls.keys)
    await store.open(ROOT_KEY)
    yield store
    await store.close()


def _migrate(urls: Urls) -> None:
    async def run() -> None:
        store = Store(urls.main, urls.keys)
        await store.migrate()
        await store.close()

    asyncio.run(run())
