"""A local carrier: phones on one side, Twilio's own protocol on the other, so that the real channel code is what runs.

What a phone types goes to the service's webhook, signed. What the service sends arrives through the Messages API and
is reported back by signed status callbacks. Nothing is written to disk or to a log, and nothing leaves this computer.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from collections.abc import Mapping
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.care.ids import new_id
from bot.care.wording import segments
from bot.channels.simulator_phones import (
    DEFAULT_PHONES,
    MOST_PHONES,
    Kind,
    NotANumber,
    Phone,
    PhoneMessage,
    TooManyPhones,
    canonical_number,
)
from bot.channels.simulator_protocol import (
    LONGEST_BODY,
    PHONE_IS_OFF,
    Account,
    CarrierRefusal,
    ListQuery,
    incoming_form,
    page_of,
    resource,
    status_form,
)
from bot.channels.simulator_webhooks import Pause, WebhookRefused, Webhooks
from bot.clock import Clock

INCOMING_PATH = "/webhooks/twilio/sms"
API_PATH = "/simulator/twilio"


class Carrier:
    """Holds the phones, delivers what they type and accepts what the service sends to them."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        service_number: str,
        public_url: str,
        clock: Clock,
        client: httpx.AsyncClient,
        loopback_url: str | None = None,
        pause: Pause = asyncio.sleep,
        phones: tuple[str, ...] = DEFAULT_PHONES,
    ) -> None:
        self.service_number = service_number
        self._account = Account(sid=account_sid, service_number=service_number)
        self._auth_token = auth_token
        self._public_url = public_url.rstrip("/")
        self._clock = clock
        self._webhooks = Webhooks(
            auth_token=auth_token, client=client, public_url=public_url, loopback_url=loopback_url, pause=pause
        )
        self._phones = {number: Phone(number=number, shown=True) for number in map(canonical_number, phones)}
        self._changes = 0
        self._reports: set[asyncio.Task[None]] = set()

    # The phones' side

    def phone(self, number: str) -> Phone:
        """The phone with this number, made on first use. Raises `NotANumber`, `TooManyPhones`."""
        number = canonical_number(number)
        if number not in self._phones and len(self._phones) >= MOST_PHONES:
            raise TooManyPhones
        return self._phones.setdefault(number, Phone(number=number))

    def phones(self) -> list[Phone]:
        """The phones on the page, in the order they were added."""
        return [phone for phone in self._phones.values() if phone.shown]

    def messages(self, number: str) -> list[PhoneMessage]:
        """The thread of a phone, oldest first; empty for a number never used. Raises `NotANumber`."""
        phone = self._phones.get(canonical_number(number))
        return [] if phone is None else list(phone.thread.values())

    @property
    def changes(self) -> int:
        """The number of the latest change to any message."""
        return self._changes

    async def type(self, number: str, text: str, *, kind: Kind = "text") -> PhoneMessage:
        """Send from a phone and wait until the service has acknowledged it. Raises `WebhookRefused`, `NotANumber`."""
        phone = self.phone(number)
        message = phone.keep(self._new(direction="inbound", sender="phone", text=text, kind=kind, status="receiving"))
        confirmation = phone.hear_keyword(text) if kind == "text" else None
        if confirmation is not None:
            phone.keep(self._new(direction="outbound", sender="carrier", text=confirmation, status="delivered"))
        form = incoming_form(self._account, phone.number, message, self._public_url + API_PATH)
        try:
            await self._webhooks.post(self._public_url + INCOMING_PATH, form)
        except WebhookRefused:
            self._change(phone, message.sid, status="failed")
            raise
        return self._change(phone, message.sid, status="received") or message

    # The service's side: the Messages API

    def knows(self, account_sid: str, auth_token: str) -> bool:
        """Whether these are the account's own credentials; compared in constant time."""
        same_sid = hmac.compare_digest(account_sid.encode(), self._account.sid.encode())
        same_token = hmac.compare_digest(auth_token.encode(), self._auth_token.encode())
        return same_sid and same_token

    async def accept(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Take a message from the service; the Message resource as Twilio answers it. Raises `CarrierRefusal`.

        Its way from queued to delivered is reported to `StatusCallback` after this returns.
        """
        phone, text, callback = self._checked(form)
        message = phone.keep(self._new(direction="outbound", sender="service", text=text, status="queued"))
        report = asyncio.create_task(self._deliver(phone, message, callback))
        self._reports.add(report)
        report.add_done_callback(self._reports.discard)
        return resource(self._account, phone.number, message)

    def listed(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        """The message list, newest first, filtered and paged like Twilio's. Raises `CarrierRefusal`."""
        query = ListQuery.read(parameters)
        everything = chain.from_iterable(
            ((phone.number, message) for message in phone.thread.values()) for phone in self._phones.values()
        )
        wanted = [
            (number, message)
            for number, message in everything
            if message.sender != "carrier" and query.wants(self._account, number, message)
        ]
        wanted.sort(key=lambda pair: pair[1].at, reverse=True)
        return page_of(self._account, query, [resource(self._account, *pair) for pair in wanted])

    def found(self, sid: str) -> dict[str, Any]:
        """One Message resource. Raises `CarrierRefusal` 20404."""
        for phone in self._phones.values():
            if sid in phone.thread and phone.thread[sid].sender != "carrier":
                return resource(self._account, phone.number, phone.thread[sid])
        raise CarrierRefusal(20404)

    async def settle(self) -> None:
        """Wait until every report under way has been given."""
        while self._reports:
            await asyncio.gather(*self._reports)

    async def close(self) -> None:
        """Drop the reports under way, as a carrier out of reach would."""
        for report in self._reports:
            report.cancel()
        await asyncio.gather(*self._reports, return_exceptions=True)

    def _checked(self, form: Mapping[str, str]) -> tuple[Phone, str, str | None]:
        """The receiving phone, the text and the status address of a request to send. Raises `CarrierRefusal`."""
        sender, receiver, text = form.get("From", ""), form.get("To", ""), form.get("Body", "")
        callback = form.get("StatusCallback") or None
        for code, wrong in (
            (21604, not receiver),
            (21603, not sender),
            (21602, not text),
            (21606, sender != self.service_number),
            (21266, receiver == sender),
            (21617, len(text) > LONGEST_BODY),
            (21609, callback is not None and not _is_web_address(callback)),
        ):
            if wrong:
                raise CarrierRefusal(code)
        try:
            phone = self.phone(receiver)
        except NotANumber:
            raise CarrierRefusal(21211) from None
        except TooManyPhones:
            raise CarrierRefusal(20429) from None
        if phone.opted_out:
            raise CarrierRefusal(21610)
        return phone, text, callback

    async def _deliver(self, phone: Phone, message: PhoneMessage, callback: str | None) -> None:
        """Walk one message from queued to sent to delivered, or to undelivered when the phone is off; then report.

        The message does not wait for its reports: a webhook that is slow or down must not hold up a text.
        """
        last: dict[str, Any] = {"status": "delivered"}
        if not phone.reachable:
            last = {"status": "undelivered", "error_code": PHONE_IS_OFF}
        states = [message, *(self._change(phone, message.sid, **step) for step in ({"status": "sent"}, last))]
        for state in states:
            if state is not None:
                await self._report(phone, state, callback)

    async def _report(self, phone: Phone, message: PhoneMessage, callback: str | None) -> None:
        if callback is None:
            return
        # A report nobody takes is lost, as with Twilio: the message list stays the way to ask afterwards.
        with contextlib.suppress(WebhookRefused):
            await self._webhooks.post(callback, status_form(self._account, phone.number, message))

    def _new(self, *, text: str, kind: Kind = "text", **fields: Any) -> PhoneMessage:
        self._changes += 1
        sid = ("MM" if kind == "picture" else "SM") + new_id()
        count = segments(text).count
        return PhoneMessage(
            sid=sid, text=text, kind=kind, at=self._clock.now(), segments=count, change=self._changes, **fields
        )

    def _change(self, phone: Phone, sid: str, **changes: Any) -> PhoneMessage | None:
        self._changes += 1
        return phone.change(sid, change=self._changes, **changes)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
