"""The local Messages API, in Twilio's shapes; in simulator mode `PUENTE_TWILIO_API_BASE` points at it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.simulator import Carrier
from bot.channels.simulator_protocol import API_VERSION, CarrierRefusal

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(carrier: Carrier, base: str) -> list[Route]:
    """Send, list and fetch messages of the one account."""
    account = f"{base}/{API_VERSION}/Accounts/{{account_sid}}"

    async def send(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=100) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return JSONResponse(await carrier.accept(fields), status_code=201)

    async def listed(request: Request) -> Response:
        return JSONResponse(carrier.listed(dict(request.query_params)))

    async def found(request: Request) -> Response:
        return JSONResponse(carrier.found(request.path_params["sid"]))

    return [
        Route(f"{account}/Messages.json", _for_the_account(carrier, send), methods=["POST"]),
        Route(f"{account}/Messages.json", _for_the_account(carrier, listed), methods=["GET"]),
        Route(f"{account}/Messages/{{sid}}.json", _for_the_account(carrier, found), methods=["GET"]),
    ]


def _for_the_account(carrier: Carrier, endpoint: Endpoint) -> Endpoint:
    """Demand the account's own credentials by HTTP Basic, and answer refusals in Twilio's error shape."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            user, password = _credentials(request)
            if not carrier.knows(user, password):
                raise CarrierRefusal(20003)
            if request.path_params["account_sid"] != user:
                raise CarrierRefusal(20404)
            return await endpoint(request)
        except CarrierRefusal as refusal:
            headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if refusal.status == 401 else None
            return JSONResponse(refusal.as_json(), status_code=refusal.status, headers=headers)

    return answer


def _credentials(request: Request) -> tuple[str, str]:
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    try:
        user, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise CarrierRefusal(20003) from None
    if scheme.lower() != "basic" or not colon:
        raise CarrierRefusal(20003)
    return user, password
