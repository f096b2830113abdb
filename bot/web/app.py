"""The web application: every route is listed here with who may use it, and everything else is refused.

Webhooks and the health checks are open to anyone, since providers cannot sign in; a webhook proves itself by its signature.
The desk has a table of its own, `bot/web/desk/routes.py`. The simulator is there only when it is switched on.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from time import perf_counter
from urllib.parse import urlsplit

import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.bootstrap import House
from bot.web.assets import static_mount
from bot.web.auth.gate import Gate
from bot.web.desk.routes import desk_routes
from bot.web.webhooks import webhook_routes

log = structlog.get_logger()

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "geolocation=(), microphone=(), camera=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
}


class Guard:
    """Adds the security headers to every answer, and turns an unforeseen failure into a plain 500 without its words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, began = False, perf_counter()

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message.get("headers", []), *_raw_headers(message.get("headers", []))]
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except Exception as error:
            # The path is not logged: a simulator's path holds a number.
            log.error("request_failed", error=type(error).__name__, seconds=round(perf_counter() - began, 3))
            if started:
                raise
            await JSONResponse({"error": "failed"}, status_code=500)(scope, receive, send_guarded)


def build_app(
    house: House,
    *,
    readiness: Callable[[], Awaitable[Mapping[str, bool]]],
    lifespan: Callable[[], AbstractAsyncContextManager[None]],
    extra_routes: Sequence[BaseRoute] = (),
    gate: Gate | None = None,
) -> Starlette:
    """The application of a house. `readiness` tells of each part whether it answers; `lifespan` starts and stops them.

    The desk's gate is the house's own unless another is given.
    """

    @asynccontextmanager
    async def around(_: Starlette) -> AsyncIterator[None]:
        async with lifespan():
            yield

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def ready(_: Request) -> Response:
        parts = await readiness()
        return JSONResponse(dict(parts), status_code=200 if all(parts.values()) else 503)

    routes: list[BaseRoute] = [
        Route("/health", health, methods=["GET"]),
        Route("/ready", ready, methods=["GET"]),
        *webhook_routes(house),
        *desk_routes(house, gate=gate),
        *extra_routes,
        static_mount(),
    ]
    middleware = [Middleware(Guard), Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(house), www_redirect=False)]
    return Starlette(routes=routes, middleware=middleware, lifespan=around)


def _hosts(house: House) -> list[str]:
    """The names under which this service answers; any other is somebody's attempt to rebind a name to this address."""
    settings = house.settings
    public = urlsplit(settings.public_url).hostname
    return sorted({name for name in (public, settings.host, "127.0.0.1", "localhost") if name})


def _raw_headers(present: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in present}
    pairs = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
    return [(name, value) for name, value in pairs if name not in names]
