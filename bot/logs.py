"""Logs hold event names, ids and codes, one JSON object a line on standard error. Words of a person never get there.

Other libraries' logs are switched off: several of them log what they send and receive.
"""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

# What a log line may carry besides its event, level and time. Anything else is dropped, and its name is told.
ALLOWED = frozenset(
    {
        "conversation_id",
        "error",
        "id",
        "job",
        "message_id",
        "name",
        "seconds",
        "status",
        "times",
        "webhook",
        "why",
        "what",
    }
)
_OWN = frozenset({"event", "level", "at"})
LONGEST = 120  # characters of one value


def configure_logging() -> None:
    """Set up the house's own log and silence every other."""
    logging.lastResort = None
    logging.getLogger().handlers = [logging.NullHandler()]
    logging.getLogger().setLevel(logging.CRITICAL)
    logging.disable(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def keep_allowed(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Drop what a log line may not carry, and shorten what it may."""
    dropped = sorted(name for name in event if name not in ALLOWED | _OWN)
    kept = {name: _short(value) for name, value in event.items() if name in ALLOWED | _OWN}
    return {**kept, "dropped": dropped} if dropped else kept


def _short(value: object) -> object:
    return value[:LONGEST] if isinstance(value, str) else value
