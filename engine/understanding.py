"""Rasa component that finds the intent of a message (`engine.linear`) and the risk it speaks of (`engine.risk_model`).

It sets `intent`, `intent_ranking` and `risk`. Intent commands such as `/report_danger` never depend on it: Rasa's own
`RegexMessageHandler`, which Rasa adds to every pipeline, runs after it and replaces its answer.
"""

from __future__ import annotations

from pathlib import Path
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

from engine import risk_examples
from engine.linear import LinearModel
from engine.normalise import normalise, says_something
from engine.risk_model import RiskModel

RISK = "risk"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """Intent and ranking of each message; a message of punctuation alone gets no intent at all."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: LinearModel | None = None,
        risk: RiskModel | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._risk = risk

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`penalty`: C of the support vector machine; `folds`: of the calibration; `ranking_length`: intents kept.

        `risk_examples`: folder of the risk classifier's own examples; without it there is no risk classifier.
        """
        return {"penalty": 0.5, "folds": 3, "ranking_length": 10, "risk_examples": None}

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
            risk = RiskModel.load(folder) if config["risk_examples"] else None
            return cls(config, model_storage, resource, LinearModel.load(folder), risk)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        intents = [e.get(INTENT) for e in examples]
        if len(set(intents)) < 2:
            raise InvalidConfigException("LinearIntentClassifier needs examples of at least two intents.")
        self._model = LinearModel.fit(
            [e.get(TEXT) for e in examples], intents, penalty=self._config["penalty"], folds=self._config["folds"]
        )
        self._risk = self._learn_risk(examples)
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
            if self._risk is not None:
                self._risk.save(folder)
        return self._resource

    def _learn_risk(self, examples: list[Message]) -> RiskModel | None:
        if not self._config["risk_examples"]:
            return None
        labelled = [(e.get(TEXT), risk_examples.label_of(e.get(INTENT))) for e in examples]
        labelled += risk_examples.read(Path(self._config["risk_examples"]))
        texts, labels = zip(*labelled, strict=True)
        return RiskModel.fit(texts, labels, folds=self._config["folds"])

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise InvalidConfigException("LinearIntentClassifier is asked before it was trained.")
        rows = self._model.probabilities([message.get(TEXT) or "" for message in messages])
        for message, row in zip(messages, rows, strict=True):
            ranking = self._ranking(row) if says_something(normalise(message.get(TEXT) or "")) else []
            first = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, first, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        if self._risk is not None:
            risks = self._risk.probabilities([message.get(TEXT) or "" for message in messages])
            for message, risk in zip(messages, risks, strict=True):
                message.set(RISK, risk, add_to_output=True)
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
