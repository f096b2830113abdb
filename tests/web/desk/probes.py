"""Handlers that only tell that somebody got to them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.usecases.sessions import is_stepped_up
from bot.web.desk.context import Desk, Lobby


async def probe(_: Request, context: Lobby) -> Response:
    return PlainTextResponse(f"reached by {context.me.role}" if isinstance(context, Desk) else "reached by anybody")


async def stepped_up_probe(_: Request, desk: Desk) -> Response:
    fresh = is_stepped_up(desk.session, desk.now, desk.gate.spans)
    return PlainTextResponse("stepped up" if fresh else "not stepped up")
