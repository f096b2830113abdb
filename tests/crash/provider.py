"""The provider that the service is tried against, and the one truth about what it accepted.

It signs webhooks and repeats each message with the same id until it is acknowledged, as Twilio's retries and fallback do,
offers the Messages API, and reports what was delivered. It lives in the process that outlives the service.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator

from bot.channels.simulator_phones import PhoneMessage
from bot.channels.simulator_protocol import Account, ListQuery, incoming_form, page_of, resource, status_form
from bot.clock import Clock

SERVICE_NUMBER = "+12145550100"
BETWEEN_TRIES = 0.03
_ADDRESS_IS_WRONG = 21211


class NotTaken(Exception):
    """The service refused a webhook for good."""


class Provider:
    """One account. `accepted` is every text it ever took from the service, oldest first, with the number it went to."""

    def __init__(self, *, clock: Clock, public_url: str, service_url: str) -> None:
        self.account_sid = f"AC{uuid4().hex}"
        self.auth_token = secrets.token_hex(16)
        self.api_base = ""  # known once it serves
        self.accepted: list[tuple[str, PhoneMessage]] = []
        self.refused_numbers: set[str] = set()  # answered with 400, the number and the words quoted in the answer
        self.list_can_be_asked = True
        self.times_asked = 0
        self._clock = clock
        self._public_url = public_url
        self._service_url = service_url
        self._account = Account(sid=self.account_sid, service_number=SERVICE_NUMBER)
        self._validator = RequestValidator(self.auth_token)
        self._client = httpx.AsyncClient(timeout=15)
        self._reports: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def serving(self, port: int) -> AsyncIterator[None]:
        """Offer the Messages API on a port of this computer until the block ends."""
        self.api_base = f"http://127.0.0.1:{port}"
        app = Starlette(
            routes=[
                Route("/2010-04-01/Accounts/{sid}/Messages.json", self._create, methods=["POST"]),
                Route("/2010-04-01/Accounts/{sid}/Messages.json", self._list, methods=["GET"]),
            ]
        )
        server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="off")
        )
        serving = asyncio.create_task(server.serve())
        try:
            yield
        finally:
            for report in self._reports:
                report.cancel()
            server.should_exit = True
            await serving
            await self._client.aclose()

    # Towards the service

    async def deliver(self, number: str, text: str) -> str:
        """Deliver one message again and again until it is acknowledged; its id. Raises `NotTaken` when it is refused."""
        message = self._message("inbound", "phone", text, status="received")
        form = incoming_form(self._account, number, message, self.api_base)
        await self._post_until_taken("/webhooks/twilio/sms", form)
        return message.sid

    async def post(
        self, path: str, form: dict[str, str], *, signature: str | None = None, body: bytes | None = None
    ) -> int:
        """Post a webhook once; the status. `signature` and `body` replace the right ones, to be refused."""
        response = await self._client.post(
            self._service_url + path,
            content=urlencode(form).encode() if body is None else body,
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Twilio-Signature": self.sign(path, form) if signature is None else signature,
            },
        )
        return response.status_code

    def form_of(self, number: str, text: str) -> dict[str, str]:
        """The parameters of a message that is not delivered by `deliver`."""
        return incoming_form(
            self._account, number, self._message("inbound", "phone", text, status="received"), self.api_base
        )

    def sign(self, path: str, form: dict[str, str]) -> str:
        return str(self._validator.compute_signature(self._public_url + path, form))

    # What came of it

    def texts_to(self, number: str) -> tuple[str, ...]:
        """Every text that was accepted for a number, oldest first."""
        return tuple(message.text for to, message in self.accepted if to == number)

    @property
    def is_quiet(self) -> bool:
        """Whether every delivery report has been taken."""
        return not self._reports

    # The Messages API

    async def _create(self, request: Request) -> Response:
        if not self._is_ours(request):
            return _error(401, 20003, "Authenticate")
        async with request.form(max_files=0) as form:
            number, text, callback = str(form["To"]), str(form["Body"]), str(form["StatusCallback"])
        if number in self.refused_numbers:
            return _error(400, _ADDRESS_IS_WRONG, f"The 'To' number {number} is not valid. Body: {text}")
        message = self._message("outbound", "service", text, status="queued")
        self.accepted.append((number, message))
        path = callback.removeprefix(self._public_url)
        report = asyncio.create_task(self._report(path, number, message))
        self._reports.add(report)
        report.add_done_callback(self._reports.discard)
        return JSONResponse(resource(self._account, number, message), status_code=201)

    async def _list(self, request: Request) -> Response:
        self.times_asked += 1
        if not self.list_can_be_asked:
            return _error(503, 20503, "Service unavailable")
        if not self._is_ours(request):
            return _error(401, 20003, "Authenticate")
        query = ListQuery.read(dict(request.query_params))
        wanted = [pair for pair in reversed(self.accepted) if query.wants(self._account, *pair)]
        return JSONResponse(page_of(self._account, query, [resource(self._account, *pair) for pair in wanted]))

    def _is_ours(self, request: Request) -> bool:
        expected = base64.b64encode(f"{self.account_sid}:{self.auth_token}".encode()).decode()
        return request.headers.get("authorization") == f"Basic {expected}"

    async def _report(self, path: str, number: str, message: PhoneMessage) -> None:
        form = status_form(self._account, number, replace(message, status="delivered"))
        await self._post_until_taken(path, form)

    async def _post_until_taken(self, path: str, form: dict[str, str]) -> None:
        while True:
            try:
                status = await self.post(path, form)
            except httpx.TransportError:
                status = 0
            if status == 200:
                return
            if 400 <= status < 500:
                raise NotTaken(str(status))
            await asyncio.sleep(BETWEEN_TRIES)

    def _message(self, direction: str, sender: str, text: str, *, status: str) -> PhoneMessage:
        return PhoneMessage(
            sid=f"SM{uuid4().hex}",
            direction=direction,  # type: ignore[arg-type]
            sender=sender,  # type: ignore[arg-type]
            text=text,
            kind="text",
            at=self._clock.now(),
            segments=1,
            status=status,
        )


def _error(status: int, code: int, sentence: str) -> Response:
    return JSONResponse({"code": code, "message": sentence, "more_info": "", "status": status}, status_code=status)
