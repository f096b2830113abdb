"""A local provider for both services: it posts signed webhooks, offers the Messages API, and notes when what happened.

A real provider takes a tenth of a second or more to take a text; this one takes `delay` seconds, by default none, which
favours a service that sends its texts while the webhook still waits.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator

from bot.channels.simulator_phones import PhoneMessage
from bot.channels.simulator_protocol import Account, incoming_form, resource, status_form

SERVICE_NUMBER = "+12145550100"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One webhook: when it began and was acknowledged, in seconds of one steady clock, and the answer's status."""

    began: float
    acknowledged: float
    status: int


class Carrier:
    """One account. `texts[number]` holds (time, text) of everything that was accepted for a number."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.account_sid = f"AC{uuid4().hex}"
        self.auth_token = secrets.token_hex(16)
        self.delay = 0.0
        self.texts: dict[str, list[tuple[float, str]]] = {}
        self._port = port
        self._account = Account(sid=self.account_sid, service_number=SERVICE_NUMBER)
        self._validator = RequestValidator(self.auth_token)
        self._client = httpx.AsyncClient(timeout=60, trust_env=False, limits=httpx.Limits(max_connections=200))
        self._reports: set[asyncio.Task[None]] = set()
        self._came = asyncio.Condition()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        route = Route("/2010-04-01/Accounts/{sid}/Messages.json", self._create, methods=["POST"])
        config = uvicorn.Config(Starlette(routes=[route]), port=self._port, log_config=None, access_log=False)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        try:
            yield
        finally:
            for report in self._reports:
                report.cancel()
            server.should_exit = True
            await serving
            await self._client.aclose()

    async def deliver(self, url: str, number: str, text: str) -> Delivery:
        """Post one message, and wait for the acknowledgement; without one the status is 599."""
        form = incoming_form(self._account, number, _message("inbound", "phone", text), self.base)
        began, status = time.perf_counter(), 599
        with suppress(httpx.TransportError):
            status = (await self._client.post(url, data=form, headers=self._signed(url, form))).status_code
        return Delivery(began=began, acknowledged=time.perf_counter(), status=status)

    async def wait_for(self, number: str, count: int, seconds: float) -> list[tuple[float, str]]:
        """The texts of a number once there are `count` of them, or what there is when the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._came:
                await self._came.wait_for(lambda: len(self.texts.get(number, [])) >= count)
        return self.texts.get(number, [])

    async def _create(self, request: Request) -> Response:
        async with request.form(max_files=0) as form:
            number, text, callback = str(form["To"]), str(form["Body"]), str(form.get("StatusCallback", ""))
        await asyncio.sleep(self.delay)
        message = _message("outbound", "service", text)
        self.texts.setdefault(number, []).append((time.perf_counter(), text))
        async with self._came:
            self._came.notify_all()
        if callback:
            report = asyncio.create_task(self._report(callback, number, message))
            self._reports.add(report)
            report.add_done_callback(self._reports.discard)
        return JSONResponse(resource(self._account, number, message), status_code=201)

    async def _report(self, url: str, number: str, message: PhoneMessage) -> None:
        form = status_form(self._account, number, replace(message, status="delivered"))
        with suppress(httpx.TransportError):
            await self._client.post(url, data=form, headers=self._signed(url, form))

    def _signed(self, url: str, form: dict[str, str]) -> dict[str, str]:
        return {"X-Twilio-Signature": str(self._validator.compute_signature(url, form))}


def _message(direction: Literal["inbound", "outbound"], sender: Literal["phone", "service"], text: str) -> PhoneMessage:
    return PhoneMessage(
        sid=f"SM{uuid4().hex}",
        direction=direction,
        sender=sender,
        text=text,
        kind="text",
        at=datetime.now(UTC),
        segments=1,
        status="queued" if direction == "outbound" else "received",
    )
