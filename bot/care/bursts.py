"""Texts that come in a burst are read together, once, without making an urgent one wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.care.program import Bursts


class Received(Protocol):
    """What these rules need of a received message."""

    @property
    def text(self) -> str: ...

    @property
    def received_at(self) -> datetime: ...


R = TypeVar("R", bound=Received)


@dataclass(frozen=True, kw_only=True)
class Group(Generic[R]):
    """Messages to answer in one turn. `crossed`: typed before our last question went out, so none answers it."""

    messages: tuple[R, ...]
    crossed: bool


def turn_due(first_waiting_at: datetime, now: datetime, urgent: bool, bursts: Bursts) -> datetime:
    """When the waiting messages are to be answered, asked each time one arrives.

    `first_waiting_at` is when the oldest unanswered message came, `now` when the newest did. An urgent one is answered
    at once; otherwise a quiet moment is waited for, but never beyond the longest wait of the first message.
    """
    if urgent:
        return now
    return max(now, min(now + bursts.quiet, first_waiting_at + bursts.longest))


def read_together(messages: Sequence[Received]) -> str:
    """One text of several, oldest first: "i need", "to", "die" is read as "i need to die"."""
    return " ".join(message.text.strip() for message in messages if message.text.strip())


def split_by_question(messages: Sequence[R], asked_at: datetime | None) -> Group[R]:
    """The first messages (oldest first) that belong to one turn.

    `asked_at` is when the last question was handed to the carrier; None when nothing was asked. A question still to be
    handed over is passed as the current time, since nothing can have answered it. What was received before it is
    answered first, apart, as `crossed`: an answer typed before the question had been sent is no answer to it.
    """
    if not messages:
        return Group(messages=(), crossed=False)
    early = tuple(message for message in messages if asked_at is not None and message.received_at < asked_at)
    if early:
        return Group(messages=early, crossed=True)
    return Group(messages=tuple(messages), crossed=False)
