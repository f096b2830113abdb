"""One turn of a dialogue as a pure function: events, text and facts in; new events, slots and response names out."""

import asyncio
import copy
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.boxed import BoxedProcessor, CoreActions, NamesOnly, NoChannel, OneTrackerStore, RunAction
from engine.compact import compact, rebuild
from engine.errors import BadRequest, EngineError, NoAnswer, Refusal, TurnFailed, TurnTimeout
from engine.recent import shortened
from engine.understanding import RISK

_MAX_TEXT = 20_000
_RANKED = 3
_PARSED_AT_ONCE = 32


@dataclass(frozen=True)
class TurnRequest:
    """What a turn starts from. `events` are the conversation so far, in short or full form, oldest first.

    `shorten` is switched off only to show that shortening a long conversation changes nothing.
    """

    id: str
    text: str
    events: list[Any]
    facts: dict[str, Any]
    shorten: bool = True

    @classmethod
    def read(cls, frame: dict[str, Any]) -> "TurnRequest":
        """The request in `frame`. Raises BadRequest when a part is missing or of the wrong type."""
        text, events, facts = frame.get("text"), frame.get("events"), frame.get("facts")
        if not isinstance(text, str) or len(text) > _MAX_TEXT or not isinstance(events, list):
            raise BadRequest
        if not isinstance(facts, dict):
            raise BadRequest
        return cls(frame["id"], text, events, facts)


@dataclass(frozen=True)
class TurnOutcome:
    """What a turn led to, as Rasa holds it; `report` gives the form that goes to the core."""

    tracker: DialogueStateTracker
    new_events: list[Event]
    asked: list[dict[str, Any]]

    def report(self) -> dict[str, Any]:
        slots = {name: value for name, value in self.tracker.current_slot_values().items() if value is not None}
        return {
            "events": compact(self.new_events),
            "slots": slots,
            "utterances": [_utterance(asked, slots) for asked in self.asked],
            "understanding": _understanding(self._user_event().parse_data),
        }

    def _user_event(self) -> UserUttered:
        return next(event for event in self.new_events if isinstance(event, UserUttered))


async def run_turn(
    processor: BoxedProcessor, request: TurnRequest, run_action: RunAction, seconds: float
) -> TurnOutcome:
    """Run one turn. Raises EngineError: nothing of a turn that failed may be used."""
    try:
        return await asyncio.wait_for(_run_turn(processor, request, run_action), seconds)
    except asyncio.TimeoutError:
        raise TurnTimeout from None
    except (EngineError, asyncio.CancelledError):
        raise
    except Exception:
        # Whatever Rasa raises may carry the text of the message, so nothing but the code goes on.
        raise TurnFailed from None


async def _run_turn(processor: BoxedProcessor, request: TurnRequest, run_action: RunAction) -> TurnOutcome:
    tracker = rebuild(request.id, request.events, processor.domain)
    tracker = shortened(tracker, processor.domain) if request.shorten else tracker
    actions, names = CoreActions(run_action), NamesOnly(processor.domain.responses)
    own = _for_this_turn(processor, OneTrackerStore(tracker), names, actions)
    before = len(tracker.events)
    await own._update_tracker_session(tracker, NoChannel())
    _apply_facts(tracker, request.facts, processor)
    await own.handle_message(UserMessage(request.text, NoChannel(), request.id))
    outcome = TurnOutcome(tracker, list(tracker.events)[before:], names.asked)
    _require_answer(outcome, actions)
    return outcome


def _for_this_turn(
    processor: BoxedProcessor, store: TrackerStore, names: NamesOnly, actions: CoreActions
) -> BoxedProcessor:
    """A processor of the turn's own. It shares the model, which is only read; nothing else passes between turns."""
    if type(store) is not OneTrackerStore:
        # Rasa falls back to a store in memory when it cannot make the one it was told of.
        raise Refusal("tracker_store_wrong")
    own = copy.copy(processor)
    own.tracker_store, own.nlg, own.action_endpoint = store, names, actions
    own.on_circuit_break = _break_circuit
    return own


def _break_circuit(*_arguments: Any) -> None:
    raise TurnFailed


def _apply_facts(tracker: DialogueStateTracker, facts: dict[str, Any], processor: BoxedProcessor) -> None:
    """Facts become slots before the message is read; one that has not changed adds no event."""
    known = {slot.name for slot in processor.domain.slots}
    if not facts.keys() <= known:
        raise BadRequest
    for name, value in facts.items():
        if tracker.get_slot(name) != value:
            tracker.update(SlotSet(name, value), processor.domain)


def _require_answer(outcome: TurnOutcome, actions: CoreActions) -> None:
    listening = [event for event in outcome.new_events if isinstance(event, ActionExecuted)]
    if not listening or listening[-1].action_name != "action_listen":
        raise NoAnswer
    if not any(isinstance(event, UserUttered) for event in outcome.new_events):
        raise NoAnswer
    if not outcome.asked and not actions.calls:
        raise NoAnswer


def _utterance(asked: dict[str, Any], final: dict[str, Any]) -> dict[str, Any]:
    """`asked`, with those slots only that were emptied or changed later in the turn, as they were when it was said."""
    then = {
        name: value
        for name, value in asked["slots"].items()
        if value is not None and final.get(name) != value and name != REQUESTED_SLOT
    }
    utterance = {"response": asked["response"], "arguments": asked["arguments"]}
    return {**utterance, "slots": then} if then else utterance


def _understanding(parse_data: dict[str, Any]) -> dict[str, Any]:
    intent = parse_data.get("intent") or {}
    ranking = [
        {"name": ranked["name"], "confidence": float(ranked["confidence"])}
        for ranked in parse_data.get("intent_ranking") or []
    ]
    return {
        "intent": intent.get("name"),
        "confidence": float(intent.get("confidence") or 0.0),
        "ranking": ranking[:_RANKED],
        "risk": parse_data.get(RISK) or {},
    }


async def parse(processor: BoxedProcessor, texts: Any) -> list[dict[str, Any]]:
    """What each of `texts` is understood as; never as an intent command. Raises BadRequest for anything but texts."""
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise BadRequest
    results: list[dict[str, Any]] = []
    for start in range(0, len(texts), _PARSED_AT_ONCE):
        results += _parse_some(processor, texts[start : start + _PARSED_AT_ONCE])
        await asyncio.sleep(0)  # Turns go on between two portions.
    return results


def _parse_some(processor: BoxedProcessor, texts: list[str]) -> list[dict[str, Any]]:
    from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER

    # A slash would make Rasa read a command; to the classifier it means nothing.
    messages = [UserMessage(text.lstrip().lstrip("/")) for text in texts]
    target = processor.model_metadata.nlu_target
    tracker = DialogueStateTracker("parse", [])
    inputs = {PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: tracker}
    parsed = processor.graph_runner.run(inputs=inputs, targets=[target])[target]
    return [_understanding(message.as_dict()) for message in parsed]
