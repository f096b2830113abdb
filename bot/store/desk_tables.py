"""The tables of the desk: who works at it, how they sign in, when they are on shift, whom it called, what it notes."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Index, Integer, String, Table

from bot.store.columns import UtcDateTime, WallTime, Weekdays, Words, plain, sealed
from bot.store.table_parts import (
    COLLEAGUE,
    COUNT,
    RANDOM,
    WHAT,
    WHEN,
    advocate_link,
    conversation_link,
    metadata,
    one_of,
    order,
    row_id,
    subject,
)

_ROTA: Final = "when a colleague works, as it hangs on the wall of the office; no youth is in it"
_HASHED: Final = "the SHA-256 of a random token; the token itself is only with its owner"
_PUBLIC: Final = "the public half of a credential: it lets nobody in"

advocate = Table(
    "advocate",
    metadata,
    row_id(),
    subject(),
    plain("login", String, why="a handle that a colleague signs in with, not their name", unique=True),
    plain("role", String, why=WHAT),
    plain("status", String, why=WHAT),
    plain("language", String, why="en or es, of the desk's pages"),
    plain("speaks", Words, why="the rota chooses by it"),
    sealed("name"),
    sealed("phone", nullable=True),
    plain(
        "page_conversation_id",
        String,
        ForeignKey("conversation.id", ondelete="SET NULL"),
        why=RANDOM,
        nullable=True,
        index=True,
    ),
    sealed("password", nullable=True),
    sealed("totp", nullable=True),
    plain(
        "totp_step",
        BigInteger,
        why="a half minute in time that was used up; it tells nothing of the secret",
        nullable=True,
    ),
    plain("away", Boolean, why=WHAT),
    plain("created_at", UtcDateTime, why=WHEN),
    one_of("role", "advocate", "supervisor", "staff", "admin"),
    one_of("status", "invited", "active", "disabled"),
)

passkey = Table(
    "passkey",
    metadata,
    row_id(),
    advocate_link(),
    subject(),
    plain("credential_id", String, why=_PUBLIC, unique=True),
    plain("public_key", String, why=_PUBLIC),
    plain("sign_count", BigInteger, why=COUNT),
    sealed("label"),
    plain("created_at", UtcDateTime, why=WHEN),
    plain("used_at", UtcDateTime, why=WHEN, nullable=True),
)

invitation = Table(
    "invitation",
    metadata,
    plain("id", String, primary_key=True, why=_HASHED),
    advocate_link(),
    plain("created_at", UtcDateTime, why=WHEN),
    plain("expires_at", UtcDateTime, why=WHEN),
    plain("used_at", UtcDateTime, why=WHEN, nullable=True),
)

desk_session = Table(
    "desk_session",
    metadata,
    plain("id", String, primary_key=True, why=_HASHED),
    advocate_link(),
    plain("created_at", UtcDateTime, why=WHEN),
    plain("seen_at", UtcDateTime, why=WHEN),
    plain("stepped_up_at", UtcDateTime, why=WHEN, nullable=True),
    plain("ended_at", UtcDateTime, why=WHEN, nullable=True),
)

challenge = Table(
    "challenge",
    metadata,
    row_id(),
    plain("purpose", String, why=WHAT),
    advocate_link(nullable=True),
    plain("value", String, why="random, good for once and for minutes"),
    plain("expires_at", UtcDateTime, why=WHEN),
    one_of("purpose", "register", "sign_in", "step_up"),
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    order(),
    plain("key", String, why="a keyed hash of a login or of a network address; the key is not in this database"),
    plain("at", UtcDateTime, why=WHEN),
    Index("ix_sign_in_failure_key_at", "key", "at"),
)

shift = Table(
    "shift",
    metadata,
    row_id(),
    advocate_link(),
    plain("days", Weekdays, why=_ROTA),
    plain("begins", WallTime, why=_ROTA),
    plain("ends", WallTime, why=_ROTA),
    plain("zone", String, why=_ROTA),
    plain("from_day", Date, why=_ROTA),
    plain("until_day", Date, why=_ROTA, nullable=True),
)

shift_exception = Table(
    "shift_exception",
    metadata,
    row_id(),
    advocate_link(),
    plain("day", Date, why=_ROTA, index=True),
    plain("kind", String, why=_ROTA),
    plain("begins", WallTime, why=_ROTA, nullable=True),
    plain("ends", WallTime, why=_ROTA, nullable=True),
    plain("zone", String, why=_ROTA),
    one_of("kind", "off", "extra"),
)

page = Table(
    "page",
    metadata,
    row_id(),
    plain("handoff_id", String, ForeignKey("handoff.id", ondelete="CASCADE"), why=RANDOM, index=True),
    conversation_link(),
    subject(),
    plain("advocate_id", String, why=COLLEAGUE, index=True),
    plain("outbound_id", String, why=RANDOM),
    plain("step", Integer, why=COUNT),
    plain("sent_at", UtcDateTime, why=WHEN),
    plain("acknowledged_at", UtcDateTime, why=WHEN, nullable=True),
)

note = Table(
    "note",
    metadata,
    row_id(),
    conversation_link(),
    subject(),
    plain("advocate_id", String, why=COLLEAGUE),
    sealed("text"),
    plain("created_at", UtcDateTime, why=WHEN),
)

typing = Table(
    "typing",
    metadata,
    plain("conversation_id", String, ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True, why=RANDOM),
    plain("advocate_id", String, primary_key=True, why=COLLEAGUE),
    plain("until", UtcDateTime, why=WHEN, index=True),
)

desk_mark = Table(
    "desk_mark",
    metadata,
    plain("id", Integer, primary_key=True, autoincrement=False, why="there is one row"),
    plain("count", BigInteger, why="how often something that the desk shows was written"),
)
