"""Reading a safety plan back, a text for each part."""

from __future__ import annotations

from collections.abc import Mapping

from bot.actions.answers import SKIPPED
from bot.actions.turn import PLAN_PREFIX, Turn
from bot.care.safety_plans import PARTS, in_order

_RESPONSES = {
    "warning_signs": "utter_plan_warning_signs",
    "things_i_can_do": "utter_plan_things_i_can_do",
    "people": "utter_plan_people",
    "safe_places": "utter_plan_safe_places",
    "what_to_take": "utter_plan_what_to_take",
    "who_to_call": "utter_plan_who_to_call",
    "code_word": "utter_plan_code_word",
}


def parts_of(turn: Turn) -> dict[str, str]:
    """The parts that were answered so far."""
    answers = {part: turn.slot(f"{PLAN_PREFIX}{part}") for part in PARTS}
    return {part: str(text) for part, text in answers.items() if text not in (None, SKIPPED)}


def say_parts(turn: Turn, parts: Mapping[str, str]) -> None:
    """Say each part that was filled in, as it was written."""
    for part, text in in_order(parts):
        turn.say(_RESPONSES[part], plan_text=text)
