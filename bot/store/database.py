"""One database, SQLite or PostgreSQL: short reads that lock nothing, and write transactions that all run here."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import psycopg
from sqlalchemy import URL, Connection, Executable, RowMapping, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import ConflictError, StoreBusy, StoreError, StoreFull, StoreUnavailable

_WRITES = "puente_writes"

Found = TypeVar("Found")


class Database:
    """A pool of connections to one database. SQLAlchemy never prints statements or their values for it."""

    def __init__(self, url: str, *, busy_timeout: float) -> None:
        """`busy_timeout` is in seconds: how long a writer waits for another writer before `StoreBusy`."""
        self.url = _with_async_driver(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options = _postgresql_options(busy_timeout) if not self.is_sqlite else {}
        self._engine: AsyncEngine = create_async_engine(self.url, hide_parameters=True, echo=False, **options)
        if self.is_sqlite:
            _tune_sqlite(self._engine, busy_timeout)
            self._reader = self._engine
        else:
            self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._writer = self._engine.execution_options(**{_WRITES: True})
        # SQLite has one writer at a time; waiting in line here is fair and wakes at once, where its own busy handler
        # sleeps and retries.
        self._turn_to_write = asyncio.Lock()

    @property
    def conninfo(self) -> str:
        """Where the database is and how to get in, as libpq reads it. PostgreSQL only."""
        return self.url.set(drivername="postgresql").render_as_string(hide_password=False)

    async def rows(self, statement: Executable) -> Sequence[RowMapping]:
        """What a SELECT finds, on a connection that is given back at once."""
        with _translated():
            async with self._reader.connect() as connection:
                return (await connection.execute(statement)).mappings().all()

    async def inspect(self, look: Callable[[Connection], Found]) -> Found:
        """What a function of SQLAlchemy's synchronous side sees, without a lock."""
        with _translated():
            async with self._reader.connect() as connection:
                return await connection.run_sync(look)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One write transaction: committed on leaving, rolled back by any error.

        Raises `ConflictError` for a broken constraint, `StoreBusy`, `StoreFull` or `StoreUnavailable` for what the
        machine could not do.
        """
        with _translated():
            if not self.is_sqlite:
                async with self._writer.begin() as connection:
                    yield connection
                return
            async with self._turn_to_write, self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def alone(self, what: str) -> AsyncIterator[bool]:
        """Whether nobody else on this database does `what` until the block ends; its end is noticed also when we die.

        SQLite: always, for there is one process that works.
        """
        if self.is_sqlite:
            yield True
            return
        key = {"key": int.from_bytes(sha256(what.encode()).digest()[:8], signed=True)}
        with _translated():
            async with self._reader.connect() as connection:
                mine = bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key))
                try:
                    yield mine
                finally:
                    if mine:
                        await connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)

    async def scrub(self) -> None:
        """Take deleted rows out of SQLite's write-ahead log too, which `secure_delete` does not reach. PostgreSQL: no-op."""
        if self.is_sqlite:
            async with self._turn_to_write:
                await self.rows(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def prepare_file(self) -> None:
        """Create SQLite's file for the owner only; its write-ahead log takes over the same mode.

        It appears with write-ahead logging already on, for two processes that both switch it on refuse each other.
        """
        if not self.is_sqlite or Path(self.url.database or "").exists():
            return
        path = Path(self.url.database or "")
        draft = path.with_name(f"{path.name}.{os.getpid()}.{uuid4().hex}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(draft)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            with suppress(FileExistsError):
                path.hardlink_to(draft)
            draft.unlink()
        except (OSError, sqlite3.Error) as error:
            raise StoreUnavailable(type(error).__name__) from None

    async def close(self) -> None:
        await self._engine.dispose()


def _with_async_driver(url: str) -> URL:
    """The URL with the asyncio driver of its kind: aiosqlite or psycopg 3."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreUnavailable("its URL cannot be read") from None
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise StoreUnavailable("a SQLite URL must name a file")
        return parsed.set(drivername="sqlite+aiosqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise StoreUnavailable("only sqlite and postgresql URLs are known")


def _postgresql_options(busy_timeout: float) -> dict[str, Any]:
    waits = f"-c lock_timeout={int(busy_timeout * 1000)} -c idle_in_transaction_session_timeout=60000"
    connecting = {"options": waits, "connect_timeout": 5}
    # Newest first, so that few are in use; one beyond the pool is closed after use, and opening one costs a turn's time.
    sizes = {"pool_size": 12, "max_overflow": 4, "pool_use_lifo": True}
    # Asked before each use: a message that meets a dropped connection is not to hear of it.
    return {**sizes, "pool_pre_ping": True, "connect_args": connecting}


def _tune_sqlite(engine: AsyncEngine, busy_timeout: float) -> None:
    """Durable commits, one writer by BEGIN IMMEDIATE, readers that never wait, deleted content overwritten."""
    # At DEBUG the driver prints every statement with its values, whatever SQLAlchemy is told to hide.
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)

    @event.listens_for(engine.sync_engine, "connect")
    def _set_pragmas(connection: Any, _record: Any) -> None:
        # Without this the driver would begin transactions by itself, and only when it sees a write.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {int(busy_timeout * 1000)}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        # A reader needs no transaction: each SELECT sees one consistent snapshot by itself.
        if connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of the driver as errors of the store. The cause is cut off, for a driver's message may quote a row."""
    try:
        yield
    except PoolTimeout:
        raise StoreBusy("no connection was free") from None
    except DBAPIError as error:
        raise _named(error) from None
    except StatementError as error:
        raise StoreError("a value was refused:", type(error.orig).__name__) from None


def _named(error: DBAPIError) -> StoreError:
    code = _code_of(error.orig)
    if isinstance(error, IntegrityError):
        return ConflictError(code)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or code in {"55P03", "40001", "40P01", "53300", "57014"}:
        return StoreBusy(code)
    if code.startswith("SQLITE_FULL") or code == "53100":
        return StoreFull(code)
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")) or error.connection_invalidated or code[:2] in {"08", "57"}:
        return StoreUnavailable(code)
    if isinstance(error.orig, psycopg.OperationalError):
        return StoreUnavailable(code)
    return StoreError(code)


def _code_of(error: BaseException | None) -> str:
    """The driver's own code: an SQLSTATE, or the name of a SQLite result code."""
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return str(code or type(error).__name__)
