"""What the repositories take and give: frozen values.

All datetimes are aware and in UTC; what is sealed at rest never shows in a repr.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.care.ids import AdvocateId, ConversationId, SubjectId
from bot.store.care_records import Checkin as Checkin
from bot.store.care_records import CheckinPlan as CheckinPlan
from bot.store.care_records import CheckinStatus as CheckinStatus
from bot.store.care_records import PlanStatus as PlanStatus
from bot.store.care_records import SafetyPlan as SafetyPlan
from bot.store.care_records import SkipReason as SkipReason
from bot.store.desk_records import Advocate as Advocate
from bot.store.desk_records import AdvocateStatus as AdvocateStatus
from bot.store.desk_records import Challenge as Challenge
from bot.store.desk_records import ChallengePurpose as ChallengePurpose
from bot.store.desk_records import DeskSession as DeskSession
from bot.store.desk_records import ExceptionKind as ExceptionKind
from bot.store.desk_records import Invitation as Invitation
from bot.store.desk_records import Note as Note
from bot.store.desk_records import Overview as Overview
from bot.store.desk_records import Page as Page
from bot.store.desk_records import Passkey as Passkey
from bot.store.desk_records import Role as Role
from bot.store.desk_records import Said as Said
from bot.store.desk_records import Shift as Shift
from bot.store.desk_records import ShiftException as ShiftException
from bot.store.desk_records import Speaker as Speaker

InboundStatus = Literal["received", "handled"]
InboundKind = Literal["text", "picture", "location", "long", "empty", "unreadable"]
OutboundStatus = Literal["queued", "sending", "sent", "delivered", "failed", "expired"]
OutboundPurpose = Literal["reply", "safety", "confirmation", "started"]
ReferralStatus = Literal["submitted", "withdrawn"]
HandoffStatus = Literal["requested", "offered", "claimed", "closed", "lapsed"]
HandoffReason = Literal["asked", "risk", "engine", "paused", "recontact", "checkin", "duress"]
ConversationKind = Literal["youth", "staff"]


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """The talk with one subject on one channel, and where it stands. Pages to an advocate go through one of kind staff."""

    id: ConversationId
    subject_id: SubjectId
    channel: str
    kind: ConversationKind = "youth"
    version: int = 1  # counts the saves; a save with an old version is refused
    language: str | None = None  # "en" | "es" once known
    state: dict[str, Any] = field(repr=False)  # JSON; sealed
    paused_at: datetime | None = None  # since when the bot is silent because of a STOP
    turn_due_at: datetime | None = None  # when the waiting messages are to be answered
    created_at: datetime
    last_inbound_at: datetime


@dataclass(frozen=True, kw_only=True)
class ContactAddress:
    """Where a subject is reached on a channel."""

    id: str
    subject_id: SubjectId
    channel: str
    address: str = field(repr=False)  # sealed


@dataclass(frozen=True, kw_only=True)
class InboundMessage:
    """A message that came in: received -> handled."""

    id: str
    conversation_id: ConversationId
    subject_id: SubjectId
    status: InboundStatus = "received"
    kind: InboundKind
    text: str = field(repr=False)  # sealed
    received_at: datetime
    handled_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class OutboundMessage:
    """A message that leaves the house.

    queued -> sending -> sent -> delivered | failed;  queued | sending -> failed | expired;  sending -> queued for another try.
    """

    id: str
    conversation_id: ConversationId
    subject_id: SubjectId
    channel: str
    position: int  # the order inside the conversation: a message waits until the ones before it have left
    status: OutboundStatus = "queued"
    reason: str | None = None  # why it failed, expired or waits: a word of ours or an error number of the provider
    purpose: OutboundPurpose
    advocate_id: AdvocateId | None = None  # who wrote it; None for the program's own words
    text: str = field(repr=False)  # sealed
    private: bool = False  # meant for the phone alone: no thread shows it, and it is dropped once it has gone out
    provider_key: str | None = None  # the tombstone of the provider's id, once sent
    created_at: datetime
    next_attempt_at: datetime
    expires_at: datetime  # too late to be useful from then on
    attempts: int = 0
    handed_over_at: datetime | None = None  # when the last try began
    sent_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DeliveryReport:
    """What a provider said of a message before we had noted its id."""

    provider_key: str
    status: str
    reason: str | None = None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Timer:
    """Something to do at or after a time; whoever fires it names the version, and a stale one does nothing."""

    id: str
    kind: str
    subject_id: SubjectId | None = None
    conversation_id: ConversationId | None = None
    due_at: datetime
    version: int = 1
    created_at: datetime
    payload: dict[str, Any] | None = field(default=None, repr=False)  # JSON; sealed when there is a subject


@dataclass(frozen=True, kw_only=True)
class Consent:
    """A yes of a subject to one purpose, in the words of one wording."""

    id: str
    subject_id: SubjectId
    purpose: str
    wording_version: str
    language: str
    given_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something a subject was told and must have been told."""

    id: str
    subject_id: SubjectId
    conversation_id: ConversationId
    kind: str
    wording_version: str
    language: str
    told_at: datetime


@dataclass(frozen=True, kw_only=True)
class Referral:
    """What a subject asked an agency for: submitted -> withdrawn."""

    id: str
    subject_id: SubjectId
    conversation_id: ConversationId
    status: ReferralStatus = "submitted"
    agency: str
    reference: str = field(repr=False)  # the word the subject can ask about; sealed
    details: dict[str, Any] = field(repr=False)  # JSON; sealed
    submitted_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Handoff:
    """A subject waits for a person, or talks with one.

    requested -> offered -> claimed -> closed;  any open one -> closed | lapsed;  offered | claimed -> requested when
    it goes back to the queue.
    """

    id: str
    subject_id: SubjectId
    conversation_id: ConversationId
    status: HandoffStatus = "requested"
    reason: HandoffReason
    priority: int  # 0 is the most urgent
    requested_at: datetime
    closed_at: datetime | None = None
    version: int = 1  # counts the writes
    offered_at: datetime | None = None  # when an advocate was last called to it
    ladder_step: int = 0  # how many rungs of the ladder were called
    claimed_by: AdvocateId | None = None
    claimed_at: datetime | None = None
    joined_at: datetime | None = None  # since when the youth knows that a person is there
    transfer_to: AdvocateId | None = None  # whom its advocate asked to take over
    shares: bool | None = None  # whether the youth lets the advocate see what was said before; None while not answered
    told_at: datetime | None = None  # when the youth last heard that they still wait
    closed_by: AdvocateId | None = None
    disposition: str | None = None  # how it ended, a word of ours


@dataclass(frozen=True, kw_only=True)
class Alert:
    """Something the desk must know of."""

    id: str
    kind: str
    subject_id: SubjectId | None = None
    conversation_id: ConversationId | None = None
    created_at: datetime
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """Who did what: the event is `source:subject:action` in words of ours. Erasing a subject takes its id out of its entries."""

    id: str
    at: datetime
    event: str
    actor: str
    subject_id: SubjectId | None = None
