"""What a use case may touch during one turn. Actions find the turn's scope in `current_turn`."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.care.hours import Hours
from bot.care.ids import ConversationId, SubjectId
from bot.care.program import Program
from bot.store import UnitOfWork
from bot.usecases.places import Places

_PRIVATE = "private"


@dataclass(frozen=True, kw_only=True)
class TurnScope:
    """One turn of one conversation. Use cases write into `uow`; they never commit and never send.

    Reads of a unit of work do not see its own writes, so what a use case did in this turn is noted in `done` as well: asked
    a second time it gives the same result and does nothing.
    """

    uow: UnitOfWork
    subject_id: SubjectId
    conversation_id: ConversationId
    language: str  # "en" | "es"
    channel: str
    now: datetime
    program: Program
    hours: Hours
    places: Places
    new_id: Callable[[], str]
    said: str = field(default="", repr=False)  # the words of this turn as typed, also where the engine hears a command
    done: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def keep_private(self) -> None:
        """What is said in this turn, by either side, is meant for one place only: no thread is to show it later."""
        self.done[_PRIVATE] = True

    @property
    def is_private(self) -> bool:
        return bool(self.done.get(_PRIVATE))

    async def note(self, event: str, *, actor: str = "youth") -> None:
        """Add an audit entry, `source:subject:action`."""
        self.uow.audit.note(event, self.now, actor=actor, subject_id=self.subject_id)


current_turn: ContextVar[TurnScope] = ContextVar("current_turn")
