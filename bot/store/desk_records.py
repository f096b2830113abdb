"""What the repositories of the desk take and give: the people at it, their sign-in, their shifts, and what they see.

As in `bot.store.records`: all datetimes are aware and in UTC; what is sealed at rest never shows in a repr.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from bot.care.ids import AdvocateId, ConversationId, SubjectId

Role = Literal["advocate", "supervisor", "staff", "admin"]
AdvocateStatus = Literal["invited", "active", "disabled"]
ChallengePurpose = Literal["register", "sign_in", "step_up"]
ExceptionKind = Literal["off", "extra"]
Speaker = Literal["youth", "program", "advocate"]


@dataclass(frozen=True, kw_only=True)
class Advocate:
    """Somebody with a place at the desk: invited -> active -> disabled.

    The subject is the advocate's own in the key store, `keys.resolve("desk", login, create=True)`.
    """

    id: AdvocateId
    subject_id: SubjectId
    login: str  # lower case, unique
    role: Role
    status: AdvocateStatus = "invited"
    language: str = "en"  # of the desk's pages, en or es
    speaks: tuple[str, ...] = ("en",)  # languages to answer in
    name: str = field(repr=False)  # the name that youths are told, chosen by the advocate; sealed
    phone: str | None = field(default=None, repr=False)  # where pages go; sealed
    page_conversation_id: ConversationId | None = None  # the staff conversation that pages go through
    password: str | None = field(default=None, repr=False)  # an argon2id hash; sealed
    totp: str | None = field(default=None, repr=False)  # the shared secret in base32; sealed
    totp_step: int | None = None  # the last time step that was used; an earlier or equal one is a replay
    away: bool = False  # stepped away: not on shift, whatever the rota says
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Passkey:
    """A WebAuthn credential of an advocate."""

    id: str
    advocate_id: AdvocateId
    subject_id: SubjectId  # the advocate's own
    credential_id: str  # base64url
    public_key: str  # base64url of the COSE key
    sign_count: int = 0
    label: str = field(repr=False)  # what its owner calls it; sealed
    created_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A one-time link. The id is the SHA-256 of its token in hexadecimal, so no row opens a door."""

    id: str
    advocate_id: AdvocateId
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DeskSession:
    """A sign-in that lasts. The id is the SHA-256 of the cookie's token in hexadecimal."""

    id: str
    advocate_id: AdvocateId
    created_at: datetime
    seen_at: datetime  # when the person last did something
    stepped_up_at: datetime | None = None  # when the person last proved anew who they are
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """What a passkey must sign; good for once and for a short time."""

    id: str
    purpose: ChallengePurpose
    advocate_id: AdvocateId | None = None
    value: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A recurring shift in wall time. When `ends` is not after `begins` it ends on the next day."""

    id: str
    advocate_id: AdvocateId
    days: frozenset[int]  # on which it begins; 0 is Monday
    begins: time
    ends: time
    zone: str  # an IANA name
    from_day: date
    until_day: date | None = None  # the last day on which it begins


@dataclass(frozen=True, kw_only=True)
class ShiftException:
    """One day that differs from the recurring shifts: off, or an extra shift. Off without times is the whole day."""

    id: str
    advocate_id: AdvocateId
    day: date
    kind: ExceptionKind
    begins: time | None = None
    ends: time | None = None
    zone: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """An advocate was called to a handoff by a text that says nothing of the youth."""

    id: str
    handoff_id: str
    conversation_id: ConversationId  # of the youth
    subject_id: SubjectId  # of the youth
    advocate_id: AdvocateId
    outbound_id: str  # the text in the staff conversation
    step: int  # which rung of the ladder
    sent_at: datetime
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    """What colleagues tell each other about a conversation."""

    id: str
    conversation_id: ConversationId
    subject_id: SubjectId  # of the youth
    advocate_id: AdvocateId
    text: str = field(repr=False)  # sealed
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Where a youth's conversation stands, without a word of it. The handoff is the open one, if there is one."""

    conversation_id: ConversationId
    channel: str
    language: str | None
    paused_at: datetime | None
    last_inbound_at: datetime
    handoff_id: str | None
    handoff_status: str | None
    claimed_by: AdvocateId | None
    priority: int | None


@dataclass(frozen=True, kw_only=True)
class Said:
    """One line of a thread, in or out."""

    id: str
    at: datetime  # received, or written
    who: Speaker
    advocate_id: AdvocateId | None = None
    kind: str  # of an inbound message its kind, of an outbound one its purpose
    text: str = field(repr=False)
    status: str | None = None  # of an outbound message; None for an inbound one
