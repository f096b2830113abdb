"""What happens at the desk around a conversation: pages, notes, and who is typing."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from bot.care.ids import AdvocateId, ConversationId
from bot.store.desk_tables import note, page, typing
from bot.store.records import Note, Page
from bot.store.repositories.base import Repository
from bot.store.session import Queued, Session

_P: Final = page.c
_T: Final = typing.c


class Pages(Repository[Page]):
    """Calls to advocates. One that nobody answered is open."""

    table = page
    record = Page

    def add(self, record: Page) -> Queued:
        return self._insert_plain(record)

    async def of_handoff(self, handoff_id: str) -> list[Page]:
        """All of a handoff, in the order in which they went out."""
        return await self._many(self._select(_P.handoff_id == handoff_id).order_by(_P.sent_at, _P.step, _P.id))

    async def open_for(self, handoff_id: str) -> list[Page]:
        """Those of a handoff that nobody answered, in the order in which they went out."""
        return [each for each in await self.of_handoff(handoff_id) if each.acknowledged_at is None]

    async def open_to(self, advocate_id: AdvocateId) -> list[Page]:
        """Those that an advocate has not answered, the newest first."""
        mine = self._select(_P.advocate_id == advocate_id, _P.acknowledged_at.is_(None))
        return await self._many(mine.order_by(_P.sent_at.desc(), _P.step.desc(), _P.id))

    def acknowledge(self, page_id: str, at: datetime) -> Queued:
        """`ConflictError` at the commit if it was answered before."""
        row = update(page).where(_P.id == page_id, _P.acknowledged_at.is_(None))
        return self._session.queue(row.values(acknowledged_at=at), demand=1)


class Notes(Repository[Note]):
    """Internal notes, sealed with the key of the youth they are about."""

    table = note
    record = Note

    async def add(self, record: Note) -> Queued:
        return await self._insert_sealed(record)

    async def of_conversation(self, conversation_id: ConversationId) -> list[Note]:
        """Oldest first."""
        mine = self._select(note.c.conversation_id == conversation_id)
        return await self._many(mine.order_by(note.c.created_at, note.c.id))


class Typing:
    """Which advocates are writing an answer right now."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def set(self, conversation_id: ConversationId, advocate_id: AdvocateId, until: datetime) -> Queued:
        """Typing until `until`; a time that has passed takes it back."""
        keys = {"conversation_id": conversation_id, "advocate_id": advocate_id}
        return self._session.put(typing, keys, {"until": until})

    async def of(self, conversation_id: ConversationId, now: datetime) -> list[AdvocateId]:
        rows = await self._session.rows(
            select(_T.advocate_id).where(_T.conversation_id == conversation_id, _T.until > now).order_by(_T.advocate_id)
        )
        return [row["advocate_id"] for row in rows]
