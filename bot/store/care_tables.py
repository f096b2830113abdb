"""The tables of check-ins and safety plans."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from bot.store.columns import UtcDateTime, plain, sealed
from bot.store.table_parts import (
    COLLEAGUE,
    COUNT,
    RANDOM,
    WHAT,
    WHEN,
    conversation_link,
    metadata,
    one_of,
    row_id,
    subject,
)

checkin_plan = Table(
    "checkin_plan",
    metadata,
    row_id(),
    subject(),
    conversation_link(),
    plain("status", String, why=WHAT),
    plain("version", Integer, why=COUNT),
    sealed("details", holds="json"),
    plain("next_at", UtcDateTime, why=WHEN, nullable=True, index=True),
    plain("set_up_by", String, why=COLLEAGUE, nullable=True),
    plain("created_at", UtcDateTime, why=WHEN),
    plain("changed_at", UtcDateTime, why=WHEN),
    one_of("status", "proposed", "active", "paused", "stopped", "ended"),
)

# No column of it tells an answer under duress from an ok: who reads over a shoulder, or steals a dump, sees the same.
checkin = Table(
    "checkin",
    metadata,
    row_id(),
    plain("plan_id", String, ForeignKey("checkin_plan.id", ondelete="CASCADE"), why=RANDOM, index=True),
    subject(),
    conversation_link(),
    plain("status", String, why=WHAT),
    plain("version", Integer, why=COUNT),
    plain("reason", String, why=WHAT, nullable=True),
    plain("due_at", UtcDateTime, why=WHEN, index=True),
    plain("asked_at", UtcDateTime, why=WHEN, nullable=True),
    plain("asked_again_at", UtcDateTime, why=WHEN, nullable=True),
    plain("missed_at", UtcDateTime, why=WHEN, nullable=True),
    plain("answered_at", UtcDateTime, why=WHEN, nullable=True),
    plain("acknowledged_by", String, why=COLLEAGUE, nullable=True),
    plain("acknowledged_at", UtcDateTime, why=WHEN, nullable=True),
    one_of("status", "asked", "asked_again", "missed", "escalated", "ok", "not_ok", "talk", "skipped", "too_late"),
    one_of("reason", "talking", "asked_for_silence", "with_a_person", "texts_stopped"),
    Index("ix_checkin_status", "status"),
)

safety_plan = Table(
    "safety_plan",
    metadata,
    row_id(),
    subject(),
    conversation_link(),
    plain("version", Integer, why=COUNT),
    sealed("parts", holds="json"),
    sealed("word"),
    plain("shared", Boolean, why="a yes or no that the desk must respect before it can open anything"),
    plain("wrong_words", Integer, why=COUNT),
    plain("locked_until", UtcDateTime, why=WHEN, nullable=True),
    plain("created_at", UtcDateTime, why=WHEN),
    plain("changed_at", UtcDateTime, why=WHEN),
    UniqueConstraint("subject_id"),
)
