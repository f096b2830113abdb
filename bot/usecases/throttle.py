"""Guessing is made slow: failures count by login and by network address, and the more there were, the longer the wait.

What a stranger can have written without a proof is limited as well, so that a flood fills neither the disk nor the audit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from bot.store import UnitOfWork

# As many failures within this span, and nothing is tried until the span has passed over some of them.
LOGIN_LIMITS: Final = ((5, timedelta(minutes=15)), (10, timedelta(hours=1)), (20, timedelta(hours=6)))
# An office shares one address, so it may fail more often than one person.
ADDRESS_LIMITS: Final = ((20, timedelta(minutes=15)), (60, timedelta(hours=6)))
# Each is a row until its five minutes are over.
CHALLENGE_LIMITS: Final = ((60, timedelta(minutes=15)),)
NOTED_EVERY: Final = timedelta(minutes=15)  # of strangers' refusals, which are worth an entry but not one each


@dataclass(frozen=True, kw_only=True)
class Tries:
    """Whose failures count for one try. The keys are keyed hashes: the rows name neither a login nor an address."""

    login_key: str | None
    address_key: str


def tries_of(uow: UnitOfWork, *, login: str | None, address: str) -> Tries:
    """The keys for a login, whether it exists or not, and for the address that the try came from."""
    return Tries(
        login_key=uow.keys.throttle_key("login", login) if login is not None else None,
        address_key=uow.keys.throttle_key("address", _network(address)),
    )


async def wait_for(uow: UnitOfWork, tries: Tries, now: datetime) -> timedelta | None:
    """How long nothing more is tried, at most; None when the next try may be made."""
    waits = await _waits(uow, tries.address_key, ADDRESS_LIMITS, now)
    if tries.login_key is not None:
        waits += await _waits(uow, tries.login_key, LOGIN_LIMITS, now)
    return max(waits, default=None)


def note_failure(uow: UnitOfWork, tries: Tries, now: datetime) -> None:
    """One more failure, for the login and for the address."""
    uow.failures.add(tries.address_key, now)
    if tries.login_key is not None:
        uow.failures.add(tries.login_key, now)


def note_success(uow: UnitOfWork, tries: Tries) -> None:
    """The right person came in. The address keeps its failures: whoever has one login may not go on guessing others'."""
    if tries.login_key is not None:
        uow.failures.clear(tries.login_key)


async def note_challenge(uow: UnitOfWork, tries: Tries, now: datetime) -> timedelta | None:
    """One more challenge for a passkey goes to this address; how long none does, at most, once it had its share."""
    key = uow.keys.throttle_key("challenge", tries.address_key)
    waits = await _waits(uow, key, CHALLENGE_LIMITS, now)
    if not waits:
        uow.failures.add(key, now)
    return max(waits, default=None)


async def is_first(uow: UnitOfWork, event: str, tries: Tries, now: datetime) -> bool:
    """Whether this is the first such event of this address in a while; from the commit on, the next one is not."""
    key = uow.keys.throttle_key(event, tries.address_key)
    if await uow.failures.count(key, now - NOTED_EVERY) > 0:
        return False
    uow.failures.add(key, now)
    return True


async def _waits(
    uow: UnitOfWork, key: str, limits: tuple[tuple[int, timedelta], ...], now: datetime
) -> list[timedelta]:
    return [span for most, span in limits if await uow.failures.count(key, now - span) >= most]


def _network(address: str) -> str:
    """What one household or office is seen as: an IPv4 address, or the /64 that an IPv6 address can roam in."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 6 and found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))
