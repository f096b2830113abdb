"""Calls the service's webhooks the way Twilio does: a form, signed over the public URL, tried again on failure."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import httpx
from twilio.request_validator import RequestValidator

from bot.errors import ChannelError

Pause = Callable[[float], Awaitable[None]]

PAUSES = (0.5, 1.0)  # seconds between tries: three in all, then the message is given up, as after Twilio's fallback
PATIENCE = 15.0  # seconds; Twilio gives up on a messaging webhook after that long


class WebhookRefused(ChannelError):
    """The service did not take the message:"""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer  # an HTTP status or "no connection", never any text of the message


class Webhooks:
    """Signs with the account's token and posts.

    `loopback_url` is where the service listens on this computer, for when its public address is not reached from here.
    """

    def __init__(
        self,
        *,
        auth_token: str,
        client: httpx.AsyncClient,
        public_url: str,
        loopback_url: str | None = None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._validator = RequestValidator(auth_token)
        self._client = client
        self._public_url = public_url.rstrip("/")
        self._loopback_url = (loopback_url or public_url).rstrip("/")
        self._pause = pause

    async def post(self, url: str, params: Mapping[str, str]) -> None:
        """Deliver; after a 5xx or a broken connection the same parameters are sent again. Raises `WebhookRefused`."""
        for pause in (*PAUSES, None):
            answer = await self._try(url, params)
            if answer.startswith("2"):
                return
            if pause is None or answer.startswith(("3", "4")):
                raise WebhookRefused(answer)
            await self._pause(pause)

    async def _try(self, url: str, params: Mapping[str, str]) -> str:
        """The HTTP status as a word, or "no connection"."""
        signature = self._validator.compute_signature(url, dict(params))
        try:
            response = await self._client.post(
                self._reachable(url),
                data=dict(params),
                headers={"X-Twilio-Signature": signature, "User-Agent": "TwilioProxy/1.1"},
                timeout=PATIENCE,
            )
        except httpx.TransportError:
            return "no connection"
        return str(response.status_code)

    def _reachable(self, url: str) -> str:
        if url.startswith(self._public_url + "/"):
            return self._loopback_url + url.removeprefix(self._public_url)
        return url
