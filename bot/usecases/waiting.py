"""What waits for people: alerts, handoffs and submitted referrals. Somebody must see them for the promises to be true."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.care.alerts import is_urgent
from bot.care.handoffs import WAITING
from bot.care.ids import ConversationId, SubjectId
from bot.errors import SubjectErased, WrongInput
from bot.store import Store, UnitOfWork
from bot.store.records import Referral
from bot.usecases.desk import carried_out
from bot.usecases.ending import end_handoff

_LAST_TEXTS = 10


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits. `urgency` 0 comes first; `what` is a word of ours, never anybody's words."""

    id: str
    sort: str  # "alert", "handoff" or "referral"
    what: str
    urgency: int
    since: datetime
    subject_id: SubjectId | None
    conversation_id: ConversationId | None


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What staff need to act: where the person is reached, what they wrote and what they agreed to pass on."""

    address: str | None = field(repr=False)
    paused: bool
    language: str | None
    referrals: tuple[dict[str, Any], ...] = field(repr=False)
    texts: tuple[str, ...] = field(default=(), repr=False)  # what they wrote last, oldest first


async def list_waiting(store: Store) -> list[Waiting]:
    """Everything that waits, the most urgent first, then the oldest. What somebody at the desk has taken waits no more."""
    async with store.unit_of_work() as uow:
        found = [
            *[
                Waiting(
                    id=alert.id,
                    sort="alert",
                    what=alert.kind,
                    urgency=0 if is_urgent(alert.kind) else 1,
                    since=alert.created_at,
                    subject_id=alert.subject_id,
                    conversation_id=alert.conversation_id,
                )
                for alert in await uow.alerts.open()
            ],
            *[
                Waiting(
                    id=handoff.id,
                    sort="handoff",
                    what=handoff.reason,
                    urgency=handoff.priority,
                    since=handoff.requested_at,
                    subject_id=handoff.subject_id,
                    conversation_id=handoff.conversation_id,
                )
                for handoff in await uow.handoffs.open()
                if handoff.status in WAITING
            ],
            *await _referrals(uow),
        ]
    return sorted(found, key=lambda waiting: (waiting.urgency, waiting.since))


async def open_one(store: Store, waiting_id: str, now: datetime) -> Opened:
    """Open what waits under an id, or under the beginning of one. Who looks is noted in the audit."""
    waiting = await _find(store, waiting_id)
    if waiting.subject_id is None:
        return Opened(address=None, paused=False, language=None, referrals=())
    async with store.unit_of_work() as uow:
        opened = await _opened(uow, waiting, now)
        uow.audit.note("staff:contact:unmasked", now, actor="staff", subject_id=waiting.subject_id)
        await uow.commit()
    return opened


async def settle(store: Store, waiting_id: str, now: datetime) -> Waiting:
    """An alert was seen to, or a handoff was taken care of. A referral ends by its own time or by the youth's word."""
    waiting = await _find(store, waiting_id)

    async def deed(uow: UnitOfWork) -> None:
        if waiting.sort == "alert":
            uow.alerts.acknowledge(waiting.id, now)
        elif waiting.sort == "handoff":
            await _settle_handoff(uow, waiting.id, now)
        else:
            raise WrongInput("a referral stays until its time is over or the young person takes it back")
        uow.audit.note(f"staff:{waiting.sort}:settled", now, actor="staff", subject_id=waiting.subject_id)

    await carried_out(store, deed)
    return waiting


async def _settle_handoff(uow: UnitOfWork, handoff_id: str, now: datetime) -> None:
    handoff = await uow.handoffs.get(handoff_id)
    conversation = await uow.conversations.get(handoff.conversation_id) if handoff else None
    if handoff is None or conversation is None or handoff.status not in WAITING:
        raise WrongInput("somebody at the desk has it by now, or it is over")
    await end_handoff(uow, handoff, conversation, now, disposition="settled")


async def _find(store: Store, waiting_id: str) -> Waiting:
    found = [waiting for waiting in await list_waiting(store) if waiting_id and waiting.id.startswith(waiting_id)]
    if len(found) != 1:
        raise WrongInput("nothing that waits has this id" if not found else "more than one id begins like this")
    return found[0]


async def _referrals(uow: UnitOfWork) -> list[Waiting]:
    found = []
    for subject_id in await uow.referrals.submitted_subjects():
        try:
            referrals = await uow.referrals.of_subject(subject_id)
        except SubjectErased:
            continue
        found += [
            Waiting(
                id=referral.id,
                sort="referral",
                what=referral.agency,
                urgency=2,
                since=referral.submitted_at,
                subject_id=subject_id,
                conversation_id=referral.conversation_id,
            )
            for referral in referrals
            if referral.status == "submitted"
        ]
    return found


async def _opened(uow: UnitOfWork, waiting: Waiting, now: datetime) -> Opened:
    if waiting.subject_id is None or waiting.conversation_id is None:
        return Opened(address=None, paused=False, language=None, referrals=())
    conversation = await uow.conversations.get(waiting.conversation_id)
    channel = conversation.channel if conversation else "sms"
    consents = {consent.purpose for consent in await uow.consents.current(waiting.subject_id, now)}
    referrals = await uow.referrals.of_subject(waiting.subject_id)
    texts = await uow.inbound.recent(waiting.conversation_id, _LAST_TEXTS) if waiting.sort != "referral" else []
    return Opened(
        address=await uow.contacts.address_of(waiting.subject_id, channel),
        paused=bool(conversation and conversation.paused_at),
        language=conversation.language if conversation else None,
        referrals=tuple(
            _passed_on(referral) for referral in referrals if referral.status == "withdrawn" or "referral" in consents
        ),
        texts=tuple(message.text or f"({message.kind})" for message in texts),
    )


def _passed_on(referral: Referral) -> dict[str, Any]:
    """What the agency may know; of one that was taken back, that it was."""
    status = {} if referral.status == "submitted" else {"taken back": "ask the agency to stop"}
    return {"reference": referral.reference, "agency": referral.agency, **status, **referral.details}
