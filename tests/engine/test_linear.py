import tempfile
import unittest
from pathlib import Path

import numpy as np
from engine.linear import LinearModel

_GREETINGS = ["hello there", "hey you", "good morning", "hola", "buenas", "hi"]
_PLEAS = ["help me", "i need help", "please help", "ayuda por favor", "necesito ayuda", "can you help"]
_TEXTS = [*_GREETINGS, *_PLEAS]
_LABELS = ["greet"] * 6 + ["help"] * 6


class LinearModelTest(unittest.TestCase):
    def setUp(self) -> None:
        self.model = LinearModel.fit(_TEXTS, _LABELS, penalty=0.5, folds=3)

    def test_it_learns_what_it_is_shown_in_both_languages(self) -> None:
        rows = self.model.probabilities(["HELLO there!!", "nesecito ayudaaa"])
        self.assertEqual([self.model.labels[i] for i in rows.argmax(axis=1)], ["greet", "help"])

    def test_probabilities_add_up_to_one_also_for_what_it_never_saw(self) -> None:
        rows = self.model.probabilities(["zzz", "", "😀", "hello"])
        np.testing.assert_allclose(rows.sum(axis=1), 1.0)

    def test_a_stored_model_answers_as_before(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.model.save(Path(folder))
            again = LinearModel.load(Path(folder))
        asked = ["hola, necesito algo", "morning"]
        np.testing.assert_array_equal(again.probabilities(asked), self.model.probabilities(asked))
        self.assertEqual(again.labels, self.model.labels)

    def test_training_twice_gives_the_same_model(self) -> None:
        twin = LinearModel.fit(_TEXTS, _LABELS, penalty=0.5, folds=3)
        np.testing.assert_array_equal(twin.probabilities(["help"]), self.model.probabilities(["help"]))

    def test_intents_with_few_examples_do_not_stop_the_calibration(self) -> None:
        model = LinearModel.fit([*_TEXTS, "bye"], [*_LABELS, "goodbye"], penalty=0.5, folds=3)
        self.assertEqual(model.labels, ["goodbye", "greet", "help"])
        LinearModel.fit(["hello", "help"], ["greet", "help"], penalty=0.5, folds=3)
