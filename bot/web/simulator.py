"""The simulator's page and its HTTP interface: phones anyone at this computer can text from."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from bot.care.wording import segments
from bot.channels.simulator import API_PATH, Carrier
from bot.channels.simulator_clock import MalformedSpan, MovableClock, parse_span
from bot.channels.simulator_phones import Kind, NotANumber, Phone, PhoneMessage, TooManyPhones
from bot.channels.simulator_webhooks import WebhookRefused
from bot.errors import PuenteError
from bot.web import simulator_twilio
from bot.web.assets import TEMPLATES

LARGEST_REQUEST = 128 * 1024  # bytes; far above any text a phone sends
LONGEST_TEXT = 20_000  # characters; longer than any phone sends, so that very long messages can be tried
CHANNELS = {"sms": "SMS"}
KINDS: dict[str, Kind] = {"text": "text", "picture": "picture", "location": "location", "empty": "empty"}

Endpoint = Callable[[Request], Awaitable[Response]]


class _BadRequest(PuenteError):
    """A request to the simulator was refused:"""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def routes(carrier: Carrier, clock: MovableClock) -> list[Route]:
    """Everything under `/simulator`, the local Messages API included. Mount only when the simulator is switched on."""
    pages = _Pages(carrier, clock)
    one = "/simulator/phones/{number}"
    return [
        Route("/simulator", pages.page, methods=["GET"], name="simulator"),
        Route("/simulator/phones", _guarded(pages.changes), methods=["GET"]),
        Route("/simulator/phones", _guarded(pages.add_phone), methods=["POST"]),
        Route(f"{one}/messages", _guarded(pages.messages), methods=["GET"]),
        Route(f"{one}/messages", _guarded(pages.type), methods=["POST"]),
        Route(f"{one}/power", _guarded(pages.power), methods=["POST"]),
        Route("/simulator/segments", _guarded(pages.segments), methods=["POST"]),
        Route("/simulator/clock", _guarded(pages.time), methods=["GET"]),
        Route("/simulator/clock", _guarded(pages.advance), methods=["POST"]),
        *simulator_twilio.routes(carrier, API_PATH),
    ]


class _Pages:
    """The endpoints, with the carrier and the clock they work on."""

    def __init__(self, carrier: Carrier, clock: MovableClock) -> None:
        self._carrier = carrier
        self._clock = clock
        self._templates = Jinja2Templates(directory=TEMPLATES)

    async def page(self, request: Request) -> Response:
        """The page with the phones; its script fills in the threads."""
        context = {"channels": CHANNELS, "service_number": self._carrier.service_number}
        return self._templates.TemplateResponse(request, "simulator.html", context)

    async def changes(self, request: Request) -> Response:
        """The phones on the page, each with the messages that changed after `?after=N`, and the service's time."""
        after = request.query_params.get("after", "0")
        if not after.isascii() or not after.isdigit():
            raise _BadRequest("after is a whole number.")
        phones = [_phone_json(phone, int(after[:18])) for phone in self._carrier.phones()]
        return JSONResponse({"now": self._now(), "changes": self._carrier.changes, "phones": phones})

    async def add_phone(self, request: Request) -> Response:
        """Show one more phone, `{"number"}`; a number that was used by a script comes with its thread."""
        phone = self._carrier.phone(_text_of(await _json_of(request), "number"))
        phone.shown = True
        return JSONResponse(_phone_json(phone, 0), status_code=201)

    async def messages(self, request: Request) -> Response:
        """The thread of a phone, oldest first; what never reached the phone because it was off is left out."""
        thread = self._carrier.messages(request.path_params["number"])
        return JSONResponse([_message_json(message) for message in thread if message.status != "undelivered"])

    async def type(self, request: Request) -> Response:
        """Text from a phone, `{"text", "channel"?, "kind"?}`; answers once the service has acknowledged the webhook."""
        body = await _json_of(request)
        if str(body.get("channel", "sms")) not in CHANNELS:
            raise _BadRequest('The simulator speaks "sms"; other channels are not connected to it.')
        kind = KINDS.get(str(body.get("kind", "text")))
        if kind is None:
            raise _BadRequest('kind is one of "text", "picture", "location", "empty".')
        text = _text_of(body, "text") if kind == "text" else ""
        if len(text) > LONGEST_TEXT:
            raise _BadRequest(f"A text has at most {LONGEST_TEXT} characters here.")
        message = await self._carrier.type(request.path_params["number"], text, kind=kind)
        return JSONResponse(_message_json(message), status_code=201)

    async def power(self, request: Request) -> Response:
        """Switch a phone on or off, `{"on": true}`; what is sent to a phone that is off comes back as undelivered."""
        on = (await _json_of(request)).get("on")
        if not isinstance(on, bool):
            raise _BadRequest("on is true or false.")
        phone = self._carrier.phone(request.path_params["number"])
        phone.reachable = on
        return JSONResponse(_phone_json(phone, self._carrier.changes))

    async def segments(self, request: Request) -> Response:
        """How many SMS segments a draft takes, counted by the rule the service itself uses."""
        found = segments(_text_of(await _json_of(request), "text")[:LONGEST_TEXT])
        return JSONResponse({"segments": found.count, "encoding": found.encoding, "remaining": found.remaining})

    async def time(self, _request: Request) -> Response:
        return JSONResponse({"now": self._now()})

    async def advance(self, request: Request) -> Response:
        """Move the service's clock forward, `{"advance": "45m"}`."""
        self._clock.advance(parse_span(_text_of(await _json_of(request), "advance")))
        return JSONResponse({"now": self._now()})

    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="milliseconds")


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Answer every expected failure with JSON, and refuse requests that another web site makes the browser send."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return _refusal("The simulator answers only its own page and local programs.", 403)
        try:
            return await endpoint(request)
        except _BadRequest as wrong:
            return _refusal(wrong.sentence, wrong.status)
        except (NotANumber, TooManyPhones, MalformedSpan) as wrong:
            return _refusal(str(wrong), 400)
        except WebhookRefused as refused:
            return _refusal(f"The service did not take the message: it answered {refused.answer}.", 502)

    return answer


def _refusal(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)


async def _json_of(request: Request) -> dict[str, Any]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_REQUEST:
            raise _BadRequest("The request is too large.", 413)
    try:
        found = json.loads(bytes(body))
    except (ValueError, RecursionError):
        raise _BadRequest("The body is a JSON object.") from None
    if not isinstance(found, dict):
        raise _BadRequest("The body is a JSON object.")
    return found


def _text_of(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise _BadRequest(f"{name} is a string.")
    # JSON can carry half of a surrogate pair, which no form can; a carrier would show the replacement character.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _phone_json(phone: Phone, after: int) -> dict[str, Any]:
    return {
        "number": phone.number,
        "on": phone.reachable,
        "opted_out": phone.opted_out,
        "messages": [_message_json(message) for message in phone.thread.values() if message.change > after],
    }


def _message_json(message: PhoneMessage) -> dict[str, Any]:
    return {
        "id": message.sid,
        "direction": message.direction,
        "sender": message.sender,
        "text": message.text,
        "kind": message.kind,
        "channel": message.channel,
        "at": message.at.isoformat(timespec="milliseconds"),
        "segments": message.segments,
        "status": message.status,
        "error_code": message.error_code,
    }
