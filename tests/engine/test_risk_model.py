"""The risk classifier: each kind of risk for itself, the same answers after it was written and read back."""

import tempfile
import unittest
from pathlib import Path

from engine import risk_examples
from engine.normalise import normalise
from engine.risk_model import KINDS, RiskModel
from engine.risk_reading import Reader
from engine.risk_signs import signs

_FOLDER = Path(__file__).parents[2] / "data" / "risk"
_RISKS = ["i want to end my life", "i keep planning how to die", "me quiero matar hoy", "ya no quiero vivir asi"]
_DANGERS = [
    "he has a knife and hes at my door",
    "me tiene encerrada",
    "they locked me in the truck",
    "he is choking her",
]
_CALM = [
    "what time is the game",
    "the tacos were great",
    "nos vemos el martes",
    "mi primo juega hoy",
    "see you at lunch",
]


class RiskModelTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        texts = [*_RISKS, *_DANGERS, *_CALM] * 3
        labels = (["self_harm"] * 4 + ["danger"] * 4 + ["none"] * 5) * 3
        cls.model = RiskModel.fit(texts, labels, folds=3)

    def test_each_kind_is_a_question_of_its_own(self) -> None:
        risk, danger, calm = self.model.probabilities([_RISKS[0], _DANGERS[0], _CALM[0]])
        self.assertGreater(risk["self_harm"], 0.5)
        self.assertLess(risk["danger"], 0.5)
        self.assertGreater(danger["danger"], 0.5)
        self.assertLess(danger["self_harm"], 0.5)
        self.assertLess(max(calm.values()), 0.5)
        self.assertEqual(set(risk), set(KINDS))

    def test_a_text_of_unknown_words_and_an_empty_one_speak_of_nothing(self) -> None:
        for answer in self.model.probabilities(["zzyzx qwrtp blorft", "", "🙂"]):
            self.assertLess(max(answer.values()), 0.5)

    def test_a_model_read_back_answers_the_same(self) -> None:
        texts = [*_RISKS, "unheard of words", ""]
        with tempfile.TemporaryDirectory() as folder:
            self.model.save(Path(folder))
            again = RiskModel.load(Path(folder))
        self.assertEqual(again.probabilities(texts), self.model.probabilities(texts))

    def test_a_reader_that_keeps_some_texts_changes_no_answer(self) -> None:
        texts, labels = [*_RISKS, *_CALM], ["self_harm"] * 4 + ["none"] * 5
        reader = Reader(texts[:6])
        kept = RiskModel.fit(texts, labels, folds=3, reader=reader).probabilities([*texts, "never read"], reader)
        self.assertEqual(kept, RiskModel.fit(texts, labels, folds=3).probabilities([*texts, "never read"]))

    def test_kinds_nobody_gave_examples_of_do_not_stop_the_training(self) -> None:
        answer = self.model.probabilities(["hello"])[0]
        self.assertLess(answer["medical"], 0.01)


class SignsTest(unittest.TestCase):
    def test_a_sign_is_the_same_in_both_languages(self) -> None:
        for text in ("I don't want to live anymore", "ya no quiero vivir"):
            self.assertIn("no_wish_to_live", signs(normalise(text)))

    def test_what_stands_beside_the_words_of_death_is_a_feature(self) -> None:
        self.assertIn("core + schoolwork", signs(normalise("this homework makes me want to die")))
        self.assertIn("core + alone", signs(normalise("i want to die, i'm so alone")))
        self.assertNotIn("core", signs(normalise("see you on monday")))


class RiskExamplesTest(unittest.TestCase):
    def test_every_label_of_the_files_is_a_kind_of_risk_or_says_what_is_none(self) -> None:
        labels = {label for _, label in risk_examples.read(_FOLDER)}
        self.assertEqual(labels, {"despair", "self_harm", "danger", "medical", "figurative", "sad", "ordinary"})

    def test_an_intent_without_risk_is_an_example_of_none(self) -> None:
        self.assertEqual(risk_examples.label_of("report_self_harm"), "self_harm")
        self.assertEqual(risk_examples.label_of("greet"), "none")
