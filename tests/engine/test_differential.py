import tests.engine.light  # noqa: F401 - before Rasa

# isort: split
import contextlib
import hashlib
import io
import unittest
import unittest.mock
from collections.abc import Iterable
from typing import Any

from engine.compact import compact
from engine.conversations import Conversation, Turn, conversations
from engine.differential import first_difference, main
from engine.loading import LoadedModel, load_model

from tests.engine.core import PROJECT
from tests.engine.models import small_model


def without_intents(events: Iterable[Any]) -> list[dict[str, Any]]:
    kept = compact(events)
    for event in kept:
        if event["event"] == "user":
            event["parse_data"] = {"intent": {"name": "greet"}}
    return kept


def without_slots(events: Iterable[Any]) -> list[dict[str, Any]]:
    return [event for event in compact(events) if event["event"] != "slot"]


class DifferentialTest(unittest.TestCase):
    model: LoadedModel

    @classmethod
    def setUpClass(cls) -> None:
        file = small_model()
        cls.model = load_model(file, hashlib.sha256(file.read_bytes()).hexdigest())

    def test_every_story_test_story_and_rule_is_read(self) -> None:
        names = [conversation.name for conversation in conversations(PROJECT)]
        self.assertIn("help is offered, then a question about the bot", names)
        self.assertIn("a referral interrupted by danger is given back", names)
        self.assertIn("danger is answered anywhere", names)

    def test_forgetting_the_words_changes_no_course(self) -> None:
        for conversation in conversations(PROJECT):
            with self.subTest(conversation.name):
                self.assertIsNone(first_difference(self.model, conversation))

    def test_forgetting_the_intents_is_noticed(self) -> None:
        """The story goes on by what was understood before: here the check must fail."""
        differences = [first_difference(self.model, each, without_intents) for each in conversations(PROJECT)]
        self.assertTrue(any(differences))

    def test_forgetting_the_slots_is_noticed(self) -> None:
        differences = [first_difference(self.model, each, without_slots) for each in conversations(PROJECT)]
        self.assertTrue(any(differences))

    def test_a_form_that_stays_open_through_a_long_talk_is_finished_as_ever(self) -> None:
        interruptions = [Turn("/report_danger"), Turn("/ask_if_bot")] * 10
        turns = [Turn("/start_referral"), *interruptions, Turn("Luz"), *interruptions, Turn("Houston"), Turn("/greet")]
        turns[-2].slots_by_action["action_submit_referral"] = {"outcome": "submitted"}
        self.assertIsNone(first_difference(self.model, Conversation("a long talk", [], turns)))

    def test_many_forms_one_after_another_stay_the_same(self) -> None:
        turns = [Turn("/start_referral"), Turn("Luz"), Turn("Houston"), Turn("/request_help"), Turn("/ask_if_bot")] * 6
        self.assertIsNone(first_difference(self.model, Conversation("many forms", [], turns)))


class CommandTest(unittest.TestCase):
    def test_the_command_needs_no_more_than_a_project_and_its_model(self) -> None:
        arguments = ["engine.differential", "--project", str(PROJECT), "--model", str(small_model())]
        said = io.StringIO()
        with unittest.mock.patch("sys.argv", arguments), contextlib.redirect_stdout(said):
            self.assertEqual(main(), 0)
        self.assertRegex(said.getvalue(), r"\d+ passed, 0 failed\n$")
