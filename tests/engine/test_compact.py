import unittest
from datetime import datetime, timezone
from typing import Any

import tests.engine.light  # noqa: F401 - before Rasa

# isort: split
from engine.compact import compact, rebuild
from engine.errors import BadRequest, TurnFailed
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, ReminderScheduled

_DOMAIN = Domain.from_dict(
    {
        "intents": ["greet"],
        "entities": ["city"],
        "actions": ["action_x"],
        "slots": {"area": {"type": "text", "mappings": [{"type": "custom"}]}},
        "forms": {"a_form": {"required_slots": ["area"]}},
    }
)
_USER = {
    "event": "user",
    "timestamp": 5.0,
    "text": "the secret words",
    "parse_data": {
        "text": "the secret words",
        "intent": {"name": "greet", "confidence": 0.9},
        "intent_ranking": [{"name": "greet", "confidence": 0.9}],
        "entities": [{"entity": "city", "value": "Waco", "start": 1, "end": 5, "extractor": "X"}],
        "text_tokens": [[0, 3]],
    },
    "metadata": {"any": 1},
}


def short(*events: dict[str, Any]) -> list[dict[str, Any]]:
    return compact(Event.from_parameters(event) for event in events)


class CompactTest(unittest.TestCase):
    def test_no_word_of_the_message_is_kept(self) -> None:
        self.assertEqual(
            short(_USER),
            [
                {
                    "event": "user",
                    "parse_data": {"intent": {"name": "greet"}, "entities": [{"entity": "city", "value": "Waco"}]},
                }
            ],
        )

    def test_what_the_bot_said_is_left_out(self) -> None:
        self.assertEqual(short({"event": "bot", "text": "hi"}), [])

    def test_a_slot_and_a_loop_set_to_nothing_stay_so(self) -> None:
        self.assertEqual(
            short({"event": "slot", "name": "area", "value": None}, {"event": "active_loop", "name": None}),
            [{"event": "slot", "name": "area", "value": None}, {"event": "active_loop", "name": None}],
        )

    def test_a_slot_set_to_false_stays_false(self) -> None:
        self.assertEqual(short({"event": "slot", "name": "area", "value": False})[0]["value"], False)

    def test_a_rule_turn_stays_hidden_from_the_stories(self) -> None:
        self.assertTrue(short({"event": "action", "name": "action_x", "hide_rule_turn": True})[0]["hide_rule_turn"])

    def test_an_event_that_outlives_the_turn_fails_it(self) -> None:
        reminder = ReminderScheduled("greet", datetime(2030, 1, 1, tzinfo=timezone.utc))
        with self.assertRaises(TurnFailed):
            compact([reminder])


class RebuildTest(unittest.TestCase):
    def test_the_state_comes_back_from_the_short_form(self) -> None:
        events = short(
            {"event": "action", "name": "action_listen"},
            _USER,
            {"event": "slot", "name": "area", "value": "Waco"},
            {"event": "active_loop", "name": "a_form"},
            {"event": "loop_interrupted", "is_interrupted": False},
        )
        tracker = rebuild("x", events, _DOMAIN)
        self.assertEqual(tracker.get_slot("area"), "Waco")
        self.assertEqual(tracker.active_loop_name, "a_form")
        self.assertEqual(tracker.latest_message.intent_name, "greet")
        self.assertIsNone(tracker.latest_message.text)

    def test_a_slot_that_the_model_no_longer_has_is_passed_over(self) -> None:
        self.assertEqual(len(rebuild("x", [{"event": "slot", "name": "gone", "value": 1}], _DOMAIN).events), 0)

    def test_malformed_events_are_refused(self) -> None:
        for event in (
            "user",
            {},
            {"event": "unheard_of"},
            {"event": "reminder"},
            {"event": "user"},
            {"event": "user", "parse_data": "greet"},
            {"event": "action"},
        ):
            with self.subTest(event), self.assertRaises(BadRequest):
                rebuild("x", [event], _DOMAIN)
