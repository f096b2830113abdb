"""Turns for use cases: the real store on SQLite, the project's own program, a clock that is an argument."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.care.ids import ConversationId, SubjectId, new_id
from bot.store import ContactAddress, Conversation, Store, Timer, UnitOfWork
from bot.store.records import InboundMessage, OutboundMessage
from bot.usecases.places import Place
from bot.usecases.scope import TurnScope
from tests.care.programs import program

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
NUMBER = "+12145550123"


class FewPlaces:
    """A fake of the places port."""

    def find(self, text: str) -> Place | None:
        known = Place(label="Austin, Travis County", county="Travis", timezone="America/Chicago")
        return known if "austin" in text.casefold() else None


class Youth:
    """Somebody with a conversation, and the turns they take."""

    def __init__(self, store: Store, subject_id: SubjectId, conversation_id: ConversationId) -> None:
        self.store = store
        self.subject_id = subject_id
        self.conversation_id = conversation_id

    @asynccontextmanager
    async def turn(self, now: datetime = NOW, *, commit: bool = True) -> AsyncIterator[TurnScope]:
        """One turn; left without a commit it never happened, as after a crash."""
        async with self.store.unit_of_work() as uow:
            yield self.scope(uow, now)
            if commit:
                await uow.commit()

    def scope(self, uow: UnitOfWork, now: datetime = NOW) -> TurnScope:
        return TurnScope(
            uow=uow,
            subject_id=self.subject_id,
            conversation_id=self.conversation_id,
            language="en",
            channel="sms",
            now=now,
            program=program(),
            hours=program(),
            places=FewPlaces(),
            new_id=new_id,
        )

    async def rows(self) -> dict[str, list[dict[str, Any]]]:
        async with self.store.unit_of_work() as uow:
            return await uow.export_subject(self.subject_id)

    async def events(self) -> list[str]:
        """Audit events, oldest first."""
        async with self.store.unit_of_work() as uow:
            return [entry.event for entry in reversed(await uow.audit.recent(100))]

    async def conversation(self) -> Conversation:
        async with self.store.unit_of_work() as uow:
            found = await uow.conversations.get(self.conversation_id)
        assert found is not None
        return found

    async def timer(self, kind: str) -> Timer:
        async with self.store.unit_of_work() as uow:
            return (await uow.timers.by_conversation(self.conversation_id, kind))[0]

    async def number_belongs_to(self) -> SubjectId | None:
        return await self.store.keys.resolve("sms", NUMBER, create=False)

    def text(self, **fields: Any) -> InboundMessage:
        known = {"id": new_id(), "kind": "text", "text": "hey", "received_at": NOW}
        ids = {"conversation_id": self.conversation_id, "subject_id": self.subject_id}
        return InboundMessage(**{**ids, **known, **fields})

    def reply(self, **fields: Any) -> OutboundMessage:
        known = {"id": new_id(), "channel": "sms", "position": 1, "purpose": "reply", "text": "It is erased.", "created_at": NOW,
                 "next_attempt_at": NOW, "expires_at": NOW + timedelta(hours=2)}  # fmt: skip
        ids = {"conversation_id": self.conversation_id, "subject_id": self.subject_id}
        return OutboundMessage(**{**ids, **known, **fields})


async def a_youth(store: Store, **fields: Any) -> Youth:
    """A youth whose conversation, address and retention timer are stored."""
    subject_id = await store.keys.resolve("sms", NUMBER, create=True)
    assert subject_id is not None
    conversation_id = ConversationId(new_id())
    known = {"channel": "sms", "state": {"events": [1]}, "created_at": NOW, "last_inbound_at": NOW}
    async with store.unit_of_work() as uow:
        await uow.conversations.add(Conversation(id=conversation_id, subject_id=subject_id, **{**known, **fields}))
        await uow.contacts.add(ContactAddress(id=new_id(), subject_id=subject_id, channel="sms", address=NUMBER))
        await uow.timers.add(
            Timer(id=new_id(), kind="retention", subject_id=subject_id, conversation_id=conversation_id,
                  due_at=NOW + timedelta(days=1), created_at=NOW)
        )  # fmt: skip
        await uow.commit()
    return Youth(store, subject_id, conversation_id)
