"""What a text that was not understood may have meant: the likeliest readings that can be put to choice at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_READINGS = 2
LEAST_CHANCE = 0.1
"""A reading less likely than this is not offered: blind guessing among forty intents would give 0.03."""

ALWAYS = frozenset({
    "ask_confidentiality", "ask_data", "ask_if_bot", "change_language", "checkin_not_ok", "disclose_exploitation",
    "find_service", "forget_me", "make_safety_plan", "report_danger", "report_medical", "report_runaway", "report_self_harm",
    "request_help", "request_help_for_other", "request_human", "show_menu", "start_checkins", "start_referral",
    "stop_messages",
})  # fmt: skip
WITH_QUESTIONS_LEFT = frozenset({"change_answer", "resume_referral"})
WITH_SOMETHING_OPEN = frozenset({"ask_status", "cancel_request"})


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What a reading may hang on: questions of the self-referral that wait; or those, a referral sent, a person asked for."""

    questions_left: bool
    something_open: bool

    def allows(self, intent: str) -> bool:
        """Whether choosing this reading would lead anywhere now."""
        return (
            intent in ALWAYS
            or (intent in WITH_QUESTIONS_LEFT and self.questions_left)
            or (intent in WITH_SOMETHING_OPEN and self.something_open)
        )


def likeliest(ranking: Sequence[tuple[str, float]], moment: Moment) -> tuple[str, ...]:
    """The readings to offer, likeliest first: at most `MOST_READINGS` of a ranking of (intent, chance from 0 to 1)."""
    sensible = [(intent, chance) for intent, chance in ranking if chance >= LEAST_CHANCE and moment.allows(intent)]
    ordered = sorted(dict(sensible).items(), key=lambda reading: -reading[1])
    return tuple(intent for intent, _ in ordered[:MOST_READINGS])
