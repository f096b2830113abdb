"""What the repositories of check-ins and safety plans take and give: frozen values, aware datetimes in UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.care.ids import AdvocateId, ConversationId, SubjectId

PlanStatus = Literal["proposed", "active", "paused", "stopped", "ended"]
CheckinStatus = Literal[
    "asked", "asked_again", "missed", "escalated", "ok", "not_ok", "talk", "skipped", "too_late"
]  # fmt: skip
SkipReason = Literal["talking", "asked_for_silence", "with_a_person", "texts_stopped"]


@dataclass(frozen=True, kw_only=True)
class CheckinPlan:
    """When and how a youth wants to be asked.

    proposed -> active | ended;  active <-> paused;  active | paused -> stopped;  any -> ended.
    """

    id: str
    subject_id: SubjectId
    conversation_id: ConversationId
    status: PlanStatus
    version: int = 1  # counts the saves; a save with an old version is refused
    details: dict[str, Any] = field(repr=False)  # JSON; sealed
    next_at: datetime | None = None  # when the next question is due
    set_up_by: AdvocateId | None = None  # who proposed it; None when the youth set it up alone
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Checkin:
    """One time at which a youth was to be asked.

    asked -> asked_again -> missed -> escalated;  any of these -> ok | not_ok | talk | skipped. One that was never sent begins
    and ends as skipped or too_late. An answer given under duress is kept as `ok`: no column tells the two apart.
    """

    id: str
    plan_id: str
    subject_id: SubjectId
    conversation_id: ConversationId
    status: CheckinStatus
    version: int = 1  # counts the saves; a save with an old version is refused
    reason: SkipReason | None = None  # why it was skipped
    due_at: datetime
    asked_at: datetime | None = None
    asked_again_at: datetime | None = None
    missed_at: datetime | None = None  # when people were called
    answered_at: datetime | None = None
    acknowledged_by: AdvocateId | None = None
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SafetyPlan:
    """What a youth wrote down for themselves, and the word that opens it. A subject has one at most."""

    id: str
    subject_id: SubjectId
    conversation_id: ConversationId
    version: int = 1  # counts the saves; a save with an old version is refused
    parts: dict[str, str] = field(repr=False)  # JSON; sealed
    word: str = field(repr=False)  # sealed
    shared: bool = False  # whether an advocate may read it
    wrong_words: int = 0  # how often a wrong word was given since the last right one
    locked_until: datetime | None = None
    created_at: datetime
    changed_at: datetime
