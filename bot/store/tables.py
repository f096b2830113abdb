"""The tables of the main database. A dump of it shows random ids, times and states: no number, name or word of anybody.

Those of the desk are in `bot.store.desk_tables`, those of check-ins and safety plans in `bot.store.care_tables`.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Index, Integer, String, Table, UniqueConstraint, false

import bot.store.care_tables
import bot.store.desk_tables  # noqa: F401 - the tables of both belong to this metadata
from bot.store.columns import UtcDateTime, plain, sealed
from bot.store.table_parts import (
    COLLEAGUE,
    COUNT,
    KEYED,
    PROOF,
    RANDOM,
    WHAT,
    WHEN,
    conversation_link,
    one_of,
    order,
    row_id,
    subject,
)
from bot.store.table_parts import metadata as metadata

conversation = Table(
    "conversation",
    metadata,
    row_id(),
    subject(),
    plain("channel", String, why=WHAT),
    plain("kind", String, why=WHAT, server_default="youth"),
    plain("version", Integer, why=COUNT),
    plain("language", String, why="en or es, so the desk can route a conversation it may not read", nullable=True),
    sealed("state", holds="json"),
    plain("paused_at", UtcDateTime, why=WHEN, nullable=True),
    plain("turn_due_at", UtcDateTime, why=WHEN, nullable=True, index=True),
    plain("created_at", UtcDateTime, why=WHEN),
    plain("last_inbound_at", UtcDateTime, why=WHEN),
    plain("lease_holder", String, why="the random name of a worker", nullable=True),
    plain("lease_until", UtcDateTime, why=WHEN, nullable=True),
    UniqueConstraint("subject_id", "channel"),
    one_of("kind", "youth", "staff"),
)

contact = Table(
    "contact",
    metadata,
    row_id(),
    subject(),
    plain("channel", String, why=WHAT),
    sealed("address"),
    UniqueConstraint("subject_id", "channel"),
)

inbound_message = Table(
    "inbound_message",
    metadata,
    order(),
    plain("id", String, why=RANDOM, unique=True),
    conversation_link(),
    subject(),
    plain("status", String, why=WHAT),
    plain("kind", String, why=WHAT),
    sealed("text"),
    plain("received_at", UtcDateTime, why=WHEN),
    plain("handled_at", UtcDateTime, why=WHEN, nullable=True),
    one_of("status", "received", "handled"),
    one_of("kind", "text", "picture", "location", "long", "empty", "unreadable"),
    Index("ix_inbound_message_waiting", "conversation_id", "status"),
)

outbound_message = Table(
    "outbound_message",
    metadata,
    row_id(),
    conversation_link(),
    subject(),
    plain("channel", String, why=WHAT),
    plain("position", Integer, why=COUNT),
    plain("status", String, why=WHAT),
    plain(
        "reason", String, why="why it was not sent, in a word of ours or an error number of the provider", nullable=True
    ),
    plain("purpose", String, why=WHAT),
    plain("advocate_id", String, why=COLLEAGUE, nullable=True),
    sealed("text"),
    plain("private", Boolean, why="a yes or no that the desk must respect", server_default=false()),
    plain("provider_key", String, why=KEYED, nullable=True, index=True),
    plain("created_at", UtcDateTime, why=WHEN),
    plain("next_attempt_at", UtcDateTime, why=WHEN),
    plain("expires_at", UtcDateTime, why=WHEN),
    plain("attempts", Integer, why=COUNT),
    plain("handed_over_at", UtcDateTime, why=WHEN, nullable=True),
    plain("sent_at", UtcDateTime, why=WHEN, nullable=True),
    plain("finished_at", UtcDateTime, why=WHEN, nullable=True),
    UniqueConstraint("conversation_id", "position"),
    one_of("status", "queued", "sending", "sent", "delivered", "failed", "expired"),
    one_of("purpose", "reply", "safety", "confirmation", "started"),
    Index("ix_outbound_message_work", "status", "next_attempt_at"),
)

delivery_report = Table(
    "delivery_report",
    metadata,
    order(),
    plain("provider_key", String, why=KEYED, index=True),
    plain("status", String, why=WHAT),
    plain("reason", String, why="an error number of the provider", nullable=True),
    plain("at", UtcDateTime, why=WHEN, index=True),
)

seen_message = Table(
    "seen_message",
    metadata,
    plain("key", String, primary_key=True, why=KEYED),
    plain("at", UtcDateTime, why=WHEN, index=True),
)

timer = Table(
    "timer",
    metadata,
    row_id(),
    plain("kind", String, why=WHAT),
    subject(nullable=True),
    conversation_link(nullable=True),
    plain("due_at", UtcDateTime, why=WHEN, index=True),
    plain("version", Integer, why=COUNT),
    plain("created_at", UtcDateTime, why=WHEN),
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
    row_id(),
    subject(),
    plain("purpose", String, why=PROOF),
    plain("wording_version", String, why=PROOF),
    plain("language", String, why=PROOF),
    plain("given_at", UtcDateTime, why=PROOF),
    plain("expires_at", UtcDateTime, why=PROOF),
    plain("withdrawn_at", UtcDateTime, why=PROOF, nullable=True),
)

notice = Table(
    "notice",
    metadata,
    row_id(),
    subject(),
    conversation_link(),
    plain("kind", String, why=PROOF),
    plain("wording_version", String, why=PROOF),
    plain("language", String, why=PROOF),
    plain("told_at", UtcDateTime, why=PROOF),
)

referral = Table(
    "referral",
    metadata,
    row_id(),
    subject(),
    conversation_link(),
    plain("status", String, why=WHAT),
    plain("agency", String, why="the agency that must be told of it; the subject is a random id"),
    sealed("reference"),
    sealed("details", holds="json"),
    plain("submitted_at", UtcDateTime, why=WHEN),
    plain("expires_at", UtcDateTime, why=WHEN),
    plain("withdrawn_at", UtcDateTime, why=WHEN, nullable=True),
    one_of("status", "submitted", "withdrawn"),
)

handoff = Table(
    "handoff",
    metadata,
    row_id(),
    subject(),
    conversation_link(),
    plain("status", String, why=WHAT),
    plain("reason", String, why=WHAT),
    plain("priority", Integer, why="the desk's queue is ordered by it"),
    plain("requested_at", UtcDateTime, why=WHEN),
    plain("closed_at", UtcDateTime, why=WHEN, nullable=True),
    plain("version", Integer, why=COUNT, server_default="1"),
    plain("offered_at", UtcDateTime, why=WHEN, nullable=True),
    plain("ladder_step", Integer, why=COUNT, server_default="0"),
    plain("claimed_by", String, why=COLLEAGUE, nullable=True),
    plain("claimed_at", UtcDateTime, why=WHEN, nullable=True),
    plain("joined_at", UtcDateTime, why=WHEN, nullable=True),
    plain("transfer_to", String, why=COLLEAGUE, nullable=True),
    plain("shares", Boolean, why="a yes or no that the desk must respect before it can open anything", nullable=True),
    plain("told_at", UtcDateTime, why=WHEN, nullable=True),
    plain("closed_by", String, why=COLLEAGUE, nullable=True),
    plain("disposition", String, why=WHAT, nullable=True),
    one_of("status", "requested", "offered", "claimed", "closed", "lapsed"),
    one_of("reason", "asked", "risk", "engine", "paused", "recontact", "checkin", "duress"),
    Index("ix_handoff_status", "status"),
)

alert = Table(
    "alert",
    metadata,
    row_id(),
    plain("kind", String, why=WHAT),
    subject(nullable=True),
    conversation_link(nullable=True),
    plain("created_at", UtcDateTime, why=WHEN),
    plain("acknowledged_at", UtcDateTime, why=WHEN, nullable=True),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    order(),
    plain("id", String, why=RANDOM, unique=True),
    plain("at", UtcDateTime, why=PROOF),
    plain("event", String, why=WHAT),
    plain("actor", String, why="the id of a colleague or the name of a program of ours"),
    subject(nullable=True),
    plain("place", BigInteger, why=COUNT, nullable=True),
    plain("mac", String, why="a keyed hash over the entry and all before it; the key is not here", nullable=True),
    Index("ix_audit_entry_place", "place", unique=True),
)

audit_mark = Table(
    "audit_mark",
    metadata,
    plain(
        "place", BigInteger, primary_key=True, autoincrement=False, why="the place of the last entry that was dropped"
    ),
    plain("mac", String, why="the keyed hash of that entry, on which the kept ones build"),
    plain("seal", String, why="a keyed hash over both, so that only this service can drop entries unnoticed"),
)
