"""A small service behind the simulator: it checks Twilio's signature and answers each text through the Messages API."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit, urlunsplit

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from bot.channels.simulator import Carrier
from bot.channels.simulator_clock import MovableClock
from bot.web import simulator
from bot.web.assets import static_mount

ACCOUNT = "AC" + "0" * 31 + "1"
TOKEN = "token-of-the-simulated-account"
SERVICE_NUMBER = "+12145550100"
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"


async def with_content_policy(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """The real application forbids inline scripts and styles; a page that needs them must fail here too."""
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = CSP
    return response


async def no_pause(_seconds: float) -> None:
    """Stands in for the wait between two tries."""


class LocalTwilio(TwilioHttpClient):
    """Twilio's own client, sent to another address."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=10)
        self._base = urlsplit(base)

    def request(self, method, url, *arguments, **options):
        parts = urlsplit(url)
        moved = (self._base.scheme, self._base.netloc, self._base.path + parts.path, parts.query, "")
        return super().request(method, urlunsplit(moved), *arguments, **options)


class EchoService:
    """Carrier, clock and service on one loopback address, in a thread of their own."""

    def __init__(self) -> None:
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.clock = MovableClock()
        self.validator = RequestValidator(TOKEN)
        self.twilio = Client(ACCOUNT, TOKEN, http_client=LocalTwilio(f"{self.url}/simulator/twilio"))
        self.texts: list[str] = []
        self.statuses: list[str] = []
        self.forged = 0
        self.answer = 200
        self.reply = "You said: {}"

    def app(self) -> Starlette:
        client = httpx.AsyncClient(trust_env=False)
        self.carrier = Carrier(
            account_sid=ACCOUNT,
            auth_token=TOKEN,
            service_number=SERVICE_NUMBER,
            public_url=self.url,
            clock=self.clock,
            client=client,
            pause=no_pause,
        )

        @contextlib.asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            yield
            await self.carrier.close()
            await client.aclose()

        routes = [
            Route("/webhooks/twilio/sms", self.incoming, methods=["POST"]),
            Route("/webhooks/twilio/status", self.status, methods=["POST"]),
            static_mount(),
            *simulator.routes(self.carrier, self.clock),
        ]
        policy = Middleware(BaseHTTPMiddleware, dispatch=with_content_policy)
        return Starlette(routes=routes, middleware=[policy], lifespan=lifespan)

    async def form_of(self, request: Request) -> dict[str, str]:
        form = {name: str(value) for name, value in (await request.form()).items()}
        signature = request.headers.get("X-Twilio-Signature", "")
        if not self.validator.validate(self.url + request.url.path, form, signature):
            self.forged += 1
        return form

    async def incoming(self, request: Request) -> Response:
        form = await self.form_of(request)
        if self.answer != 200:
            return Response(status_code=self.answer)
        self.texts.append(form["Body"])
        await asyncio.to_thread(self.send, form["From"], self.reply.format(form["Body"] or "nothing"))
        return Response("<Response/>", media_type="text/xml")

    async def status(self, request: Request) -> Response:
        self.statuses.append((await self.form_of(request))["MessageStatus"])
        return Response(status_code=204)

    def send(self, number: str, text: str) -> None:
        callback = f"{self.url}/webhooks/twilio/status"
        with contextlib.suppress(Exception):  # an opted-out phone refuses; the tests look at the thread
            self.twilio.messages.create(to=number, from_=SERVICE_NUMBER, body=text, status_callback=callback)


@contextlib.contextmanager
def echo_service() -> Iterator[EchoService]:
    """Serve until the block ends."""
    service = EchoService()
    config = uvicorn.Config(service.app(), log_level="warning", access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [service.listener]}, daemon=True)
    thread.start()
    with httpx.Client(base_url=service.url, trust_env=False) as client:
        for _ in range(200):
            with contextlib.suppress(httpx.TransportError):
                if client.get("/simulator/clock").status_code == 200:
                    break
    try:
        yield service
    finally:
        server.should_exit = True
        thread.join(10)
        service.listener.close()
        service.twilio.http_client.session.close()
