"""Rasa component that finds the intent of a message with a linear classifier (`engine.linear`).

It sets `intent` and `intent_ranking`. Intent commands such as `/report_danger` never depend on it: Rasa's own
`RegexMessageHandler`, which Rasa adds to every pipeline, runs after it and replaces its answer.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.linear import LinearModel
from engine.normalise import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """Intent and ranking of each message; a message without any word or sign gets no intent at all."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: LinearModel | None = None
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`penalty`: C of the support vector machine; `folds`: of the calibration; `ranking_length`: intents kept."""
        return {"penalty": 0.5, "folds": 3, "ranking_length": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        """Read the trained classifier. A missing one is an error: a bot that understands nothing must not start."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        intents = [e.get(INTENT) for e in examples]
        if len(set(intents)) < 2:
            raise InvalidConfigException("LinearIntentClassifier needs examples of at least two intents.")
        self._model = LinearModel.fit(
            [e.get(TEXT) for e in examples], intents, penalty=self._config["penalty"], folds=self._config["folds"]
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise InvalidConfigException("LinearIntentClassifier is asked before it was trained.")
        rows = self._model.probabilities([message.get(TEXT) or "" for message in messages])
        for message, row in zip(messages, rows, strict=True):
            ranking = self._ranking(row) if normalise(message.get(TEXT) or "") else []
            first = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, first, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Components that follow may learn from the predictions, as after Rasa's own classifiers."""
        self.process([message for message in training_data.training_examples if message.get(TEXT)])
        return training_data

    def _ranking(self, row: Any) -> list[dict[str, Any]]:
        assert self._model is not None
        labels = self._model.labels
        best = row.argsort()[::-1][: self._config["ranking_length"]]
        return [{INTENT_NAME_KEY: labels[i], PREDICTED_CONFIDENCE_KEY: float(row[i])} for i in best]
