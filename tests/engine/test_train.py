import tests.engine.light  # noqa: F401 - before Rasa

# isort: split
import shutil
import tarfile
import tempfile
import unittest
from pathlib import Path

from engine.project import Project
from engine.train import _problems, _read_made

from tests.engine.core import PROJECT
from tests.engine.models import small_model, train


class TrainTest(unittest.TestCase):
    """Each test works on a copy of the small project and of its trained model."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.project = Path(folder.name) / "project"
        self.out = Path(folder.name) / "models"
        shutil.copytree(PROJECT, self.project)
        shutil.copytree(small_model().parent, self.out)

    def change(self, file: str, old: str, new: str) -> None:
        path = self.project / file
        content = path.read_text()
        self.assertIn(old, content)
        path.write_text(content.replace(old, new))

    def test_a_current_model_is_left_alone(self) -> None:
        before = (self.out / "puente.tar.gz").stat().st_mtime_ns
        result = train(self.project, self.out)
        self.assertEqual((result.returncode, result.stdout), (0, "model is current\n"))
        self.assertEqual((self.out / "puente.tar.gz").stat().st_mtime_ns, before)

    def test_changed_words_are_checked_but_need_no_training(self) -> None:
        self.change("data/responses/small.yml", "Call 911 if you can.", "Call or text 911.")
        result = train(self.project, self.out)
        self.assertIn("only words changed: model is current", result.stdout)
        self.assertEqual(train(self.project, self.out).stdout, "model is current\n")

    def test_a_changed_example_needs_training_and_the_hash_is_the_new_models(self) -> None:
        before = (self.out / "puente.sha256").read_text()
        self.change("data/nlu/small.yml", "- hey\n", "- hey hey\n")
        result = train(self.project, self.out)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("training", result.stdout)
        self.assertNotEqual((self.out / "puente.sha256").read_text(), before)

    def test_a_damaged_model_is_not_taken_for_current(self) -> None:
        self.assertIsNotNone(_read_made(self.out))
        with (self.out / "puente.tar.gz").open("ab") as file:
            file.write(b"x")
        self.assertIsNone(_read_made(self.out))

    def test_a_sound_project_has_no_problems(self) -> None:
        self.assertEqual(_problems(Project(self.project)), [])

    def test_an_invalid_domain_is_a_problem(self) -> None:
        for old, new in (
            ("type: categorical", "type: unheard_of"),
            ("intents: [", "intents: {"),
            ("required_slots: [name_to_use, area]", "slots: 1"),
        ):
            with self.subTest(new):
                original = (self.project / "domain.yml").read_text()
                self.change("domain.yml", old, new)
                self.assertNotEqual(_problems(Project(self.project)), [])
                (self.project / "domain.yml").write_text(original)

    def test_a_missing_domain_is_a_problem(self) -> None:
        (self.project / "domain.yml").unlink()
        self.assertNotEqual(_problems(Project(self.project)), [])

    def test_an_action_that_the_domain_does_not_know_is_a_problem(self) -> None:
        self.change("data/rules/small.yml", "action: utter_greet", "action: action_unheard_of")
        self.assertIn("action_unheard_of", str(_problems(Project(self.project))))

    def test_an_intent_without_a_place_in_the_domain_is_a_problem(self) -> None:
        self.change("data/nlu/small.yml", "- intent: skip", "- intent: unheard_of")
        self.assertIn("unheard_of", str(_problems(Project(self.project))))

    def test_a_fault_in_the_examples_is_told_with_the_name_of_its_file(self) -> None:
        self.change("data/nlu/small.yml", "examples: |", "example: |")
        self.assertIn("data/nlu/small.yml", str(_problems(Project(self.project))))

    def test_rules_that_contradict_each_other_fail_and_the_model_stays(self) -> None:
        before = (self.out / "puente.tar.gz").read_bytes()
        self.change("data/rules/small.yml", "rules:\n", f"rules:\n{_CONTRADICTION}")
        result = train(self.project, self.out)
        self.assertEqual(result.returncode, 1)
        self.assertIn("problem:", result.stdout)
        self.assertNotIn("Traceback", result.stderr)
        self.assertEqual((self.out / "puente.tar.gz").read_bytes(), before)

    def test_a_response_defined_in_two_files_fails(self) -> None:
        shutil.copy(self.project / "data/responses/small.yml", self.project / "data/responses/twin.yml")
        result = train(self.project, self.out)
        self.assertEqual(result.returncode, 1)
        self.assertIn("Two files define the same response", result.stdout)

    def test_the_model_holds_no_words_of_the_responses(self) -> None:
        with tarfile.open(self.out / "puente.tar.gz") as archive:
            content = b"".join(archive.extractfile(member).read() for member in archive if member.isfile())
        self.assertIn(b"utter_danger", content)
        self.assertNotIn(b"Call 911 if you can", content)


_CONTRADICTION = """  - rule: a greeting is taken for a plea
    steps:
      - intent: greet
      - action: utter_help
"""
