"""What becomes of a message that a provider refused: tried again, given up with a reason, or taken for a STOP.

Codes and their meanings are Twilio's error dictionary (twilio.com/docs/api/errors).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bot.care.program import OutboxRules

CONTACT_STOPPED = "contact_stopped"
"""The reason of a message that met the contact's own STOP at the carrier: a state of the contact, not an error."""

REFUSED = "refused_by_provider"
"""The reason for a code that is not in the table."""


@dataclass(frozen=True, kw_only=True)
class ErrorCode:
    """One code of the provider: the reason we note, whether a later try may succeed, and what the provider says of it."""

    reason: str
    temporary: bool
    meaning: str


def _for_now(reason: str, meaning: str) -> ErrorCode:
    return ErrorCode(reason=reason, temporary=True, meaning=meaning)


def _for_good(reason: str, meaning: str) -> ErrorCode:
    return ErrorCode(reason=reason, temporary=False, meaning=meaning)


# Wrong credentials and an exhausted account count as temporary: staff can mend them while the message waits, and every
# message that expires meanwhile alerts the desk.
CODES = MappingProxyType({
    20003: _for_now("account_refused", "Authentication failed: the credentials are wrong or the account is not active."),
    20429: _for_now("too_many_requests", "Too many requests were sent in a short time."),
    20500: _for_now("provider_in_trouble", "The provider had an internal error."),
    20503: _for_now("provider_in_trouble", "The provider is not available now."),
    14107: _for_now("too_many_messages", "The rate of messages of this number was exceeded."),
    30001: _for_now("queue_full", "The queue of messages of this number overflowed."),
    30002: _for_now("account_suspended", "The account was suspended between sending and delivery."),
    30017: _for_now("carrier_busy", "The carrier's network is congested."),
    30022: _for_now("carrier_limit", "The carrier's rate limit for this campaign was exceeded."),
    21211: _for_good("not_a_number", "The number to send to is not valid."),
    21212: _for_good("our_number_invalid", "The number to send from is not valid."),
    21408: _for_good("region_not_allowed", "Sending to this region is not enabled for the account."),
    21606: _for_good("our_number_cannot_send", "The number to send from cannot send to this destination."),
    21608: _for_good("trial_account", "A trial account can only send to verified numbers."),
    21610: _for_good(CONTACT_STOPPED, "The contact replied STOP to this number and can only resume it with START."),
    21611: _for_good("our_queue_full", "The number to send from has too many messages waiting."),
    21612: _for_good("no_route", "This pair of numbers cannot exchange messages."),
    21614: _for_good("not_a_mobile_number", "The number to send to cannot receive text messages."),
    21617: _for_good("too_long", "The message is longer than 1,600 characters."),
    30003: _for_good("phone_unreachable", "The phone is switched off or out of reach."),
    30004: _for_good("blocked", "The message was blocked: the phone's owner or carrier does not want it."),
    30005: _for_good("number_unknown", "The number does not exist or is no longer in use."),
    30006: _for_good("landline_or_unreachable", "The number is a landline, or its carrier cannot be reached."),
    30007: _for_good("carrier_filtered", "The carrier took the message for spam or against its policy."),
    30008: _for_good("undelivered_unknown", "The carrier gave no reason for not delivering."),
    30034: _for_good("campaign_not_registered", "The number to send from is not registered for US messaging (A2P 10DLC)."),
    63016: _for_good("outside_24_hours", "More than 24 hours after the contact's last message only a template may be sent."),
})  # fmt: skip


def is_temporary(code: int | None) -> bool:
    """Whether a later try may succeed. An unknown code is taken for final: trying it again could text somebody twice."""
    known = CODES.get(code or 0)
    return known is not None and known.temporary


def reason_for(code: int | None) -> str:
    """The reason to note for a provider's code; with a code that is not in the table the number itself is kept."""
    if code is None:
        return REFUSED
    return CODES[code].reason if code in CODES else f"{REFUSED}_{code}"


def retry_at(attempts: int, now: datetime, rules: OutboxRules) -> datetime:
    """When to try again after `attempts` tries (1 or more). The last pause is kept up until the message expires."""
    pauses = rules.retry_after
    return now + pauses[min(max(attempts, 1), len(pauses)) - 1]


def expires_at(purpose: str, now: datetime, rules: OutboxRules) -> datetime:
    """From when a message of this purpose would come too late to be useful."""
    return now + rules.expires[purpose]
