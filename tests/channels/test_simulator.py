"""The simulated carrier: what a phone types reaches the service as from Twilio, and what the service sends reaches the phone."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from bot.channels.simulator import Carrier
from bot.channels.simulator_clock import MalformedSpan, MovableClock, parse_span
from bot.channels.simulator_phones import MOST_MESSAGES, NotANumber, canonical_number
from bot.channels.simulator_protocol import CarrierRefusal
from bot.channels.simulator_webhooks import WebhookRefused
from bot.errors import WrongSetting

ACCOUNT = "AC" + "0" * 31 + "1"
TOKEN = "a-token"
SERVICE = "+12145550100"
PHONE = "+12145550101"
PUBLIC = "https://bridge.example"
NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)


class StillClock:
    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time


class Street:
    """The service's side: records signed requests and answers with the given statuses, the last one for ever."""

    def __init__(self, *answers: int | Exception) -> None:
        self.answers = list(answers or (200,))
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []
        self.clock = StillClock()

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def carrier(self, **changes: object) -> Carrier:
        fields = {
            "account_sid": ACCOUNT,
            "auth_token": TOKEN,
            "service_number": SERVICE,
            "public_url": PUBLIC,
            "clock": self.clock,
            "client": httpx.AsyncClient(transport=httpx.MockTransport(self.answer)),
            "pause": self.pause,
        }
        return Carrier(**(fields | changes))

    def forms(self) -> list[dict[str, str]]:
        return [dict(parse_qsl(r.content.decode(), keep_blank_values=True)) for r in self.requests]


def sending(text: str = "Hello", **changes: str) -> dict[str, str]:
    return {"To": PHONE, "From": SERVICE, "Body": text} | changes


async def test_what_a_phone_types_arrives_as_twilio_would_send_it() -> None:
    street = Street()
    message = await street.carrier().type(PHONE, "hola, ¿estás ahí?")
    (form,) = street.forms()
    assert form["Body"] == "hola, ¿estás ahí?"
    assert (form["From"], form["To"], form["AccountSid"]) == (PHONE, SERVICE, ACCOUNT)
    assert form["MessageSid"] == form["SmsSid"] == message.sid
    assert (form["NumMedia"], form["NumSegments"], form["SmsStatus"]) == ("0", "1", "received")
    assert message.status == "received"


async def test_the_signature_covers_the_public_address_though_the_call_stays_on_this_computer() -> None:
    street = Street()
    await street.carrier(loopback_url="http://127.0.0.1:8000").type(PHONE, "hi")
    request = street.requests[0]
    assert str(request.url) == "http://127.0.0.1:8000/webhooks/twilio/sms"
    signature = request.headers["X-Twilio-Signature"]
    assert RequestValidator(TOKEN).validate(f"{PUBLIC}/webhooks/twilio/sms", street.forms()[0], signature)
    assert not RequestValidator("other").validate(f"{PUBLIC}/webhooks/twilio/sms", street.forms()[0], signature)


async def test_pictures_locations_and_empty_messages_carry_twilios_parameters() -> None:
    street = Street()
    carrier = street.carrier()
    picture = await carrier.type(PHONE, "", kind="picture")
    await carrier.type(PHONE, "", kind="location")
    await carrier.type(PHONE, "", kind="empty")
    forms = street.forms()
    assert picture.sid.startswith("MM")
    assert (forms[0]["NumMedia"], forms[0]["MediaContentType0"]) == ("1", "image/jpeg")
    assert forms[0]["MediaUrl0"].startswith(f"{PUBLIC}/simulator/twilio/2010-04-01/Accounts/{ACCOUNT}/")
    assert float(forms[1]["Latitude"]) and float(forms[1]["Longitude"])
    assert (forms[2]["Body"], forms[2]["NumMedia"], "Latitude" in forms[2]) == ("", "0", False)


@pytest.mark.parametrize("trouble", [503, httpx.ConnectError("refused"), httpx.ReadTimeout("slow")])
async def test_a_service_in_trouble_gets_the_same_message_again(trouble: int | Exception) -> None:
    street = Street(trouble, 200)
    await street.carrier().type(PHONE, "still there?")
    first, second = street.forms()
    assert first == second
    assert street.pauses == [0.5]


async def test_a_message_is_given_up_after_three_tries_and_shown_as_failed() -> None:
    street = Street(500)
    carrier = street.carrier()
    with pytest.raises(WebhookRefused) as refused:
        await carrier.type(PHONE, "a private thing")
    assert refused.value.answer == "500"
    assert "private" not in str(refused.value)
    assert len(street.requests) == 3
    assert [m.status for m in carrier.messages(PHONE)] == ["failed"]


