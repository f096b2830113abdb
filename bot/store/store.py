"""The store: the main database, the key store beside it, and the units of work over both."""

from __future__ import annotations

from sqlalchemy import text

from bot.clock import Clock, SystemClock
from bot.errors import RootKeyUnusable, WrongSetting
from bot.store import key_tables, migrating, tables
from bot.store.audit_log import AuditLog
from bot.store.calls import Deferrer
from bot.store.database import Database
from bot.store.key_store import KeyStore
from bot.store.root_keys import RootKey
from bot.store.sealing import AesSealer, SealerFactory
from bot.store.unit_of_work import UnitOfWork


class Store:
    """Opens and closes both databases. Nothing is read or written before `open`, except by `migrate`."""

    def __init__(
        self,
        database_url: str,
        keystore_url: str,
        *,
        clock: Clock | None = None,
        sealer_factory: SealerFactory = AesSealer,
        busy_timeout: float = 5.0,
        deferrer: Deferrer | None = None,
    ) -> None:
        """Both URLs `sqlite:///<path>` or `postgresql://...`; `busy_timeout` in seconds. A `deferrer` is told what work
        every commit calls for, inside its transaction.

        `WrongSetting` if both name one database.
        """
        self.database = Database(database_url, busy_timeout=busy_timeout)
        keystore = Database(keystore_url, busy_timeout=busy_timeout)
        if self.database.url == keystore.url:
            raise WrongSetting("PUENTE_KEYSTORE_URL", "must name a database of its own")
        self.keys = KeyStore(keystore, clock=clock or SystemClock(), sealer_factory=sealer_factory)
        self._deferrer = deferrer
        self.audit = AuditLog(self.database, self.keys)

    async def migrate(self) -> None:
        """Bring both databases to the newest schema; they are created when they are SQLite files."""
        await migrating.upgrade(self.keys.database, "keys", key_tables.metadata)
        await migrating.upgrade(self.database, "main", tables.metadata)

    async def open(self, *root_keys: RootKey) -> None:
        """Open the key ring with the root key; of several the one that fits is used, and the first on the very first start.

        Raises `StoreOutdated` before a migration and `RootKeyUnusable` for a wrong key.
        """
        if not root_keys:
            raise RootKeyUnusable("none was given")
        await migrating.require_newest(self.keys.database, "keys")
        await migrating.require_newest(self.database, "main")
        await self.keys.open(root_keys)

    async def close(self) -> None:
        """Forget all keys and give back all connections."""
        self.keys.close()
        await self.database.close()
        await self.keys.database.close()

    async def ping(self) -> None:
        """Both databases answer, or an error of the store is raised."""
        await self.database.rows(text("SELECT 1"))
        await self.keys.database.rows(text("SELECT 1"))

    def unit_of_work(self) -> UnitOfWork:
        """`async with store.unit_of_work() as uow: ...; await uow.commit()`"""
        return UnitOfWork(self.database, self.keys, self._deferrer)
