"""What every channel of messages offers the house: verify and read a webhook, send a text, ask what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

IncomingKind = Literal["text", "picture", "location", "empty", "unreadable"]


@dataclass(frozen=True, kw_only=True)
class WebhookRequest:
    """One HTTP request as it came in: exact body, headers with lower-case names, path with its query string."""

    path: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One message of a person, read from a verified webhook."""

    channel: str  # "sms", "whatsapp" or "telegram"
    address: str = field(repr=False)  # canonical: E.164 for phones
    provider_id: str = field(repr=False)
    kind: IncomingKind
    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Report:
    """A delivery report: what became of a message the provider had accepted."""

    provider_id: str = field(repr=False)
    status: str  # "delivered" or "failed"
    reason: str | None  # whole words, only with "failed"


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One text on its way out."""

    address: str = field(repr=False)
    text: str = field(repr=False)


class Channel(Protocol):
    """One way to reach people. Errors are those of `bot.errors.ChannelError`."""

    name: str

    def read(self, request: WebhookRequest) -> Incoming:
        """The message in a webhook. Raises `ForgedWebhook` or `MalformedWebhook`."""
        ...

    def read_report(self, request: WebhookRequest) -> Report | None:
        """The delivery report in a webhook; None for a status that changes nothing."""
        ...

    async def send(self, outgoing: Outgoing) -> str:
        """Hand the text to the provider; gives the provider's id of it.

        Raises `TemporaryFailure` (surely not taken), `AmbiguousFailure` (perhaps taken) or `PermanentFailure`.
        """
        ...

    async def find_sent(self, outgoing: Outgoing, since: datetime) -> list[str]:
        """Ids of messages with this address and text that the provider has taken since then.

        Raises `TemporaryFailure` while the provider cannot be asked.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
