"""The store: sealed rows in one database, keys in another, and the unit of work as the only place that commits."""

from bot.store.audit_log import AuditHead, AuditLog, AuditVerdict
from bot.store.key_store import KeyStore
from bot.store.records import (
    Advocate,
    Alert,
    AuditEntry,
    Challenge,
    Consent,
    ContactAddress,
    Conversation,
    DeliveryReport,
    DeskSession,
    Handoff,
    InboundMessage,
    Invitation,
    Note,
    Notice,
    OutboundMessage,
    Overview,
    Page,
    Passkey,
    Referral,
    Said,
    Shift,
    ShiftException,
    Timer,
)
from bot.store.root_keys import LocalRootKey, RootKey, RootKeyFile
from bot.store.sealing import Sealer
from bot.store.store import Store
from bot.store.sweeping import Swept, sweep
from bot.store.unit_of_work import UnitOfWork

__all__ = [
    "Advocate",
    "Alert",
    "AuditEntry",
    "AuditHead",
    "AuditLog",
    "AuditVerdict",
    "Challenge",
    "Consent",
    "ContactAddress",
    "Conversation",
    "DeliveryReport",
    "DeskSession",
    "Handoff",
    "InboundMessage",
    "Invitation",
    "KeyStore",
    "LocalRootKey",
    "Note",
    "Notice",
    "OutboundMessage",
    "Overview",
    "Page",
    "Passkey",
    "Referral",
    "RootKey",
    "RootKeyFile",
    "Said",
    "Sealer",
    "Shift",
    "ShiftException",
    "Store",
    "Swept",
    "Timer",
    "UnitOfWork",
    "sweep",
]
