"""The phones of the simulator: their threads live in memory only, bounded, and end with the program."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

import phonenumbers

from bot.errors import ChannelError

Kind = Literal["text", "picture", "location", "empty"]
Sender = Literal["phone", "service", "carrier"]

DEFAULT_PHONES = ("+12145550101", "+12145550102")
MOST_MESSAGES = 500
MOST_PHONES = 5000

# Twilio's documented defaults for long codes; the whole trimmed message equals the word, in any case.
OPT_OUT_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
OPT_IN_WORDS = frozenset({"START", "YES", "UNSTOP"})


class NotANumber(ChannelError):
    """A phone number is written as +1 and ten digits, or as the ten digits alone."""


class TooManyPhones(ChannelError):
    """The simulator holds as many phones as it can; restart it to begin anew."""


@dataclass(frozen=True, kw_only=True)
class PhoneMessage:
    """One bubble.

    Status of what the phone typed: receiving -> received | failed (the service did not take it).
    Status of what reached it: queued -> sent -> delivered | undelivered (the phone is off).
    """

    sid: str  # SM and 32 hexadecimal digits, MM with a picture, as Twilio names messages
    direction: Literal["inbound", "outbound"]  # seen from the service: inbound was typed on this phone
    sender: Sender
    text: str = field(repr=False)
    kind: Kind
    at: datetime  # aware, by the service's clock
    segments: int
    status: str
    error_code: int | None = None
    channel: str = "sms"
    change: int = 0  # grows with every change in the simulator, so that a page asks only for what is new


@dataclass(kw_only=True)
class Phone:
    """One phone and its thread, oldest first."""

    number: str = field(repr=False)
    shown: bool = False  # on the page; a number that only a script uses is not, until someone adds it
    reachable: bool = True
    opted_out: bool = False
    thread: dict[str, PhoneMessage] = field(default_factory=dict, repr=False)

    def keep(self, message: PhoneMessage) -> PhoneMessage:
        """Add a message or put a newer state of it in its place; the oldest leaves when there are too many."""
        self.thread[message.sid] = message
        if len(self.thread) > MOST_MESSAGES:
            del self.thread[next(iter(self.thread))]
        return message

    def change(self, sid: str, **changes: Any) -> PhoneMessage | None:
        """Replace fields of a message; None when it has left the thread since."""
        message = self.thread.get(sid)
        return None if message is None else self.keep(replace(message, **changes))

    def hear_keyword(self, text: str) -> str | None:
        """What the carrier answers by itself to an opt-out or opt-in word; None when it says nothing.

        HELP and INFO pass in silence: the service answers them, the carrier's own answer is switched off.
        A second STOP or a START without a STOP before it is answered by no one, as with Twilio.
        """
        word = text.strip().upper()
        if word in OPT_OUT_WORDS and not self.opted_out:
            self.opted_out = True
            return "You are unsubscribed. No more texts will come from this number. Reply START to get them again."
        if word in OPT_IN_WORDS and self.opted_out:
            self.opted_out = False
            return "You are subscribed again and will get texts from this number. Reply STOP to end them."
        return None


def canonical_number(number: str) -> str:
    """E.164 from E.164 or from ten bare digits of a US number. Raises `NotANumber`, which never repeats the input."""
    text = number.strip()
    if re.fullmatch(r"[0-9]{10}", text):
        text = "+1" + text
    if not re.fullmatch(r"\+[1-9][0-9]{7,14}", text):
        raise NotANumber
    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        raise NotANumber from None
    if not phonenumbers.is_possible_number(parsed):
        raise NotANumber
    return text
