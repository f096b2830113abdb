"""The store: sealed rows in one database, keys in another, and the unit of work as the only place that commits."""

from bot.store.key_store import KeyStore
from bot.store.records import (
    Alert,
    AuditEntry,
    Consent,
    ContactAddress,
    Conversation,
    DeliveryReport,
    Handoff,
    InboundMessage,
    Notice,
    OutboundMessage,
    Referral,
    Timer,
)
from bot.store.root_keys import LocalRootKey, RootKey, RootKeyFile
from bot.store.sealing import Sealer
from bot.store.store import Store
from bot.store.sweeping import Swept, sweep
from bot.store.unit_of_work import UnitOfWork

__all__ = [
    "Alert",
    "AuditEntry",
    "Consent",
    "ContactAddress",
    "Conversation",
    "DeliveryReport",
    "Handoff",
    "InboundMessage",
    "KeyStore",
    "LocalRootKey",
    "Notice",
    "OutboundMessage",
    "Referral",
    "RootKey",
    "RootKeyFile",
    "Sealer",
    "Store",
    "Swept",
    "Timer",
    "UnitOfWork",
    "sweep",
]