async def test_a_refusal_is_not_tried_again() -> None:
    street = Street(403)
    with pytest.raises(WebhookRefused):
        await street.carrier().type(PHONE, "hi")
    assert len(street.requests) == 1


async def test_what_the_service_sends_reaches_the_phone_and_is_reported_in_order() -> None:
    street = Street()
    carrier = street.carrier()
    resource = await carrier.accept(sending(StatusCallback=f"{PUBLIC}/webhooks/twilio/status"))
    assert (resource["status"], resource["to"], resource["from"], resource["body"]) == (
        "queued",
        PHONE,
        SERVICE,
        "Hello",
    )
    assert resource["date_sent"] is None
    await carrier.settle()
    assert [form["MessageStatus"] for form in street.forms()] == ["queued", "sent", "delivered"]
    assert {form["MessageSid"] for form in street.forms()} == {resource["sid"]}
    for request, form in zip(street.requests, street.forms(), strict=True):
        signature = request.headers["X-Twilio-Signature"]
        assert RequestValidator(TOKEN).validate(f"{PUBLIC}/webhooks/twilio/status", form, signature)
    assert [(m.direction, m.text, m.status) for m in carrier.messages(PHONE)] == [("outbound", "Hello", "delivered")]


async def test_a_text_is_delivered_even_if_nobody_takes_its_reports() -> None:
    street = Street(500)
    carrier = street.carrier()
    await carrier.accept(sending(StatusCallback=f"{PUBLIC}/webhooks/twilio/status"))
    await carrier.settle()
    assert carrier.messages(PHONE)[0].status == "delivered"


async def test_a_phone_that_is_off_makes_the_message_undelivered() -> None:
    street = Street()
    carrier = street.carrier()
    carrier.phone(PHONE).reachable = False
    await carrier.accept(sending(StatusCallback=f"{PUBLIC}/webhooks/twilio/status"))
    await carrier.settle()
    last = street.forms()[-1]
    assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", "30003")


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop \n", "unsubscribe", "END", "QUIT", "cancel", "STOPALL"])
async def test_an_opt_out_word_blocks_sending_until_the_phone_opts_in_again(word: str) -> None:
    street = Street()
    carrier = street.carrier()
    await carrier.type(PHONE, word)
    assert street.forms()[0]["Body"] == word
    with pytest.raises(CarrierRefusal) as refusal:
        await carrier.accept(sending())
    assert (refusal.value.code, refusal.value.status) == (21610, 400)
    await carrier.accept(sending(To="+12145550102"))
    await carrier.type(PHONE, "start")
    assert (await carrier.accept(sending()))["status"] == "queued"
    await carrier.settle()
    assert [m.sender for m in carrier.messages(PHONE)] == ["phone", "carrier", "phone", "carrier", "service"]


@pytest.mark.parametrize("words", ["please stop", "STOP.", "stop texting me", "HELP", "info", "yes", "start"])
async def test_other_words_are_passed_on_and_change_nothing(words: str) -> None:
    street = Street()
    carrier = street.carrier()
    await carrier.type(PHONE, words)
    await carrier.accept(sending())
    await carrier.settle()
    assert [m.sender for m in carrier.messages(PHONE)] == ["phone", "service"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"From": SERVICE, "Body": "x"}, 21604),
        ({"To": PHONE, "Body": "x"}, 21603),
        ({"To": PHONE, "From": SERVICE}, 21602),
        (sending(From="+12145550199"), 21606),
        (sending(To="555"), 21211),
        (sending(To=SERVICE), 21266),
        (sending("x" * 1601), 21617),
        (sending(StatusCallback="nowhere"), 21609),
        (sending(StatusCallback="http://[broken"), 21609),
    ],
)
async def test_bad_requests_get_twilios_error_codes(form: dict[str, str], code: int) -> None:
    carrier = Street().carrier()
    with pytest.raises(CarrierRefusal) as refusal:
        await carrier.accept(form)
    assert refusal.value.as_json()["code"] == code
    assert carrier.messages(PHONE) == []


