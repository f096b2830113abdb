"""Records of the desk to store, with every field filled and only what a test cares about to be named."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from bot.care.ids import AdvocateId, new_id
from bot.store import (
    Advocate,
    Challenge,
    Conversation,
    DeskSession,
    Handoff,
    Invitation,
    Note,
    Page,
    Passkey,
    Shift,
    ShiftException,
    Store,
)
from tests.store.records import NOW, handoff

ANA, BEN = AdvocateId("a" * 32), AdvocateId("b" * 32)


async def an_advocate(store: Store, login: str = "ana", **fields: Any) -> Advocate:
    """An advocate who is not stored yet, with a key of their own."""
    subject_id = await store.keys.resolve("desk", login, create=True)
    assert subject_id is not None
    known = {"id": AdvocateId(new_id()), "role": "advocate", "name": "Ana", "created_at": NOW}
    return Advocate(subject_id=subject_id, login=login, **{**known, **fields})


async def a_stored_advocate(store: Store, login: str = "ana", **fields: Any) -> Advocate:
    record = await an_advocate(store, login, **fields)
    async with store.unit_of_work() as uow:
        await uow.advocates.add(record)
        await uow.commit()
    return record


async def a_stored_handoff(store: Store, talk: Conversation, **fields: Any) -> Handoff:
    record = handoff(talk, **fields)
    async with store.unit_of_work() as uow:
        uow.handoffs.add(record)
        await uow.commit()
    return record


def passkey(owner: Advocate, **fields: Any) -> Passkey:
    known = {"id": new_id(), "credential_id": new_id(), "public_key": "cGs", "label": "Phone", "created_at": NOW}
    return Passkey(advocate_id=owner.id, subject_id=owner.subject_id, **{**known, **fields})


def invitation(owner: Advocate, **fields: Any) -> Invitation:
    known = {"id": new_id(), "created_at": NOW, "expires_at": NOW + timedelta(hours=24)}
    return Invitation(advocate_id=owner.id, **{**known, **fields})


def desk_session(owner: Advocate, **fields: Any) -> DeskSession:
    known = {"id": new_id(), "created_at": NOW, "seen_at": NOW}
    return DeskSession(advocate_id=owner.id, **{**known, **fields})


def challenge(**fields: Any) -> Challenge:
    known = {"id": new_id(), "purpose": "sign_in", "value": "cmFuZG9t", "expires_at": NOW + timedelta(minutes=5)}
    return Challenge(**{**known, **fields})


def shift(owner: Advocate, **fields: Any) -> Shift:
    known = {
        "id": new_id(),
        "days": frozenset((0, 2, 4)),
        "begins": time(22, 0),
        "ends": time(6, 30),
        "zone": "America/Chicago",
        "from_day": date(2027, 3, 1),
    }
    return Shift(advocate_id=owner.id, **{**known, **fields})


def shift_exception(owner: Advocate, **fields: Any) -> ShiftException:
    known = {"id": new_id(), "day": date(2027, 3, 3), "kind": "off", "zone": "America/Chicago"}
    return ShiftException(advocate_id=owner.id, **{**known, **fields})


def page(asked: Handoff, called: AdvocateId = ANA, **fields: Any) -> Page:
    known = {"id": new_id(), "outbound_id": new_id(), "step": 1, "sent_at": NOW}
    return Page(
        handoff_id=asked.id,
        conversation_id=asked.conversation_id,
        subject_id=asked.subject_id,
        advocate_id=called,
        **{**known, **fields},
    )


def note(talk: Conversation, **fields: Any) -> Note:
    known = {"id": new_id(), "advocate_id": ANA, "text": "Has a ride at five.", "created_at": NOW}
    return Note(conversation_id=talk.id, subject_id=talk.subject_id, **{**known, **fields})
