"""What the kinds of alerts mean: which may mean danger, and which say that somebody has to look at what was written.

A kind is a word of ours. Whatever sorts alerts, keeps what they are about or sounds for them asks here.
"""

from __future__ import annotations

LOOKED_AFTER = ("checkin_missed", "checkin_unreached")
"""What is said of a check-in until somebody takes it, or an "ok" comes after all."""

_IN_DANGER = frozenset({
    "asked_for_silence", "duress", "duress_unreached", "checkin_unreached", "forgotten_in_danger",
})  # fmt: skip
_UNANSWERED = frozenset({"engine_unavailable", "turn_failed", "wrote_while_paused", *LOOKED_AFTER})


def is_urgent(kind: str) -> bool:
    """Whether somebody may be in danger, or watched, as far as an alert of this kind knows."""
    return kind.startswith("risk_") or kind in _IN_DANGER


def promises_a_person(kind: str) -> bool:
    """Whether somebody must look at what was written, though no handoff says so."""
    return is_urgent(kind) or kind in _UNANSWERED
