"""The store: sealed rows in one database, keys in another, and the unit of work as the only place that commits."""

from bot.store.root_keys import LocalRootKey, RootKey, RootKeyFile
from bot.store.store import Store
from bot.store.unit_of_work import UnitOfWork

__all__ = ["LocalRootKey", "RootKey", "RootKeyFile", "Store", "UnitOfWork"]
