"""Running the Alembic migrations of either database from code."""

from __future__ import annotations

from typing import Final, Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from bot.errors import StoreOutdated
from bot.store.database import Database

Which = Literal["main", "keys"]
_VERSIONS: Final = "schema_version"
_LOCK: Final = 0x70756E74


async def upgrade(database: Database, which: Which, metadata: MetaData) -> None:
    """Run what is missing, in one transaction; of two processes that start together one waits for the other."""
    database.prepare_file()
    async with database.write() as connection:
        if not database.is_sqlite:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        await connection.run_sync(_upgrade, which, metadata)


async def require_newest(database: Database, which: Which) -> None:
    """`StoreOutdated` if a migration is missing or the database is of a newer version of Puente."""
    database.prepare_file()
    newest = ScriptDirectory.from_config(_config(which)).get_current_head()
    if await database.inspect(_current) != newest:
        raise StoreOutdated(which)


def _upgrade(connection: Connection, which: Which, metadata: MetaData) -> None:
    config = _config(which)
    config.attributes.update(connection=connection, metadata=metadata, version_table=_VERSIONS)
    command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": _VERSIONS}).get_current_revision()


def _config(which: Which) -> Config:
    config = Config()
    config.set_main_option("script_location", f"bot.store:migrations/{which}")
    config.set_main_option("path_separator", "os")
    return config
