"""What an advocate must know before writing to a phone that may be in other hands, and before saying who writes."""

from __future__ import annotations

from collections.abc import Iterable

from bot.care.handoffs import is_quiet
from bot.store.records import Alert, Handoff


def knows_nothing(handoff: Handoff | None) -> bool:
    """Whether the youth has not been told that somebody is here."""
    return handoff is not None and is_quiet(handoff)


def warning_of(handoff: Handoff | None, alerts: Iterable[Alert]) -> str:
    """A key of words, empty where nothing speaks against plain ones.

    Of a duress word it is warned as long as it is looked after, in a talk that began for another reason too; of a missed
    check-in until somebody has written.
    """
    if handoff is None:
        return ""
    told = any(one.kind == "duress" and one.conversation_id == handoff.conversation_id for one in alerts)
    if told or handoff.reason == "duress":
        return "quiet.duress"
    return "quiet.checkin" if handoff.reason == "checkin" and is_quiet(handoff) else ""
