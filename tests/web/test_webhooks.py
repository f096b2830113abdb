"""A webhook is refused or kept, never half: nothing is written for a forger, nothing is acknowledged without a row."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from twilio.request_validator import HMAC_SHA256, RequestValidator

from bot.bootstrap import House
from bot.channels.twilio import TwilioSms
from bot.errors import StoreBusy, StoreFull
from bot.web.app import SECURITY_HEADERS, build_app
from tests.house import Home, at_home

TOKEN, ACCOUNT, OURS = "a-token-of-this-test", "AC" + "0" * 32, "+12145550100"
PUBLIC = "https://texts.example.org"
PATH = "/webhooks/twilio/sms"
FORM = {
    "MessageSid": "SM" + "1" * 32,
    "AccountSid": ACCOUNT,
    "From": "+12145550101",
    "To": OURS,
    "Body": "hello there",
    "NumMedia": "0",
}


class Door:
    """The web application of a house, and what knocks at it."""

    def __init__(self, home: Home, house: House, client: httpx.AsyncClient) -> None:
        self.home = home
        self.house = house
        self.client = client

    async def knock(
        self, form: dict[str, str] | None = None, *, path: str = PATH, signature: str | None = None, **headers: str
    ) -> int:
        form = FORM if form is None else form
        signed = RequestValidator(TOKEN).compute_signature(PUBLIC + path, form) if signature is None else signature
        answer = await self.client.post(
            path,
            content=urlencode(form),
            headers={
                "content-type": "application/x-www-form-urlencoded",
                "x-twilio-signature": signed,
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
        )
        return answer.status_code

    async def kept(self) -> int:
        return len((await self.home.rows()).get("inbound_message", []))


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    async with at_home(tmp_path) as home:
        sms = TwilioSms(account_sid=ACCOUNT, auth_token=TOKEN, number=OURS, public_url=PUBLIC)
        settings = replace(home.house.settings, public_url=PUBLIC)
        house = replace(home.house, channels={"sms": sms}, settings=settings)

        @asynccontextmanager
        async def lifespan() -> AsyncIterator[None]:
            yield

        async def readiness() -> dict[str, bool]:
            return {"store": True, "engine": False, "worker": True}

        app = build_app(house, readiness=readiness, lifespan=lifespan)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
            yield Door(home, house, client)


async def test_a_signed_message_is_kept_and_then_acknowledged(door: Door) -> None:
    assert await door.knock() == 200
    assert await door.kept() == 1


async def test_a_replay_is_acknowledged_and_has_no_effect(door: Door) -> None:
    for _ in range(5):
        assert await door.knock() == 200
    assert await door.kept() == 1


@pytest.mark.parametrize("signature", ["", "nonsense", "ä"])
async def test_without_a_right_signature_nothing_is_written(door: Door, signature: str) -> None:
    answer = await door.client.post(
        PATH,
        content=urlencode(FORM),
        headers=[
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"x-twilio-signature", signature.encode("latin-1")),
        ],
    )
    assert answer.status_code == 403
    assert await door.kept() == 0


@pytest.mark.parametrize("name", sorted(FORM))
async def test_any_changed_parameter_is_refused(door: Door, name: str) -> None:
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC + PATH, FORM)
    for position in range(len(FORM[name])):
        changed = FORM[name][:position] + chr(ord(FORM[name][position]) ^ 1) + FORM[name][position + 1 :]
        assert await door.knock({**FORM, name: changed}, signature=signature) == 403
    assert await door.kept() == 0


async def test_another_host_or_algorithm_is_refused(door: Door) -> None:
    validator = RequestValidator(TOKEN)
    elsewhere = validator.compute_signature("https://elsewhere.example.org" + PATH, FORM)
    stronger = validator.compute_signature(PUBLIC + PATH, FORM, HMAC_SHA256)
    assert await door.knock(signature=elsewhere) == 403
    assert await door.knock(signature=stronger) == 403
    named = "key=k,algorithm=HMAC_SHA256"
    assert await door.knock(signature=stronger, x_twilio_webhooks_signature_settings=named) == 403
    assert await door.knock(host="elsewhere.example.org") == 400
    assert await door.kept() == 0


async def test_what_is_too_large_or_no_form_is_refused(door: Door) -> None:
    large = {**FORM, "Body": "x" * 70_000}
    assert await door.knock(large) == 413
    assert await door.knock(content_type="application/json") == 400
    assert await door.knock(content_type="multipart/form-data; boundary=x") == 400
    assert await door.knock({**FORM, "MessageSid": ""}) == 400
    assert await door.kept() == 0


@pytest.mark.parametrize("error", [StoreBusy("locked"), StoreFull("no space"), OSError("anything else")])
async def test_what_cannot_be_kept_is_not_acknowledged(
    door: Door, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(door.house.inbox, "receive", fail)
    assert await door.knock() >= 500
    assert await door.kept() == 0


async def test_a_delivery_report_is_taken_and_a_forged_one_is_not(door: Door) -> None:
    report = {"MessageSid": "SM" + "2" * 32, "AccountSid": ACCOUNT, "MessageStatus": "delivered"}
    assert await door.knock(report, path="/webhooks/twilio/status") == 200
    assert await door.knock(report, path="/webhooks/twilio/status", signature="nonsense") == 403


@pytest.mark.parametrize(
    "path", ["/", "/deskish", "/simulator", "/webhooks/telegram", "/openapi.json", "/static/", "/static/../app.py"]
)
async def test_what_is_not_listed_does_not_exist(door: Door, path: str) -> None:
    assert (await door.client.get(path)).status_code == 404


async def test_a_webhook_only_takes_posts(door: Door) -> None:
    assert (await door.client.get(PATH)).status_code == 405


async def test_every_answer_carries_the_security_headers(door: Door) -> None:
    for path in ("/health", "/nowhere"):
        answer = await door.client.get(path)
        assert all(answer.headers[name] == value for name, value in SECURITY_HEADERS.items())


async def test_health_says_alive_and_ready_says_what_does_not_answer(door: Door) -> None:
    assert (await door.client.get("/health")).json() == {"status": "alive"}
    ready = await door.client.get("/ready")
    assert ready.status_code == 503
    assert ready.json() == {"store": True, "engine": False, "worker": True}
