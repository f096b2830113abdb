"""Questions whose answers are meant for one place only: by the slots that they fill, as the engine names what it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.care.safety_plans import PARTS

PRIVATE_SLOTS: Final = frozenset(
    {*(f"plan_{part}" for part in PARTS), "plan_word", "plan_opened", "plan_new", "checkin_duress"}
)
"""The parts of a safety plan, a new value of one, the word that is to open it, that word when it is opened, the duress word."""


def asks_in_private(slots: Mapping[str, Any]) -> bool:
    """Whether the question that a turn ends with asks for words that no thread is to show."""
    return slots.get("requested_slot") in PRIVATE_SLOTS
