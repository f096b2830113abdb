"""The shapes of Twilio's protocol that the simulator speaks.

Source: Twilio's OpenAPI of the Messages resource (twilio/twilio-oai, `twilio_api_v2010`) and its documentation of the
incoming-message and status-callback parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from bot.care.ids import new_id
from bot.channels.simulator_phones import PhoneMessage
from bot.errors import ChannelError

API_VERSION = "2010-04-01"
LONGEST_BODY = 1600
PAGE_SIZE = 50
LARGEST_PAGE = 1000
PHONE_IS_OFF = 30003

# Code -> HTTP status and message. Source: Twilio's error dictionary (www.twilio.com/docs/api/errors).
_REFUSALS = {
    20001: (400, "A parameter of the list is not valid."),
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    21211: (400, "The 'To' number is not a valid phone number."),
    21266: (400, "'To' and 'From' number cannot be the same"),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' phone number provided is not a valid message-capable phone number for this account."),
    21609: (400, "The 'StatusCallback' URL is not a valid URL."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
}

_SENDER_PLACE = {"City": "DALLAS", "State": "TX", "Zip": "75201", "Country": "US"}
_ERROR_WORDS = {PHONE_IS_OFF: "Unreachable destination handset"}


class CarrierRefusal(ChannelError):
    """The simulated carrier refused a request with a Twilio error code:"""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code
        self.status, self.sentence = _REFUSALS[code]

    def as_json(self) -> dict[str, Any]:
        """Twilio's error body."""
        return {
            "code": self.code,
            "message": self.sentence,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


@dataclass(frozen=True, kw_only=True)
class Account:
    """Whose messages these are."""

    sid: str
    service_number: str


def incoming_form(account: Account, phone: str, message: PhoneMessage, media_base: str) -> dict[str, str]:
    """The parameters of Twilio's incoming-message webhook."""
    form = {
        "ToCountry": "US",
        "ToState": "TX",
        "ToCity": "",
        "ToZip": "",
        "SmsMessageSid": message.sid,
        "SmsSid": message.sid,
        "MessageSid": message.sid,
        "SmsStatus": "received",
        "NumMedia": "1" if message.kind == "picture" else "0",
        "NumSegments": str(max(1, message.segments)),
        "AccountSid": account.sid,
        "From": phone,
        "To": account.service_number,
        "Body": message.text,
        "ApiVersion": API_VERSION,
    }
    form |= {f"From{part}": value for part, value in _SENDER_PLACE.items()}
    if message.kind == "picture":
        media = f"Accounts/{account.sid}/Messages/{message.sid}/Media/ME{new_id()}"
        form |= {"MediaContentType0": "image/jpeg", "MediaUrl0": f"{media_base}/{API_VERSION}/{media}"}
    if message.kind == "location":
        form |= {"Latitude": "32.7767", "Longitude": "-96.797"}
    return form


def status_form(account: Account, phone: str, message: PhoneMessage) -> dict[str, str]:
    """The parameters of Twilio's status callback."""
    form = {
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "MessageStatus": message.status,
        "To": phone,
        "MessageSid": message.sid,
        "AccountSid": account.sid,
        "From": account.service_number,
        "ApiVersion": API_VERSION,
    }
    if message.error_code is not None:
        form |= {"ErrorCode": str(message.error_code), "ErrorMessage": _ERROR_WORDS[message.error_code]}
    return form


def resource(account: Account, phone: str, message: PhoneMessage) -> dict[str, Any]:
    """The Message resource as JSON (`api.v2010.account.message`)."""
    came_in = message.direction == "inbound"
    uri = f"/{API_VERSION}/Accounts/{account.sid}/Messages/{message.sid}"
    stamp = format_datetime(message.at)
    return {
        "account_sid": account.sid,
        "api_version": API_VERSION,
        "body": message.text,
        "date_created": stamp,
        "date_sent": None if message.status == "queued" else stamp,
        "date_updated": stamp,
        "direction": "inbound" if came_in else "outbound-api",
        "error_code": message.error_code,
        "error_message": None if message.error_code is None else _ERROR_WORDS[message.error_code],
        "from": phone if came_in else account.service_number,
        "messaging_service_sid": None,
        "num_media": "1" if message.kind == "picture" else "0",
        "num_segments": str(max(1, message.segments)),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": account.service_number if came_in else phone,
        "uri": f"{uri}.json",
    }


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """What a caller of the message list asked for."""

    to: str | None
    from_: str | None
    earliest: datetime | None
    latest: datetime | None
    page: int
    page_size: int
    parameters: Mapping[str, str]  # as they came, to build the addresses of other pages

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> ListQuery:
        """Read `To`, `From`, `DateSent` (also with > or <), `Page` and `PageSize`. Raises `CarrierRefusal` 20001."""
        day = parameters.get("DateSent")
        try:
            return cls(
                to=parameters.get("To"),
                from_=parameters.get("From"),
                earliest=_bound(day or parameters.get("DateSent>"), end=False),
                latest=_bound(day or parameters.get("DateSent<"), end=True),
                page=max(0, int(parameters.get("Page", "0"))),
                page_size=min(LARGEST_PAGE, max(1, int(parameters.get("PageSize", str(PAGE_SIZE))))),
                parameters=parameters,
            )
        except ValueError:
            raise CarrierRefusal(20001) from None

    def wants(self, account: Account, phone: str, message: PhoneMessage) -> bool:
        """Whether a message belongs in the list; bounds count, to the second, as the resource's own dates do."""
        came_in = message.direction == "inbound"
        sender, receiver = (phone, account.service_number) if came_in else (account.service_number, phone)
        at = message.at.replace(microsecond=0)
        return (
            self.to in (None, receiver)
            and self.from_ in (None, sender)
            and (self.earliest is None or at >= self.earliest)
            and (self.latest is None or at <= self.latest)
        )


def page_of(account: Account, query: ListQuery, found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One page of the message list, newest first, in Twilio's paged shape."""
    start = query.page * query.page_size
    items = list(found[start : start + query.page_size])

    def uri(number: int) -> str:
        parameters = {**query.parameters, "PageSize": str(query.page_size), "Page": str(number)}
        return f"/{API_VERSION}/Accounts/{account.sid}/Messages.json?{urlencode(parameters)}"

    return {
        "messages": items,
        "page": query.page,
        "page_size": query.page_size,
        "start": start,
        "end": start + max(0, len(items) - 1),
        "uri": uri(query.page),
        "first_page_uri": uri(0),
        "next_page_uri": uri(query.page + 1) if start + query.page_size < len(found) else None,
        "previous_page_uri": uri(query.page - 1) if query.page else None,
    }


def _bound(text: str | None, *, end: bool) -> datetime | None:
    """A day or an instant as an aware datetime; the end of a day is its last second. Raises ValueError."""
    if not text:
        return None
    if len(text) == len("2025-01-31"):
        first = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
        return first + timedelta(days=1, seconds=-1) if end else first
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
