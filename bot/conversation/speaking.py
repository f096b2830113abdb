"""Says things outside of a turn of the engine: somebody joined, the wait goes on, nobody could come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.care.languages import DEFAULT_LANGUAGE
from bot.care.program import Program
from bot.care.telling import lines, shift_words, span_words
from bot.conversation.dialogue import Utterance
from bot.conversation.rendering import render
from bot.conversation.state import Asked, State
from bot.conversation.words import Words
from bot.store import UnitOfWork
from bot.store.records import Conversation, OutboundMessage, OutboundPurpose
from bot.usecases.queueing import queue_text


class Speaker:
    """Renders responses by name and queues them; the outbox sends them like any other text."""

    def __init__(self, words: Words, program: Program, channels: Collection[str] = ("sms",)) -> None:
        self._words = words
        self._program = program
        self._channels = frozenset(channels)

    @property
    def program(self) -> Program:
        """The program in whose name it speaks."""
        return self._program

    @property
    def channels(self) -> frozenset[str]:
        """The channels that are served."""
        return self._channels

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
        """Queue a text, and remember its choices; None when nothing may be said. See `bot.usecases.speaking.Speaker`."""
        state = State.from_row(conversation.state)
        if conversation.paused_at is not None or (state.quiet_until is not None and now < state.quiet_until):
            return None
        language = conversation.language or DEFAULT_LANGUAGE
        utterance = Utterance(response=response, arguments=self._told(values, now, language))
        rendered = render(self._words, [utterance], {"language": language}, conversation.channel)[0]
        message = await queue_text(
            uow, conversation, rendered.text, now, program=self._program, purpose=purpose, lasts=lasts
        )
        if rendered.choices:
            after_private = state.asked is not None and state.asked.private
            asked = Asked(message_id=message.id, choices=rendered.choices, after_private=after_private)
            question = State(asked=asked).to_row()["asked"]
            await uow.conversations.save(replace(conversation, state={**conversation.state, "asked": question}))
        return message

    def _told(self, values: Mapping[str, Any], now: datetime, language: str) -> dict[str, Any]:
        return {
            **lines(self._program, language),
            **{name: _in_words(value, now, language) for name, value in values.items()},
        }


def _in_words(value: Any, now: datetime, language: str) -> Any:
    if isinstance(value, timedelta):
        return span_words(value, language)
    if value is None or isinstance(value, datetime):
        return shift_words(value, now, language)
    return value
