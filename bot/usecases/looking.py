"""What advocates note, read and open at the desk beside the talk itself. Whoever looks leaves a trace in the audit."""

from __future__ import annotations

from datetime import datetime

from bot.care.handoffs import may
from bot.care.ids import ConversationId, SubjectId, new_id
from bot.care.rota import ANSWERING
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import Advocate, Conversation, Handoff, Note

LONGEST_NOTE = 4000  # characters


async def add_note(
    uow: UnitOfWork, handoff: Handoff | None, conversation: Conversation, advocate: Advocate, text: str, now: datetime
) -> Note:
    """Something for colleagues. Only whoever has the conversation, or a supervisor, writes it."""
    if handoff is not None and not may("note", handoff, advocate):
        raise WrongInput("this conversation is not yours")
    if handoff is None and advocate.role != "supervisor":
        raise WrongInput("this conversation is not yours")
    return await _noted(uow, conversation, advocate, text, now)


async def note_checkin(uow: UnitOfWork, checkin_id: str, advocate: Advocate, text: str, now: datetime) -> Note:
    """Something for colleagues about a check-in. Everybody who answers may write it, for all of them look after the board."""
    checkin = await uow.checkins.get(checkin_id)
    conversation = await uow.conversations.get(checkin.conversation_id) if checkin else None
    if conversation is None or advocate.role not in ANSWERING:
        raise WrongInput("this check-in is not kept any more")
    return await _noted(uow, conversation, advocate, text, now)


async def _noted(uow: UnitOfWork, conversation: Conversation, advocate: Advocate, text: str, now: datetime) -> Note:
    kept = text.strip()
    if not kept or len(kept) > LONGEST_NOTE:
        raise WrongInput(f"a note has 1 to {LONGEST_NOTE} characters")
    note = Note(
        id=new_id(),
        conversation_id=conversation.id,
        subject_id=conversation.subject_id,
        advocate_id=advocate.id,
        text=kept,
        created_at=now,
    )
    await uow.notes.add(note)
    note_audit(uow, "advocate:note:added", advocate, now, conversation.subject_id)
    return note


async def acknowledge_alert(uow: UnitOfWork, alert_id: str, advocate: Advocate, now: datetime) -> None:
    """An alert was seen to. `ConflictError` at the commit if a colleague was faster."""
    alert = next((one for one in await uow.alerts.open() if one.id == alert_id), None)
    if alert is None:
        raise WrongInput("this alert was seen to already")
    uow.alerts.acknowledge(alert.id, now)
    note_audit(uow, "advocate:alert:acknowledged", advocate, now, alert.subject_id)


async def look_back(
    uow: UnitOfWork, conversation_id: ConversationId, advocate: Advocate, reason: str, now: datetime
) -> None:
    """Open what was said before, with a reason. The reason stays as a note, that it was done stays in the audit."""
    conversation = await uow.conversations.get(conversation_id)
    if conversation is None or conversation.kind != "youth":
        raise WrongInput("this conversation is not kept any more")
    handoff = await uow.handoffs.open_for(conversation_id)
    allowed = advocate.role == "supervisor" if handoff is None else may("look_back", handoff, advocate)
    if not allowed:
        raise WrongInput("this may be opened by a supervisor, or where there is a risk")
    if not reason.strip():
        raise WrongInput("a reason is needed")
    await uow.notes.add(
        Note(
            id=new_id(),
            conversation_id=conversation.id,
            subject_id=conversation.subject_id,
            advocate_id=advocate.id,
            text=reason.strip()[:LONGEST_NOTE],
            created_at=now,
        )
    )
    note_audit(uow, "advocate:conversation:opened_with_reason", advocate, now, conversation.subject_id)


async def unmask(uow: UnitOfWork, conversation: Conversation, advocate: Advocate, now: datetime) -> str:
    """The youth's number, in full. Only for whoever has the conversation, or a supervisor; noted."""
    handoff = await uow.handoffs.open_for(conversation.id)
    mine = handoff is not None and handoff.status == "claimed" and handoff.claimed_by == advocate.id
    if not mine and advocate.role != "supervisor":
        raise WrongInput("this conversation is not yours")
    address = await uow.contacts.address_of(conversation.subject_id, conversation.channel)
    if address is None:
        raise WrongInput("no number is kept")
    note_audit(uow, "advocate:contact:unmasked", advocate, now, conversation.subject_id)
    return address


def note_audit(
    uow: UnitOfWork, event: str, advocate: Advocate, now: datetime, subject_id: SubjectId | None = None
) -> None:
    """Who did what, at the desk."""
    uow.audit.note(event, now, actor=advocate.id, subject_id=subject_id)
