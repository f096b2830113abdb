"""A turn as it is under way, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.care.hours import Hours
from bot.care.risk import RiskLevel
from bot.conversation.hearing import Heard
from bot.conversation.rendering import Rendered
from bot.conversation.state import State
from bot.store import UnitOfWork
from bot.store.records import Conversation, OutboundPurpose
from bot.usecases.alerts import raise_alert


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a turn says and leaves behind. `asks`: the last text is a question, so that earlier texts are no answer to it."""

    texts: tuple[Rendered, ...]
    purpose: OutboundPurpose
    state: State = field(repr=False)
    language: str | None
    paused_at: datetime | None
    asks: bool = False
    set_apart: bool = False  # asked although the program is otherwise silent: only about being forgotten
    private: bool = False  # what was said, by either side, is shown in no thread
    asks_in_private: bool = False  # nor is the answer to what it asks, whoever takes that turn


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One turn under way: the conversation as it was read, its state, and what was heard."""

    conversation: Conversation
    state: State = field(repr=False)
    heard: Heard
    now: datetime
    new_contact: bool
    asked_at: datetime | None = None  # when the last question was written; None when there is none

    @property
    def keeps_quiet(self) -> bool:
        """Whether a wish for silence still holds. A text without danger in it ends it: the writer is free to write again."""
        quiet = self.state.quiet_until is not None and self.now < self.state.quiet_until
        return quiet and self.heard.risk.level != RiskLevel.NONE

    @property
    def is_private(self) -> bool:
        """Whether the text comes while words are asked for that no thread is to show.

        That is told by the question alone, since whoever would read the answer, the engine above all, may be away. What
        people have to read stays to be read: danger, and what is written after a STOP or a wish for silence.
        """
        asked = self.state.asked
        if asked is None or self.keeps_quiet or self.conversation.paused_at is not None:
            return False
        in_private = asked.private or (self.heard.crossed and asked.after_private)
        return in_private and self.heard.risk.level != RiskLevel.HIGH

    @property
    def language(self) -> str | None:
        """The language to answer in: as asked for; else as known, unless a longer text is plainly in the other one."""
        known, guessed = self.conversation.language, self.heard.language
        if known and guessed and guessed != known and self.heard.is_long and not self.state.language_chosen:
            return guessed
        return known or guessed


def fixed(turn: Turn, words: tuple[str, ...], purpose: OutboundPurpose = "reply") -> Answer:
    """An answer of fixed words, or none; the dialogue stays where it was."""
    return Answer(
        texts=tuple(plain(text) for text in words),
        purpose=purpose,
        state=turn.state,
        language=turn.language,
        paused_at=turn.conversation.paused_at,
        private=turn.is_private,
    )


def plain(text: str) -> Rendered:
    """A finished text without choices."""
    return Rendered(text=text, choices={})


def facts_of(turn: Turn, language: str, hours: Hours) -> dict[str, Any]:
    """What the dialogue may know of the moment, beside the text."""
    return {
        "language": language,
        "channel": turn.conversation.channel,
        "returning": not turn.new_contact,
        "on_shift": hours.is_staffed(turn.now),
        "paused_texts": turn.conversation.paused_at is not None,
        "crossed": turn.heard.crossed,
    }


async def alert(uow: UnitOfWork, turn: Turn, kind: str) -> None:
    """Tell people of this conversation, once until somebody has seen it."""
    await raise_alert(
        uow,
        kind=kind,
        subject_id=turn.conversation.subject_id,
        conversation_id=turn.conversation.id,
        now=turn.now,
    )
