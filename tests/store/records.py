"""Records to store, with every field filled and only what a test cares about to be named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.care.ids import ConversationId, SubjectId, new_id
from bot.care.program import Retention
from bot.store import (
    Alert,
    AuditEntry,
    Consent,
    ContactAddress,
    Conversation,
    Handoff,
    InboundMessage,
    Notice,
    OutboundMessage,
    Referral,
    Store,
    Timer,
)

NOW = datetime(2027, 3, 1, 20, 0, tzinfo=UTC)
NUMBER = "+12145550123"
RETENTION = Retention(
    conversation=timedelta(hours=24),
    messages=timedelta(days=7),
    referral=timedelta(days=90),
    referral_consent=timedelta(days=90),
    checkins=timedelta(days=30),
    checkins_consent=timedelta(days=365),
    safety_plan=timedelta(days=365),
    handoff=timedelta(days=30),
    seen=timedelta(days=30),
    reports=timedelta(days=7),
    audit=timedelta(days=365),
)


class SetClock:
    """A clock that stands where the test put it."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


async def a_subject(store: Store, number: str = NUMBER) -> SubjectId:
    subject_id = await store.keys.resolve("sms", number, create=True)
    assert subject_id is not None
    return subject_id


async def a_stored_conversation(store: Store, number: str = NUMBER, **fields: Any) -> Conversation:
    """A conversation that is already committed."""
    record = conversation(await a_subject(store, number), **fields)
    async with store.unit_of_work() as uow:
        await uow.conversations.add(record)
        await uow.commit()
    return record


def conversation(subject_id: SubjectId, **fields: Any) -> Conversation:
    known = {"id": ConversationId(new_id()), "channel": "sms", "state": {}, "created_at": NOW, "last_inbound_at": NOW}
    return Conversation(subject_id=subject_id, **{**known, **fields})


def contact(talk: Conversation, **fields: Any) -> ContactAddress:
    known = {"id": new_id(), "channel": talk.channel, "address": NUMBER}
    return ContactAddress(subject_id=talk.subject_id, **{**known, **fields})


def inbound(talk: Conversation, **fields: Any) -> InboundMessage:
    known = {"id": new_id(), "kind": "text", "text": "hola", "received_at": NOW}
    return InboundMessage(conversation_id=talk.id, subject_id=talk.subject_id, **{**known, **fields})


def outbound(talk: Conversation, position: int = 1, **fields: Any) -> OutboundMessage:
    known = {
        "id": new_id(),
        "channel": talk.channel,
        "purpose": "reply",
        "text": "Hi, this is Puente.",
        "created_at": NOW,
        "next_attempt_at": NOW,
        "expires_at": NOW + timedelta(hours=1),
    }
    return OutboundMessage(
        conversation_id=talk.id, subject_id=talk.subject_id, position=position, **{**known, **fields}
    )


def timer(talk: Conversation | None = None, **fields: Any) -> Timer:
    known: dict[str, Any] = {"id": new_id(), "kind": "retention", "due_at": NOW, "created_at": NOW}
    if talk is not None:
        known |= {"subject_id": talk.subject_id, "conversation_id": talk.id}
    return Timer(**{**known, **fields})


def consent(subject_id: SubjectId, **fields: Any) -> Consent:
    known = {
        "id": new_id(),
        "purpose": "referral",
        "wording_version": "1",
        "language": "en",
        "given_at": NOW,
        "expires_at": NOW + timedelta(days=90),
    }
    return Consent(subject_id=subject_id, **{**known, **fields})


def notice(talk: Conversation, **fields: Any) -> Notice:
    known = {"id": new_id(), "kind": "what_is_kept", "wording_version": "1", "language": "es", "told_at": NOW}
    return Notice(subject_id=talk.subject_id, conversation_id=talk.id, **{**known, **fields})


def referral(talk: Conversation, **fields: Any) -> Referral:
    known = {
        "id": new_id(),
        "agency": "north",
        "reference": "maple",
        "details": {"name": "Sky"},
        "submitted_at": NOW,
        "expires_at": NOW + timedelta(days=90),
    }
    return Referral(subject_id=talk.subject_id, conversation_id=talk.id, **{**known, **fields})


def handoff(talk: Conversation, **fields: Any) -> Handoff:
    known = {"id": new_id(), "reason": "asked", "priority": 2, "requested_at": NOW}
    return Handoff(subject_id=talk.subject_id, conversation_id=talk.id, **{**known, **fields})


def alert(talk: Conversation | None = None, **fields: Any) -> Alert:
    known: dict[str, Any] = {"id": new_id(), "kind": "engine_down", "created_at": NOW}
    if talk is not None:
        known |= {"subject_id": talk.subject_id, "conversation_id": talk.id}
    return Alert(**{**known, **fields})


def audit(subject_id: SubjectId | None = None, **fields: Any) -> AuditEntry:
    known = {"id": new_id(), "at": NOW, "event": "youth:conversation:opened", "actor": "inbox"}
    return AuditEntry(subject_id=subject_id, **{**known, **fields})
