"""The values that words ask for and that `program.toml` decides: lines to call, waiting times, the next shift."""

from __future__ import annotations

from datetime import timedelta

from bot.care.telling import day_words as day_words
from bot.care.telling import hours as hours
from bot.care.telling import lines as lines
from bot.care.telling import shift_words as shift_words
from bot.care.telling import span_words as span_words
from bot.usecases.scope import TurnScope


def waits(scope: TurnScope, language: str, *, urgent: bool = False) -> dict[str, str]:
    """The usual wait and the begin of the next shift, in words."""
    return wait_words(scope, language, scope.program.waiting.urgent if urgent else scope.program.waiting.usual)


def wait_words(scope: TurnScope, language: str, wait: timedelta | None) -> dict[str, str]:
    """A wait and the begin of the next shift, in words. Without anybody on shift only the latter is ever told."""
    return {
        "wait": span_words(wait or scope.program.waiting.usual, language),
        "next_shift": shift_words(scope.hours.next_shift(scope.now), scope.now, language),
    }
