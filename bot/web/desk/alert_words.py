"""Alerts in words: what each kind says, which say no more than a handoff that is open, and whose phone one is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.care.ids import ConversationId
from bot.store import UnitOfWork
from bot.store.records import Alert, Handoff, Overview

_SAID_BY_HANDOFF: Final = {"checkin_missed": "checkin", "duress": "duress"}
"""Alerts that say no more than an open handoff for this reason."""
_KNOWN_ALERTS: Final = frozenset({
    "risk_self_harm", "risk_danger", "risk_medical", "risk_exploitation", "risk_abuse", "asked_for_silence",
    "wrote_while_paused", "engine_unavailable", "turn_failed", "unreadable", "expired", "not_delivered", "not_sent",
    "referral_withdrawn", "erased_after_referral", "lapsed_unheard", "recontact_not_wanted_now",
    "forgotten_while_talking", "pages_stopped", "page_number_in_use", "person", "duress", "checkin_missed",
    "checkin_unreached", "checkin_answered_late", "checkins_too_late", "duress_unreached",
    "forgotten_in_danger", "checkins_run_out",
})  # fmt: skip


def alert_key(kind: str) -> str:
    """The key of the words for a kind of alert."""
    known = next((family for family in ("erased_after_referral", "person") if kind.startswith(f"{family}_")), kind)
    return f"alert.{known}" if known in _KNOWN_ALERTS else "alert.other"


def is_said(alert: Alert, handoff: Handoff | None) -> bool:
    """Whether an open handoff of the conversation says it already."""
    if handoff is None:
        return False
    return alert.kind.startswith("person_") or _SAID_BY_HANDOFF.get(alert.kind) == handoff.reason


async def phones_of(
    uow: UnitOfWork, alerts: Sequence[Alert], known: Mapping[ConversationId, Overview]
) -> dict[ConversationId | None, str]:
    """Of alerts about no youth's conversation: whose phone for pages it is about."""
    if all(one.conversation_id is None or one.conversation_id in known for one in alerts):
        return {}
    return {one.page_conversation_id: one.name for one in await uow.advocates.all() if one.page_conversation_id}
