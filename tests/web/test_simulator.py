"""The simulator's HTTP interface, with Twilio's own client on the service's side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import jsonschema_rs
import pytest
from twilio.base.exceptions import TwilioRestException

from tests.web.echo_service import ACCOUNT, SERVICE_NUMBER, TOKEN, EchoService, echo_service

PHONE = "/simulator/phones/+12145550101/messages"
API = f"/simulator/twilio/2010-04-01/Accounts/{ACCOUNT}"
SHAPES = Path(__file__).parents[3] / "shared" / "vectors" / "twilio" / "twilio_api_v2010_messages_subset.json"


@pytest.fixture
def service() -> Iterator[EchoService]:
    with echo_service() as running:
        yield running


@pytest.fixture
def client(service: EchoService) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, trust_env=False, timeout=20) as open_client:
        yield open_client


def test_a_text_goes_to_the_service_and_its_answer_to_the_phone(service: EchoService, client: httpx.Client) -> None:
    typed = client.post(PHONE, json={"text": "hola", "channel": "sms"})
    assert typed.status_code == 201
    thread = client.get(PHONE).json()
    assert [(m["direction"], m["text"], m["channel"]) for m in thread] == [
        ("inbound", "hola", "sms"),
        ("outbound", "You said: hola", "sms"),
    ]
    assert all(datetime.fromisoformat(m["at"]).tzinfo for m in thread)
    assert (service.texts, service.forged) == (["hola"], 0)


def test_ten_digits_name_the_same_phone(client: httpx.Client) -> None:
    client.post("/simulator/phones/2145550101/messages", json={"text": "hi"})
    assert client.get(PHONE).json()[0]["text"] == "hi"
    assert client.get("/simulator/phones/%2B12145550101/messages").json()[0]["text"] == "hi"


@pytest.mark.parametrize("number", ["911", "hello", "+1", "+1214555010155555"])
def test_a_wrong_number_is_refused(client: httpx.Client, number: str) -> None:
    for answer in (
        client.get(f"/simulator/phones/{number}/messages"),
        client.post(f"/simulator/phones/{number}/messages", json={"text": "hi"}),
        client.post("/simulator/phones", json={"number": number}),
    ):
        assert answer.status_code == 400
        assert "ten digits" in answer.json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hi",
        b"[]",
        b'{"channel": "sms"}',
        b'{"text": 5}',
        b'{"text": "hi", "channel": "telegram"}',
        b'{"text": "hi", "channel": ["sms"]}',
        b'{"text": "hi", "kind": "film"}',
        b"[" * 50_000,
    ],
)
def test_a_malformed_message_is_refused_with_a_sentence(
    service: EchoService, client: httpx.Client, body: bytes
) -> None:
    answer = client.post(PHONE, content=body)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")
    assert service.texts == []


def test_an_oversized_request_is_refused(client: httpx.Client) -> None:
    assert client.post(PHONE, json={"text": "x" * 200_000}).status_code == 413
    assert client.post(PHONE, json={"text": "x" * 20_001}).status_code == 400


def test_half_a_surrogate_pair_becomes_the_replacement_character(service: EchoService, client: httpx.Client) -> None:
    assert client.post(PHONE, content=rb'{"text": "hi \ud83d"}').status_code == 201
    assert service.texts == ["hi \ufffd"]


def test_a_service_that_refuses_is_told_plainly(service: EchoService, client: httpx.Client) -> None:
    service.answer = 500
    answer = client.post(PHONE, json={"text": "something private"})
    assert (answer.status_code, answer.json()) == (
        502,
        {"error": "The service did not take the message: it answered 500."},
    )
    assert client.get(PHONE).json()[0]["status"] == "failed"


def test_the_clock_moves_by_a_span(service: EchoService, client: httpx.Client) -> None:
    before = datetime.fromisoformat(client.get("/simulator/clock").json()["now"])
    after = datetime.fromisoformat(client.post("/simulator/clock", json={"advance": "1h30m"}).json()["now"])
    assert timedelta(minutes=90) <= after - before < timedelta(minutes=91)
    for wrong in ("", "soon", "-5m", "99999d", 45, None):
        assert client.post("/simulator/clock", json={"advance": wrong}).status_code == 400


def test_the_page_is_told_only_what_changed(client: httpx.Client) -> None:
    client.post(PHONE, json={"text": "hi"})
    first = client.get("/simulator/phones").json()
    assert [phone["number"] for phone in first["phones"]] == ["+12145550101", "+12145550102"]
    assert len(first["phones"][0]["messages"]) == 2
    quiet = client.get("/simulator/phones", params={"after": 1_000_000}).json()
    assert [phone["messages"] for phone in quiet["phones"]] == [[], []]
    assert client.get("/simulator/phones", params={"after": "x"}).status_code == 400


def test_a_number_used_by_a_script_can_be_put_on_the_page(client: httpx.Client) -> None:
    client.post("/simulator/phones/2145550177/messages", json={"text": "hi"})
    assert len(client.get("/simulator/phones").json()["phones"]) == 2
    added = client.post("/simulator/phones", json={"number": "2145550177"})
    assert (added.status_code, len(added.json()["messages"])) == (201, 2)
    assert len(client.get("/simulator/phones").json()["phones"]) == 3


def test_what_a_phone_that_is_off_never_got_is_not_in_its_messages(client: httpx.Client) -> None:
    assert client.post("/simulator/phones/+12145550101/power", json={"on": False}).json()["on"] is False
    client.post(PHONE, json={"text": "hi"})
    assert [m["direction"] for m in client.get(PHONE).json()] == ["inbound"]
    assert client.post("/simulator/phones/+12145550101/power", json={"on": 1}).status_code == 400


def test_drafts_are_counted_as_a_carrier_counts(client: httpx.Client) -> None:
    def count(text: str) -> dict[str, object]:
        return client.post("/simulator/segments", json={"text": text}).json()

    assert count("a" * 160) == {"segments": 1, "encoding": "GSM-7", "remaining": 0}
    assert count("a" * 161)["segments"] == 2
    assert count("á" + "a" * 70)["segments"] == 2


def test_another_web_site_cannot_use_the_simulator(client: httpx.Client) -> None:
    for method, path in (("GET", PHONE), ("POST", PHONE), ("POST", "/simulator/clock")):
        answer = client.request(method, path, json={"text": "hi"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403


def test_the_page_holds_no_inline_script_or_style(client: httpx.Client) -> None:
    page = client.get("/simulator")
    assert page.status_code == 200
    assert "<style" not in page.text and " style=" not in page.text and " onclick" not in page.text
    assert "<script type" in page.text and "<script>" not in page.text
    for path in ("base.css", "simulator.css", "simulator.js", "simulator-phone.js", "icon.svg"):
        assert client.get(f"/static/{path}").status_code == 200


@pytest.mark.parametrize(
    ("auth", "path", "status", "code"),
    [
        (None, API, 401, 20003),
        ((ACCOUNT, "wrong"), API, 401, 20003),
        (("AC" + "9" * 32, TOKEN), API, 401, 20003),
        ((ACCOUNT, TOKEN), API.replace("001", "002"), 404, 20404),
    ],
)
def test_the_messages_api_wants_the_accounts_credentials(
    client: httpx.Client, auth: tuple[str, str] | None, path: str, status: int, code: int
) -> None:
    form = {"To": "+12145550101", "From": SERVICE_NUMBER, "Body": "hi"}
    answer = client.post(f"{path}/Messages.json", data=form, auth=auth)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert client.get(PHONE).json() == []
    assert client.get(f"{path}/Messages.json", auth=auth).status_code == status


@pytest.mark.parametrize("header", ["Basic", "Basic !!", "Bearer abc", "Basic /w==", "Basic YWJj"])
def test_malformed_credentials_are_refused(client: httpx.Client, header: str) -> None:
    assert client.get(f"{API}/Messages.json", headers={"Authorization": header}).status_code == 401


def test_twilios_client_sends_lists_and_fetches(service: EchoService, client: httpx.Client) -> None:
    sent = service.twilio.messages.create(to="+12145550101", from_=SERVICE_NUMBER, body="¿Estás bien?")
    assert (sent.status, sent.body, sent.num_segments, sent.error_code) == ("queued", "¿Estás bien?", "1", None)
    for number in range(3):
        service.twilio.messages.create(to="+12145550101", from_=SERVICE_NUMBER, body=str(number))
    since = sent.date_created - timedelta(minutes=1)
    listed = service.twilio.messages.list(to="+12145550101", date_sent_after=since, page_size=2)
    assert [m.body for m in listed] == ["2", "1", "0", "¿Estás bien?"]
    assert service.twilio.messages.list(to="+12145550102") == []
    assert service.twilio.messages(sent.sid).fetch().body == "¿Estás bien?"
    with pytest.raises(TwilioRestException) as missing:
        service.twilio.messages("SM" + "0" * 32).fetch()
    assert missing.value.status == 404


def test_twilios_client_sees_an_opt_out_as_21610(service: EchoService, client: httpx.Client) -> None:
    client.post(PHONE, json={"text": "Stop"})
    with pytest.raises(TwilioRestException) as refused:
        service.twilio.messages.create(to="+12145550101", from_=SERVICE_NUMBER, body="hi")
    assert (refused.value.code, refused.value.status) == (21610, 400)
    assert [m["sender"] for m in client.get(PHONE).json()] == ["phone", "carrier"]
    assert client.get("/simulator/phones").json()["phones"][0]["opted_out"] is True


@pytest.mark.skipif(not SHAPES.exists(), reason="the published OpenAPI file is not at hand")
def test_answers_have_the_shape_twilio_publishes(client: httpx.Client) -> None:
    published = json.loads(SHAPES.read_text(encoding="utf-8"))
    message = _as_json_schema(published["components"]["schemas"]["api.v2010.account.message"], published)
    form = {"To": "+12145550101", "From": SERVICE_NUMBER, "Body": "hi"}
    created = client.post(f"{API}/Messages.json", data=form, auth=(ACCOUNT, TOKEN))
    assert created.status_code == 201
    page = client.get(f"{API}/Messages.json", auth=(ACCOUNT, TOKEN)).json()
    for found in (created.json(), *page["messages"]):
        jsonschema_rs.validate(message, found)
        assert set(found) == set(message["properties"])
    operation = published["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]["get"]
    listed = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(page) == set(listed["properties"])


def _as_json_schema(shape: object, published: dict[str, dict[str, dict[str, object]]]) -> dict:
    """OpenAPI 3.0 to JSON Schema: references resolved, `nullable` as a second type."""
    if isinstance(shape, list):
        return [_as_json_schema(each, published) for each in shape]
    if not isinstance(shape, dict):
        return shape
    if "$ref" in shape:
        return _as_json_schema(published["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]], published)
    plain = {name: _as_json_schema(value, published) for name, value in shape.items() if name != "format"}
    if plain.pop("nullable", False) and "type" in plain:
        plain["type"] = [plain["type"], "null"]
    return plain
