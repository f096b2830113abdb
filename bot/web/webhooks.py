"""Where providers knock. 200 only after the commit; 403 to a forger; 4xx to nonsense; 5xx when it could not be kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.bootstrap import House
from bot.channels.base import WebhookRequest
from bot.errors import ForgedWebhook, MalformedWebhook, StoreError

MOST_BYTES = 64 * 1024
NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
log = structlog.get_logger()

Take = Callable[[WebhookRequest], Awaitable[None]]


def webhook_routes(house: House) -> list[Route]:
    """The webhooks of the channels that this house serves."""
    sms = house.channels["sms"]

    async def take_message(request: WebhookRequest) -> None:
        await house.inbox.receive(sms.read(request))

    async def take_report(request: WebhookRequest) -> None:
        report = sms.read_report(request)
        if report is not None:
            await house.outbox.report(sms.name, report)

    return [
        Route("/webhooks/twilio/sms", _endpoint("sms", take_message), methods=["POST"]),
        Route("/webhooks/twilio/status", _endpoint("status", take_report), methods=["POST"]),
    ]


def _endpoint(name: str, take: Take) -> Callable[[Request], Awaitable[Response]]:
    """Reads one request whole, within bounds, and turns what became of it into a status."""

    async def endpoint(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            log.warning("webhook_refused", webhook=name, status=413)
            return Response(status_code=413)
        status = await _status(name, take, _webhook_request(request, body))
        if status == 200:
            # An empty TwiML document: the answer to the person goes through the outbox, never through this response.
            return Response(NO_REPLY, media_type="text/xml")
        return Response(status_code=status)

    return endpoint


async def _status(name: str, take: Take, request: WebhookRequest) -> int:
    try:
        await take(request)
    except ForgedWebhook:
        log.warning("webhook_refused", webhook=name, status=403)
        return 403
    except MalformedWebhook:
        log.warning("webhook_refused", webhook=name, status=400)
        return 400
    except StoreError as error:
        # Not kept, so not acknowledged: the provider tries again or falls back.
        log.error("webhook_not_kept", webhook=name, error=type(error).__name__)
        return 503
    return 200


async def _body(request: Request) -> bytes | None:
    """The body, or None when it is larger than any real webhook."""
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > MOST_BYTES:
                return None
            chunks.append(chunk)
    except ClientDisconnect:
        return b""
    return b"".join(chunks)


def _webhook_request(request: Request, body: bytes) -> WebhookRequest:
    query = request.url.query
    path = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0] or request.url.path
    return WebhookRequest(
        path=f"{path}?{query}" if query else path,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
    )
