"""The tables of the main database. A dump of it shows random ids, times and states: no number, name or word of anybody."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from bot.store.columns import Sequence, UtcDateTime, plain, sealed

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=_NAMES)

_RANDOM: Final = "a random id, derived from nothing"
_KEYED: Final = "a keyed hash of the provider's message id; the key is not in this database"
_WHEN: Final = "work is found by its time"
_WHAT: Final = "a word of our own vocabulary that work is found by"
_COUNT: Final = "a number that orders or guards writes"
_PROOF: Final = "what was agreed to and when must be provable; the subject is a random id"


def _id() -> Column[Any]:
    return plain("id", String, primary_key=True, why=_RANDOM)


def _subject(*, nullable: bool = False) -> Column[Any]:
    return plain("subject_id", String, why=_RANDOM, nullable=nullable, index=True)


def _conversation(*, nullable: bool = False) -> Column[Any]:
    link = ForeignKey("conversation.id", ondelete="CASCADE")
    return plain("conversation_id", String, link, why=_RANDOM, nullable=nullable, index=True)


def _order() -> Column[Any]:
    return plain("sequence", Sequence, primary_key=True, autoincrement=True, why="the order of writing")


def _one_of(column: str, *words: str) -> CheckConstraint:
    """The words a column may hold."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


conversation = Table(
    "conversation",
    metadata,
    _id(),
    _subject(),
    plain("channel", String, why=_WHAT),
    plain("version", Integer, why=_COUNT),
    plain("language", String, why="en or es, so the desk can route a conversation it may not read", nullable=True),
    sealed("state", holds="json"),
    plain("paused_at", UtcDateTime, why=_WHEN, nullable=True),
    plain("turn_due_at", UtcDateTime, why=_WHEN, nullable=True, index=True),
    plain("created_at", UtcDateTime, why=_WHEN),
    plain("last_inbound_at", UtcDateTime, why=_WHEN),
    plain("lease_holder", String, why="the random name of a worker", nullable=True),
    plain("lease_until", UtcDateTime, why=_WHEN, nullable=True),
    UniqueConstraint("subject_id", "channel"),
)

contact = Table(
    "contact",
    metadata,
    _id(),
    _subject(),
    plain("channel", String, why=_WHAT),
    sealed("address"),
    UniqueConstraint("subject_id", "channel"),
)

inbound_message = Table(
    "inbound_message",
    metadata,
    _order(),
    plain("id", String, why=_RANDOM, unique=True),
    _conversation(),
    _subject(),
    plain("status", String, why=_WHAT),
    plain("kind", String, why=_WHAT),
    sealed("text"),
    plain("received_at", UtcDateTime, why=_WHEN),
    plain("handled_at", UtcDateTime, why=_WHEN, nullable=True),
    _one_of("status", "received", "handled"),
    _one_of("kind", "text", "picture", "location", "long", "empty", "unreadable"),
    Index("ix_inbound_message_waiting", "conversation_id", "status"),
)

outbound_message = Table(
    "outbound_message",
    metadata,
    _id(),
    _conversation(),
    _subject(),
    plain("channel", String, why=_WHAT),
    plain("position", Integer, why=_COUNT),
    plain("status", String, why=_WHAT),
    plain(
        "reason", String, why="why it was not sent, in a word of ours or an error number of the provider", nullable=True
    ),
    plain("purpose", String, why=_WHAT),
    sealed("text"),
    plain("provider_key", String, why=_KEYED, nullable=True, index=True),
    plain("created_at", UtcDateTime, why=_WHEN),
    plain("next_attempt_at", UtcDateTime, why=_WHEN),
    plain("expires_at", UtcDateTime, why=_WHEN),
    plain("attempts", Integer, why=_COUNT),
    plain("handed_over_at", UtcDateTime, why=_WHEN, nullable=True),
    plain("sent_at", UtcDateTime, why=_WHEN, nullable=True),
    plain("finished_at", UtcDateTime, why=_WHEN, nullable=True),
    UniqueConstraint("conversation_id", "position"),
    _one_of("status", "queued", "sending", "sent", "delivered", "failed", "expired"),
    _one_of("purpose", "reply", "safety", "confirmation", "started"),
    Index("ix_outbound_message_work", "status", "next_attempt_at"),
)

