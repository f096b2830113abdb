"""What Rasa is spared in checking and training changes no outcome, and nothing is left out that a project uses."""

import tests.engine.light  # noqa: F401 - before Rasa

# isort: split
import copy
import unittest

import rasa.shared.utils.io
import rasa.shared.utils.validation
from engine import lean
from engine.sparing import _hash_and_copy_messages, _remember_what_was_read
from rasa.shared.exceptions import YamlException
from rasa.shared.nlu.training_data.message import Message


class SparingTest(unittest.TestCase):
    """Each test puts back what it had replaced in Rasa."""

    def setUp(self) -> None:
        own_hash, io, validation = Message.__hash__, rasa.shared.utils.io, rasa.shared.utils.validation
        self.addCleanup(setattr, Message, "__hash__", own_hash)
        self.addCleanup(lambda: Message.__dict__.get("__deepcopy__") and delattr(Message, "__deepcopy__"))
        self.addCleanup(setattr, io, "read_yaml", io.read_yaml)
        self.addCleanup(setattr, validation, "validate_yaml_schema", validation.validate_yaml_schema)

    def test_a_copied_example_is_equal_and_shares_nothing_that_can_change(self) -> None:
        _hash_and_copy_messages()
        example = Message({"text": "hola", "intent": "greet", "metadata": {"from": ["a"]}})
        twin = copy.deepcopy([example])[0]
        self.assertEqual(twin, example)
        twin.set("intent", "goodbye", add_to_output=True)
        twin.get("metadata")["from"].append("b")
        self.assertEqual(example.get("intent"), "greet")
        self.assertEqual(example.get("metadata"), {"from": ["a"]})
        self.assertNotIn("intent", example.output_properties)

    def test_what_was_read_once_is_handed_out_as_a_copy_each_time(self) -> None:
        _remember_what_was_read()
        read = rasa.shared.utils.io.read_yaml
        read("nlu:\n- intent: greet\n")["nlu"].clear()
        self.assertEqual(read("nlu:\n- intent: greet\n"), {"nlu": [{"intent": "greet"}]})

    def test_a_fault_is_found_each_time(self) -> None:
        _remember_what_was_read()
        for _ in range(2):
            with self.assertRaises(YamlException):
                rasa.shared.utils.validation.validate_yaml_schema("nlu: 1", "shared/nlu/training_data/schemas/nlu.yml")


class LeanByNamesTest(unittest.TestCase):
    def test_the_projects_own_components_need_no_heavy_package(self) -> None:
        own = ["engine.understanding.LinearIntentClassifier", "FallbackClassifier", "MemoizationPolicy", "RulePolicy"]
        self.assertTrue(lean.is_lean_by_names(own))

    def test_one_neural_component_needs_them(self) -> None:
        self.assertFalse(lean.is_lean_by_names(["RulePolicy", "DIETClassifier"]))
