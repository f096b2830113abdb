"""Only what Twilio signed, over our public address and with our token, is read; everything else is refused."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import HMAC_SHA1, HMAC_SHA256, RequestValidator

from bot.channels.base import WebhookRequest
from bot.channels.twilio import TwilioSms
from bot.errors import ForgedWebhook, MalformedWebhook

TOKEN = "a-token-of-this-test"
ACCOUNT = "AC" + "0" * 32
PUBLIC = "https://texts.example.org"
PATH = "/webhooks/twilio/sms"
FORM = {
    "MessageSid": "SM" + "1" * 32,
    "AccountSid": ACCOUNT,
    "From": "+12145550101",
    "To": "+12145550100",
    "Body": "hola, ¿estás ahí? 😀",
    "NumMedia": "0",
}
VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "twilio" / "signature_vectors.json"


def channel(token: str = TOKEN, public_url: str = PUBLIC) -> TwilioSms:
    return TwilioSms(account_sid=ACCOUNT, auth_token=token, number="+12145550100", public_url=public_url)


def request(
    form: dict[str, str] | None = None,
    *,
    signed: dict[str, str] | None = None,
    url: str = PUBLIC + PATH,
    path: str = PATH,
    token: str = TOKEN,
    algorithm: str = HMAC_SHA1,
    headers: dict[str, str] | None = None,
) -> WebhookRequest:
    form = FORM if form is None else form
    signature = RequestValidator(token).compute_signature(url, form if signed is None else signed, algorithm)
    return WebhookRequest(
        path=path,
        headers={
            "content-type": "application/x-www-form-urlencoded; charset=utf-8",
            "x-twilio-signature": signature,
            **(headers or {}),
        },
        body=urlencode(form).encode(),
    )


def test_a_signed_message_is_read() -> None:
    incoming = channel().read(request())
    assert (incoming.channel, incoming.address, incoming.kind) == ("sms", "+12145550101", "text")
    assert incoming.text == "hola, ¿estás ahí? 😀"


def test_nothing_of_a_message_shows_in_its_repr() -> None:
    shown = repr(channel().read(request()))
    assert "5550101" not in shown and "hola" not in shown


def test_a_missing_signature_is_refused() -> None:
    with pytest.raises(ForgedWebhook):
        channel().read(request(headers={"x-twilio-signature": ""}))


def test_a_signature_of_another_token_is_refused() -> None:
    with pytest.raises(ForgedWebhook):
        channel().read(request(token="another-token"))


def test_a_signature_over_another_host_is_refused() -> None:
    with pytest.raises(ForgedWebhook):
        channel().read(request(url="https://elsewhere.example.org" + PATH))


def test_a_signature_over_another_path_or_query_is_refused() -> None:
    with pytest.raises(ForgedWebhook):
        channel().read(request(url=PUBLIC + "/webhooks/twilio/status"))
    with pytest.raises(ForgedWebhook):
        channel().read(request(path=PATH + "?x=1"))


def test_another_algorithm_is_refused_even_when_a_header_asks_for_it() -> None:
    header = {"x-twilio-webhooks-signature-settings": "key=k,algorithm=HMAC_SHA256"}
    with pytest.raises(ForgedWebhook):
        channel().read(request(algorithm=HMAC_SHA256, headers=header))


@pytest.mark.parametrize("name", sorted(FORM))
def test_one_flipped_byte_in_any_parameter_is_refused(name: str) -> None:
    value = FORM[name]
    for position in range(len(value)):
        flipped = chr(ord(value[position]) ^ 1)
        changed = {**FORM, name: value[:position] + flipped + value[position + 1 :]}
        with pytest.raises(ForgedWebhook):
            channel().read(request(changed, signed=FORM))


@pytest.mark.parametrize("name", sorted(FORM))
def test_a_parameter_taken_away_is_refused(name: str) -> None:
    with pytest.raises((ForgedWebhook, MalformedWebhook)):
        channel().read(request({key: value for key, value in FORM.items() if key != name}, signed=FORM))


def test_an_added_parameter_is_refused() -> None:
    with pytest.raises(ForgedWebhook):
        channel().read(request({**FORM, "Extra": "1"}, signed=FORM))


def test_another_account_or_another_number_of_ours_is_refused_although_signed() -> None:
    for changed in ({"AccountSid": "AC" + "9" * 32}, {"To": "+12145550199"}):
        with pytest.raises(ForgedWebhook):
            channel().read(request({**FORM, **changed}))


def test_what_is_no_form_is_refused() -> None:
    for kind in ("application/json", "multipart/form-data; boundary=x", ""):
        with pytest.raises(MalformedWebhook):
            channel().read(request(headers={"content-type": kind}))


def test_an_oversized_or_unreadable_body_is_refused() -> None:
    for body in (b"x=" + b"a" * 70_000, b"\xff\xfe", b"no pairs at all", b"Body=%ff%fe"):
        with pytest.raises(MalformedWebhook):
            channel().read(WebhookRequest(path=PATH, headers=request().headers, body=body))


def test_a_message_without_its_id_or_with_no_phone_number_is_refused() -> None:
    for changed in ({"MessageSid": ""}, {"From": "22395"}, {"From": "Puente"}):
        with pytest.raises(MalformedWebhook):
            channel().read(request({**FORM, **changed}))


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"Body": "", "NumMedia": "1", "MediaUrl0": "https://example.org/1"}, "picture"),
        ({"Body": "", "Latitude": "29.7", "Longitude": "-95.3"}, "location"),
        ({"Body": "  "}, "empty"),
        ({"Body": "\ufffd\ufffd"}, "unreadable"),
        ({"Body": "look", "NumMedia": "1"}, "text"),
    ],
)
def test_what_has_no_words_is_told_apart_and_nothing_of_it_is_kept(changed: dict[str, str], kind: str) -> None:
    incoming = channel().read(request({**FORM, **changed}))
    assert incoming.kind == kind
    assert incoming.text == (changed["Body"] if kind == "text" else "")


def test_delivery_reports_are_read() -> None:
    form = {"MessageSid": "SM1", "AccountSid": ACCOUNT, "MessageStatus": "undelivered", "ErrorCode": "30005"}
    report = channel().read_report(request(form))
    assert report is not None and report.status == "failed" and report.reason
    assert channel().read_report(request({**form, "MessageStatus": "sending"})) is None


def test_the_published_signature_vectors_agree() -> None:
    if not VECTORS.exists():
        pytest.skip("the vectors are not beside this checkout")
    data = json.loads(VECTORS.read_text())
    for vector in data["vectors"]:
        if "body" in vector:
            continue  # JSON bodies are refused before any signature is looked at; the next test shows it
        pairs = [
            (name, value)
            for name, values in vector["params"].items()
            for value in (values if isinstance(values, list) else [values])
        ]
        form = ImmutableMultiDict(pairs)
        validator = RequestValidator(data["auth_token"])
        assert validator.compute_signature(vector.get("sign_uri", vector["uri"]), form, HMAC_SHA1) == vector["expected"]
        assert validator.validate(vector["uri"], form, vector["expected"], HMAC_SHA1), vector["name"]
        assert not validator.validate(vector["uri"] + "x", form, vector["expected"], HMAC_SHA1)


def test_a_json_body_is_no_form_even_when_its_hash_is_signed() -> None:
    if not VECTORS.exists():
        pytest.skip("the vectors are not beside this checkout")
    data = json.loads(VECTORS.read_text())
    vector = next(vector for vector in data["vectors"] if "body" in vector)
    assert RequestValidator(data["auth_token"]).validate(vector["uri"], vector["body"], vector["expected"], HMAC_SHA1)
    with pytest.raises(MalformedWebhook):
        channel().read(
            WebhookRequest(
                path=PATH,
                headers={"content-type": "application/json", "x-twilio-signature": vector["expected"]},
                body=vector["body"].encode(),
            )
        )