delivery_report = Table(
    "delivery_report",
    metadata,
    _order(),
    plain("provider_key", String, why=_KEYED, index=True),
    plain("status", String, why=_WHAT),
    plain("reason", String, why="an error number of the provider", nullable=True),
    plain("at", UtcDateTime, why=_WHEN, index=True),
)

seen_message = Table(
    "seen_message",
    metadata,
    plain("key", String, primary_key=True, why=_KEYED),
    plain("at", UtcDateTime, why=_WHEN, index=True),
)

timer = Table(
    "timer",
    metadata,
    _id(),
    plain("kind", String, why=_WHAT),
    _subject(nullable=True),
    _conversation(nullable=True),
    plain("due_at", UtcDateTime, why=_WHEN, index=True),
    plain("version", Integer, why=_COUNT),
    plain("created_at", UtcDateTime, why=_WHEN),
    sealed("payload", holds="json", nullable=True),
    plain(
        "house_payload",
        JSON(none_as_null=True),
        why="ids and counts of a timer that belongs to no subject",
        nullable=True,
    ),
)

consent = Table(
    "consent",
    metadata,
    _id(),
    _subject(),
    plain("purpose", String, why=_PROOF),
    plain("wording_version", String, why=_PROOF),
    plain("language", String, why=_PROOF),
    plain("given_at", UtcDateTime, why=_PROOF),
    plain("expires_at", UtcDateTime, why=_PROOF),
    plain("withdrawn_at", UtcDateTime, why=_PROOF, nullable=True),
)

notice = Table(
    "notice",
    metadata,
    _id(),
    _subject(),
    _conversation(),
    plain("kind", String, why=_PROOF),
    plain("wording_version", String, why=_PROOF),
    plain("language", String, why=_PROOF),
    plain("told_at", UtcDateTime, why=_PROOF),
)

referral = Table(
    "referral",
    metadata,
    _id(),
    _subject(),
    _conversation(),
    plain("status", String, why=_WHAT),
    plain("agency", String, why="the agency that must be told of it; the subject is a random id"),
    sealed("reference"),
    sealed("details", holds="json"),
    plain("submitted_at", UtcDateTime, why=_WHEN),
    plain("expires_at", UtcDateTime, why=_WHEN),
    plain("withdrawn_at", UtcDateTime, why=_WHEN, nullable=True),
    _one_of("status", "submitted", "withdrawn"),
)

handoff = Table(
    "handoff",
    metadata,
    _id(),
    _subject(),
    _conversation(),
    plain("status", String, why=_WHAT),
    plain("reason", String, why=_WHAT),
    plain("priority", Integer, why="the desk's queue is ordered by it"),
    plain("requested_at", UtcDateTime, why=_WHEN),
    plain("closed_at", UtcDateTime, why=_WHEN, nullable=True),
    _one_of("status", "requested", "offered", "claimed", "closed", "lapsed"),
    _one_of("reason", "asked", "risk", "engine", "paused"),
)

alert = Table(
    "alert",
    metadata,
    _id(),
    plain("kind", String, why=_WHAT),
    _subject(nullable=True),
    _conversation(nullable=True),
    plain("created_at", UtcDateTime, why=_WHEN),
    plain("acknowledged_at", UtcDateTime, why=_WHEN, nullable=True),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    _order(),
    plain("id", String, why=_RANDOM, unique=True),
    plain("at", UtcDateTime, why=_PROOF),
    plain("event", String, why=_WHAT),
    plain("actor", String, why="the id of a colleague or the name of a program of ours"),
    _subject(nullable=True),
)
