import unittest
from typing import Any

import tests.engine.light  # noqa: F401 - before Rasa

# isort: split
from engine.answers import AnswerCheck
from engine.errors import TurnFailed
from rasa.core.actions.action import RemoteAction

_SLOT = {"event": "slot", "timestamp": None, "name": "area", "value": "Waco"}


class AnswerCheckTest(unittest.TestCase):
    def setUp(self) -> None:
        self.check = AnswerCheck(RemoteAction.action_response_format_spec())

    def test_slots_and_named_responses_are_taken(self) -> None:
        self.assertTrue(self.check({"events": [_SLOT], "responses": [{"response": "utter_x", "text": None}]}))
        self.assertTrue(self.check({"events": [], "responses": []}))

    def test_anything_that_would_be_lost_or_is_malformed_fails_the_turn(self) -> None:
        answers: list[Any] = [
            None,
            [],
            {"events": "none"},
            {"events": [{"event": "slot"}]},
            {"events": [], "responses": [{"text": "finished words"}]},
            {"events": [{"event": "bot", "timestamp": None, "text": "words", "data": {}, "metadata": {}}]},
            {"events": [{"event": "reminder", "timestamp": None, "intent": "greet", "name": "x", "date_time": "now"}]},
        ]
        for answer in answers:
            with self.subTest(answer), self.assertRaises(TurnFailed):
                self.check(answer)
