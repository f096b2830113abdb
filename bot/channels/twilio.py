"""Texts through Twilio: signed webhooks in, the Messages API out.

Source of the rules: Twilio, "Webhooks security" (the signature is HMAC-SHA1 over the public URL and the sorted
parameters) and "Messages resource". Numbers are E.164.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import httpx
import phonenumbers
from starlette.datastructures import ImmutableMultiDict
from twilio.base.exceptions import TwilioRestException
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.request_validator import HMAC_SHA1, RequestValidator
from twilio.rest import Client

from bot.care.delivery import CONTACT_STOPPED, is_temporary, reason_for
from bot.channels.base import Incoming, IncomingKind, Outgoing, Report, WebhookRequest
from bot.errors import AmbiguousFailure, ForgedWebhook, MalformedWebhook, PermanentFailure, TemporaryFailure

MOST_BYTES = 64 * 1024
FORM = "application/x-www-form-urlencoded"
_SECONDS = 10.0
_LOOK_BACK = 100  # newest messages of one contact, far more than one conversation sends in the time looked at
_SKEW = timedelta(minutes=1)  # between the provider's clock and ours
_FAILED = {"failed", "undelivered"}

Form = ImmutableMultiDict[str, str]


class HttpxTransport(AsyncHttpClient):
    """Carries the twilio client's requests over httpx, to another base address when one is set.

    Unlike the library's own transport it logs nothing and keeps no copy of the last exchange.
    """

    def __init__(self, api_base: str | None) -> None:
        super().__init__(logging.getLogger(__name__), True, None)
        self._base = urlsplit(api_base) if api_base else None
        self._client = httpx.AsyncClient(timeout=_SECONDS, trust_env=False)

    async def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own signature
        allow_redirects: bool = False,
    ) -> Response:
        response = await self._client.request(
            method,
            self._rebased(url),
            params=params,
            data=data,
            headers=headers,
            auth=auth,
            timeout=timeout or _SECONDS,
            follow_redirects=allow_redirects,
        )
        return Response(response.status_code, response.text, response.headers)

    async def close(self) -> None:
        await self._client.aclose()

    def _rebased(self, url: str) -> str:
        if self._base is None:
            return url
        parts = urlsplit(url)
        path = self._base.path.rstrip("/") + parts.path
        return urlunsplit((self._base.scheme, self._base.netloc, path, parts.query, ""))


class TwilioSms:
    """The SMS channel."""

    name = "sms"

    def __init__(
        self, *, account_sid: str, auth_token: str, number: str, public_url: str, api_base: str | None = None
    ) -> None:
        self._account_sid = account_sid
        self._number = number
        self._public_url = public_url.rstrip("/")
        self._validator = RequestValidator(auth_token)
        self._auth_token = auth_token
        self._api_base = api_base
        self._transport: HttpxTransport | None = None
        self._client: Client | None = None

    def read(self, request: WebhookRequest) -> Incoming:
        form = self._verified(request)
        provider_id = _needed(form, "MessageSid")
        address = _address(_needed(form, "From"))
        if form.get("To") != self._number:
            raise ForgedWebhook
        kind, text = _content(form)
        return Incoming(channel=self.name, address=address, provider_id=provider_id, kind=kind, text=text)

    def read_report(self, request: WebhookRequest) -> Report | None:
        form = self._verified(request)
        provider_id = _needed(form, "MessageSid")
        status = _needed(form, "MessageStatus")
        if status == "delivered":
            return Report(provider_id=provider_id, status="delivered", reason=None)
        if status in _FAILED:
            return Report(provider_id=provider_id, status="failed", reason=reason_for(_code(form.get("ErrorCode"))))
        return None

    async def send(self, outgoing: Outgoing) -> str:
        client = self._connected()
        try:
            message = await client.messages.create_async(
                to=outgoing.address,
                from_=self._number,
                body=outgoing.text,
                status_callback=f"{self._public_url}/webhooks/twilio/status",
            )
        except TwilioRestException as error:
            raise _failure(error) from None
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise TemporaryFailure("no connection") from None
        except (httpx.HTTPError, ValueError):
            raise AmbiguousFailure("no answer") from None
        if not message.sid:
            raise AmbiguousFailure("no id in the answer")
        return str(message.sid)

    async def find_sent(self, outgoing: Outgoing, since: datetime) -> list[str]:
        client = self._connected()
        try:
            # Not filtered by DateSent: a message that waits in the provider's queue has none yet.
            messages = await client.messages.list_async(to=outgoing.address, from_=self._number, limit=_LOOK_BACK)
        except (TwilioRestException, httpx.HTTPError, ValueError):
            raise TemporaryFailure("the message list cannot be asked") from None
        earliest = since - _SKEW
        return [
            str(message.sid)
            for message in messages
            if message.sid
            and message.body == outgoing.text
            and message.date_created
            and message.date_created >= earliest
        ]

    async def close(self) -> None:
        if self._transport is not None:
            await self._transport.close()
            self._transport = self._client = None

    def _connected(self) -> Client:
        """The client, made on first use because its connections belong to the running event loop."""
        if self._client is None:
            self._transport = HttpxTransport(self._api_base)
            self._client = Client(self._account_sid, self._auth_token, http_client=self._transport)
        return self._client

    def _verified(self, request: WebhookRequest) -> Form:
        """The parameters of a request that is signed with our token; everything else is refused."""
        form = _read_form(request)
        signature = request.headers.get("x-twilio-signature", "")
        # The algorithm is pinned: a header of the request may not choose a weaker or another one.
        if not signature or not self._validator.validate(self._public_url + request.path, form, signature, HMAC_SHA1):
            raise ForgedWebhook
        if form.get("AccountSid") != self._account_sid:
            raise ForgedWebhook
        return form


def _read_form(request: WebhookRequest) -> Form:
    if len(request.body) > MOST_BYTES:
        raise MalformedWebhook("it is too large")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise MalformedWebhook("it is not a form")
    try:
        pairs = parse_qsl(request.body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError:
        raise MalformedWebhook("its form cannot be read") from None
    return ImmutableMultiDict(pairs)


def _needed(form: Form, name: str) -> str:
    values = form.getlist(name)
    if len(values) != 1 or not values[0]:
        raise MalformedWebhook(f"{name} is missing")
    return str(values[0])


def _address(number: str) -> str:
    """The sender as E.164. A short code or a name cannot be answered and is refused."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        raise MalformedWebhook("From is no phone number") from None
    if not phonenumbers.is_possible_number(parsed):
        raise MalformedWebhook("From is no phone number")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _content(form: Form) -> tuple[IncomingKind, str]:
    """What kind of message it is, and its words. A picture's address is never kept."""
    text = form.get("Body", "")
    if "\ufffd" in text and not text.strip("\ufffd \n"):
        return "unreadable", ""
    if text.strip():
        return "text", text
    if form.get("NumMedia", "0") not in ("", "0"):
        return "picture", ""
    if form.get("Latitude") and form.get("Longitude"):
        return "location", ""
    return "empty", ""


def _code(value: str | None) -> int | None:
    return int(value) if value and value.isdigit() else None


def _failure(error: TwilioRestException) -> TemporaryFailure | AmbiguousFailure | PermanentFailure:
    code = error.code or None
    if error.status >= 500:
        return AmbiguousFailure(f"status {error.status}")
    if error.status == 429 or is_temporary(code):
        return TemporaryFailure(f"code {code or error.status}")
    return PermanentFailure(reason_for(code))


__all__ = ["CONTACT_STOPPED", "TwilioSms"]
