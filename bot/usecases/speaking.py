"""The port through which use cases say something outside of a turn of the engine: words by name, never finished text."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.care.program import Program
from bot.store import UnitOfWork
from bot.store.records import Conversation, OutboundMessage, OutboundPurpose


class Speaker(Protocol):
    """Says a response of `data/responses` in a conversation. The conversation package implements it."""

    @property
    def program(self) -> Program:
        """The program in whose name it speaks."""
        ...

    @property
    def channels(self) -> frozenset[str]:
        """The channels that are served."""
        ...

    async def say(
        self,
        uow: UnitOfWork,
        conversation: Conversation,
        response: str,
        now: datetime,
        *,
        purpose: OutboundPurpose = "reply",
        lasts: timedelta | None = None,
        **values: Any,
    ) -> OutboundMessage | None:
        """Queue the text; None when the youth wants silence now (a STOP, or "dont text back") and nothing is said.

        `values` fill the names in braces: a `datetime` (in the program's zone) is told as a day and time, a `timedelta`
        as its minutes, None where a time was asked for as "later". `lasts`: how soon it is of no use any more, where that is
        sooner than its purpose says. A text with choices is a question: their numbers are
        remembered with the conversation, whose save must be the only one of this unit.
        """
        ...
