"""Stand-ins that keep the same promises as the real adapters, for tests that look at something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.channels.base import Incoming, Outgoing, Report, WebhookRequest
from bot.conversation.dialogue import Event, RunAction, TurnResult, Understanding, Utterance
from bot.errors import EngineUnavailable

NOON = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


class FixedClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, span: timedelta) -> None:
        self._now += span


def said(*responses: str, slots: Mapping[str, Any] | None = None, events: Sequence[Event] = ()) -> TurnResult:
    """The result of a turn that utters these responses."""
    return TurnResult(
        events=tuple(events) or ({"event": "user", "intent": "greet"},),
        slots=dict(slots or {}),
        utterances=tuple(Utterance(response=name, arguments={}) for name in responses),
        understanding=Understanding(intent="greet", confidence=1.0),
    )


class ScriptedDialogue:
    """A dialogue that answers with what `react` gives for a text, and remembers what it was asked."""

    def __init__(self, react: Callable[[str], TurnResult | Exception]) -> None:
        self.react = react
        self.heard: list[str] = []
        self.facts: list[dict[str, Any]] = []

    async def take_turn(
        self, *, text: str, events: Sequence[Event], facts: Mapping[str, Any], run_action: RunAction
    ) -> TurnResult:
        self.heard.append(text)
        self.facts.append(dict(facts))
        result = self.react(text)
        if isinstance(result, Exception):
            raise result
        return result

    async def parse(self, texts: Sequence[str]) -> list[Understanding]:
        return [Understanding(intent="greet", confidence=1.0) for _ in texts]

    async def ready(self) -> bool:
        return True


class DeadDialogue:
    """An engine that is not there."""

    async def take_turn(
        self, *, text: str, events: Sequence[Event], facts: Mapping[str, Any], run_action: RunAction
    ) -> TurnResult:
        raise EngineUnavailable("it is not running")

    async def parse(self, texts: Sequence[str]) -> list[Understanding]:
        raise EngineUnavailable("it is not running")

    async def ready(self) -> bool:
        return False


class MemoryChannel:
    """A channel whose provider is a list. `fails` holds the errors of the next sends, oldest first."""

    name = "sms"

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.fails: list[Exception] = []
        self.listing_fails: Exception | None = None
        self.taken_before_failing = False

    def read(self, request: WebhookRequest) -> Incoming:
        raise AssertionError("this channel has no webhook")

    def read_report(self, request: WebhookRequest) -> Report | None:
        raise AssertionError("this channel has no webhook")

    async def send(self, outgoing: Outgoing) -> str:
        if self.fails:
            error = self.fails.pop(0)
            if self.taken_before_failing:
                self.sent.append(outgoing)
            raise error
        self.sent.append(outgoing)
        return f"SM{len(self.sent):032d}"

    async def find_sent(self, outgoing: Outgoing, since: datetime) -> list[str]:
        if self.listing_fails is not None:
            raise self.listing_fails
        return [f"SM{number:032d}" for number, sent in enumerate(self.sent, 1) if sent == outgoing]

    async def close(self) -> None:
        return None

    @property
    def texts(self) -> list[str]:
        return [outgoing.text for outgoing in self.sent]