async def test_the_list_answers_what_was_accepted_for_a_number_since_a_time() -> None:
    street = Street()
    carrier = street.carrier()
    await carrier.accept(sending("first"))
    street.clock.time += timedelta(hours=1)
    await carrier.accept(sending("second"))
    await carrier.accept(sending("for another", To="+12145550102"))
    await carrier.type(PHONE, "from the phone")
    await carrier.settle()

    def bodies(**parameters: str) -> list[str]:
        return [item["body"] for item in carrier.listed(parameters)["messages"]]

    assert set(bodies()) == {"first", "second", "for another", "from the phone"}
    assert bodies(To=PHONE) == ["second", "first"]
    assert bodies(To=PHONE, **{"DateSent>": "2025-03-03T13:00:00Z"}) == ["second"]
    assert bodies(To=PHONE, **{"DateSent<": "2025-03-03T12:30:00Z"}) == ["first"]
    assert bodies(To=PHONE, DateSent="2025-03-03") == ["second", "first"]
    assert bodies(To=PHONE, DateSent="2025-03-04") == []
    with pytest.raises(CarrierRefusal):
        bodies(**{"DateSent>": "yesterday"})


async def test_a_long_list_comes_in_pages() -> None:
    street = Street()
    carrier = street.carrier()
    for number in range(5):
        street.clock.time += timedelta(seconds=1)
        await carrier.accept(sending(str(number)))
    page = carrier.listed({"To": PHONE, "PageSize": "2"})
    assert [m["body"] for m in page["messages"]] == ["4", "3"]
    assert page["previous_page_uri"] is None
    last = carrier.listed(dict(httpx.URL(page["next_page_uri"]).params) | {"Page": "2"})
    assert [m["body"] for m in last["messages"]] == ["0"]
    assert last["next_page_uri"] is None
    await carrier.settle()


async def test_no_words_stand_in_the_representation_of_a_phone() -> None:
    carrier = Street().carrier()
    message = await carrier.type(PHONE, "a private thing")
    assert "private" not in repr(message) + repr(carrier.phone(PHONE))
    assert PHONE not in repr(carrier.phone(PHONE))


async def test_a_thread_keeps_only_the_latest_messages() -> None:
    carrier = Street().carrier()
    for number in range(MOST_MESSAGES + 5):
        await carrier.type(PHONE, str(number))
    assert len(carrier.messages(PHONE)) == MOST_MESSAGES
    assert carrier.messages(PHONE)[0].text == "5"


async def test_looking_at_a_number_makes_no_phone() -> None:
    carrier = Street().carrier(phones=())
    assert carrier.messages("2145550177") == []
    assert carrier.phones() == []


@pytest.mark.parametrize("number", ["2145550101", "+12145550101", " +12145550101 "])
def test_a_number_is_e164_or_ten_digits(number: str) -> None:
    assert canonical_number(number) == PHONE


@pytest.mark.parametrize(
    "number", ["", "911", "12145550101", "+1214555010", "+0123456789", "214-555-0101", "٢١٤٥٥٥٠١٠١"]
)
def test_other_numbers_are_refused_without_being_repeated(number: str) -> None:
    with pytest.raises(NotANumber) as refused:
        canonical_number(number)
    assert not number or number not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("45m", 2700), ("1h30m", 5400), ("1d", 86400), (" 2D12H ", 216000)]
)
def test_spans_are_read(text: str, seconds: int) -> None:
    assert parse_span(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "45", "m", "-5m", "1.5h", "30m1h", "5m5m", "0m", "tomorrow", "99999d", "٥m"])
def test_other_spans_are_refused(text: str) -> None:
    with pytest.raises(MalformedSpan):
        parse_span(text)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_spans(text: str) -> None:
    with suppress(MalformedSpan):
        assert parse_span(text) > timedelta()


def test_the_clock_moves_forward_and_tells_who_waits() -> None:
    clock = MovableClock(base=StillClock())
    woken: list[datetime] = []
    clock.watch(lambda: woken.append(clock.now()))
    clock.advance(timedelta(minutes=45))
    assert clock.now() == NOON + timedelta(minutes=45)
    assert woken == [clock.now()]
    with pytest.raises(MalformedSpan):
        clock.advance(timedelta(0))


def test_the_clock_does_not_fall_back_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    MovableClock(base=StillClock(), file=file).advance(timedelta(days=1))
    assert MovableClock(base=StillClock(), file=file).now() == NOON + timedelta(days=1)


@pytest.mark.parametrize("content", ["", "soon", "-5", "99999999999999999999"])
def test_a_broken_clock_file_stops_the_start(tmp_path: Path, content: str) -> None:
    file = tmp_path / "clock"
    file.write_text(content)
    with pytest.raises(WrongSetting):
        MovableClock(base=StillClock(), file=file)
