"""The check of what a custom action answered, built once.

Rasa compiles its JSON schema anew for every answer, which is most of the time that a turn with a form takes.
"""

from typing import Any

from jsonschema.validators import validator_for

from engine.errors import TurnFailed

# Events that would lose words or outlive the turn: what is said goes by the name of a response, timers are the core's.
_REFUSED_EVENTS = frozenset(("agent", "bot", "cancel_all_reminders", "cancel_reminder", "export", "reminder"))


class AnswerCheck:
    """Raises TurnFailed for an answer that Rasa's schema refuses, or that would be lost in a turn without memory."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._validator = validator_for(schema)(schema)

    def __call__(self, answer: Any) -> bool:
        if not isinstance(answer, dict) or not self._validator.is_valid(answer):
            raise TurnFailed
        for event in answer.get("events") or []:
            if event.get("event") in _REFUSED_EVENTS or _puts_words_in_a_mouth(event):
                raise TurnFailed
        for response in answer.get("responses") or []:
            if not response.get("response"):
                raise TurnFailed
        return True


def _puts_words_in_a_mouth(event: dict[str, Any]) -> bool:
    """An action may take up an earlier wish again as a bare intent command, which holds no words; nothing else of a user."""
    if event.get("event") != "user":
        return False
    intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
    return not intent or event.get("text") != f"/{intent}"
