"""A dialogue turn as the core sees it: a pure function of state, text and facts. The engine stands behind it.

Any later dialogue engine takes Rasa's place by implementing `Dialogue`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Event = Mapping[str, Any]
# Runs one custom action: takes Rasa's action-server request, gives its answer or raises `ActionRefused`.
RunAction = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


class ActionRefused(Exception):
    """A custom action declines to run now (a form that was not answered); the dialogue chooses another step."""

    def __init__(self, action_name: str) -> None:
        super().__init__(action_name)
        self.action_name = action_name


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """The name of a response and its arguments; never finished words.

    `slots` holds values that changed later in the same turn, as they were when the response was chosen.
    """

    response: str
    arguments: Mapping[str, Any] = field(repr=False)
    slots: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """What a text was taken for: an intent and how sure the model is, from 0 to 1; the likeliest three beside it.

    `risk` holds the probability of each kind of risk (see bot.care.risk.combine); empty where the model judges none.
    """

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...] = ()
    risk: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TurnResult:
    """What a turn came to: new events for the state, all slots after it, what to say, what was understood."""

    events: tuple[Event, ...] = field(repr=False)
    slots: Mapping[str, Any] = field(repr=False)
    utterances: tuple[Utterance, ...]
    understanding: Understanding


class Dialogue(Protocol):
    """Chooses the next steps of a conversation. Every failure is `EngineUnavailable`, within `turn_seconds`."""

    async def take_turn(
        self, *, text: str, events: Sequence[Event], facts: Mapping[str, Any], run_action: RunAction
    ) -> TurnResult: ...

    async def parse(self, texts: Sequence[str]) -> list[Understanding]: ...

    async def ready(self) -> bool: ...
