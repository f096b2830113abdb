"""Rasa's parts, replaced where the stock ones store, send, print, reach for a network or swallow an error."""

import json
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import rasa
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.events import ActionExecutionRejected, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from engine.answers import AnswerCheck
from engine.errors import TurnFailed
from engine.runner import PlainGraphRunner

# Sends the body of a custom-action call to the core and returns the core's frame.
RunAction = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]

# Rasa's own default actions ask for these and go on without them.
_OPTIONAL_RESPONSES = frozenset(("utter_default", "utter_ask_rephrase", "utter_restart"))

# Keys of a dispatched message that are not arguments of its response.
_NOT_ARGUMENTS = frozenset(("attachment", "custom", "domain_responses", "elements", "image", "template", "text"))


class OneTrackerStore(TrackerStore):
    """Holds the one tracker of the turn, for as long as the turn lasts."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        super().__init__(domain=None)
        self.tracker = tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        return self.tracker if sender_id == self.tracker.sender_id else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        self.tracker = tracker


class NamesOnly(NaturalLanguageGenerator):
    """Writes down which responses are asked for, in order. The words are the core's; the model does not hold them."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self.asked: list[dict[str, Any]] = []

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **arguments: Any
    ) -> dict[str, Any] | None:
        if utter_action not in self._known:
            if utter_action in _OPTIONAL_RESPONSES:
                return None
            raise TurnFailed
        kept = {name: value for name, value in arguments.items() if name not in _NOT_ARGUMENTS and value}
        self.asked.append({"response": utter_action, "arguments": kept, "slots": dict(tracker.current_slot_values())})
        return {"text": ""}


class NoChannel(OutputChannel):
    """Nothing is sent from here."""

    @classmethod
    def name(cls) -> str:
        return "engine"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """What is to be said is in `NamesOnly.asked`."""


class CoreActions(EndpointConfig):
    """Rasa's action endpoint, without a network: the call goes to the core over the engine's own socket."""

    def __init__(self, run_action: RunAction) -> None:
        super().__init__(url="socket")
        self._run_action = run_action
        self.calls = 0

    async def request(self, method: str = "post", subpath: str | None = None, **options: Any) -> Any:
        self.calls += 1
        answer = await self._run_action(options["json"])
        if answer.get("error") == "ActionExecutionRejection":
            # Rasa turns a status of 400 into an ActionExecutionRejection, which lets other policies decide.
            rejection = {"action_name": str(answer.get("action_name")), "error": "rejected"}
            raise ClientResponseError(400, "rejected", json.dumps(rejection))
        body = answer.get("body")
        if "error" in answer or not isinstance(body, dict):
            raise TurnFailed
        return body


class PredictionStorage(LocalModelStorage):
    """A model archive of which only the prediction's half is read: the training's half imports all of Rasa."""

    @staticmethod
    def _load_metadata(directory: Path) -> ModelMetadata:
        serialized = json.loads((directory / "metadata.json").read_text(encoding="utf-8"))
        return ModelMetadata.from_dict({**serialized, "train_schema": {"nodes": {}}})


class BoxedProcessor(MessageProcessor):
    """Rasa's processor with two habits changed: a failing action fails the turn, and there are no side effects."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        with tempfile.TemporaryDirectory() as folder:
            metadata, runner = load_predict_graph_runner(
                Path(folder), Path(model_path), PredictionStorage, PlainGraphRunner
            )
        return Path(model_path).name, metadata, runner

    async def _run_action(
        self,
        action: Any,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """As in Rasa, which however goes on when an action raised, with its events lost."""
        temporary = tracker.copy()
        temporary.update_with_events(prediction.events, self.domain)
        try:
            events = await action.run(output_channel, nlg, temporary, self.domain)
        except ActionExecutionRejection:
            tracker.update(ActionExecutionRejected(action.name(), prediction.policy_name, prediction.max_confidence))
            return self.should_predict_another_action(action.name())
        self._log_action_on_tracker(tracker, action, events, prediction)
        return self.should_predict_another_action(action.name())

    async def execute_side_effects(
        self, events: list[Event], tracker: DialogueStateTracker, output_channel: OutputChannel
    ) -> None:
        """No messages are sent and no reminders kept: both are the core's affair."""


def _recent_events(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """This turn's events and the ones of the turn before: what a form's validation looks at, and no growing history."""
    messages = [place for place, event in enumerate(tracker.events) if isinstance(event, UserUttered)]
    start = messages[-2] if len(messages) > 1 else 0
    return [event.as_dict() for event in list(tracker.events)[start:]]


def replace_action_calls(domain_in_calls: dict[str, Any]) -> None:
    """Make Rasa's calls of custom actions cheap: the check of the answer and the domain in the call are built once."""
    check = AnswerCheck(RemoteAction.action_response_format_spec())

    def _action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Any) -> dict[str, Any]:
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": {**tracker.current_state(EventVerbosity.NONE), "events": _recent_events(tracker)},
            "domain": domain_in_calls,
            "version": rasa.__version__,
        }

    RemoteAction._action_call_format = _action_call_format
    RemoteAction._validate_action_result = lambda _self, result: check(result)
