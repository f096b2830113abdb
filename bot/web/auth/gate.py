"""What the sign-in works with, made once for a house."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.bootstrap import House
from bot.clock import Clock, SystemClock
from bot.usecases.passwords import Passwords
from bot.usecases.sessions import Spans
from bot.web.auth.cookies import SessionCookie
from bot.web.auth.forgery import own_origins
from bot.web.auth.passkeys import RelyingParties


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The cookie, the spans, the passwords and the passkeys of one house."""

    cookie: SessionCookie
    origins: frozenset[str]
    parties: RelyingParties
    spans: Spans
    passwords: Passwords
    # One-time codes come from a phone that knows only the real time, also while the simulator's clock is ahead of it.
    code_clock: Clock
    # One try at a password at a time: many at once cannot slip between the count of failures and the next failure.
    one_try: asyncio.Lock = field(default_factory=asyncio.Lock)
    # The same for what is counted of people who are not signed in, who are not to hold up whoever signs in.
    one_note: asyncio.Lock = field(default_factory=asyncio.Lock)


def build_gate(house: House, *, passwords: Passwords | None = None, code_clock: Clock | None = None) -> Gate:
    """The gate of a house; cheaper passwords and another clock for codes can be given, which is how the tests use it."""
    settings = house.settings
    origins = own_origins(settings.public_url, settings.port, local=settings.simulator)
    return Gate(
        cookie=SessionCookie(settings.public_url),
        origins=origins,
        parties=RelyingParties(name=settings.program.name, origins=origins),
        spans=Spans(idle=settings.program.desk.idle, absolute=settings.program.desk.absolute),
        passwords=passwords or Passwords(),
        code_clock=code_clock or SystemClock(),
    )
