"""Events of a conversation in their shortest form: what Rasa needs to rebuild the state, and no words of the youth.

Kept: which intent was understood, which entities, which actions ran, which slots hold what. Left out: the text of the
message, the ranking of intents, token offsets, what the bot said, names and confidences of policies, times.
`engine.differential` shows over every story that the dialogue takes the same course with these events as with all.
"""

import functools
from collections.abc import Iterable
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from engine.errors import BadRequest, TurnFailed

Compact = dict[str, Any]

# What is kept of each kind of event, besides its kind. Anything else (reminders, exports, what an agent said) has no
# place in a turn that is a pure function.
_KEPT: dict[str, tuple[str, ...]] = {
    "action": ("name", "action_text", "hide_rule_turn"),
    "action_execution_rejected": ("name",),
    "active_loop": ("name",),
    "entities": ("entities",),
    "followup": ("name",),
    "loop_interrupted": ("is_interrupted",),
    "pause": (),
    "reset_slots": (),
    "restart": (),
    "resume": (),
    "rewind": (),
    "session_started": (),
    "slot": ("name", "value"),
    "undo": (),
    "user": ("parse_data",),
}
# What the bot said; and by which of intent and text a message was read, for without its text only one is left.
_DROPPED = frozenset(("bot", "user_featurization"))
_ENTITY = ("entity", "value", "role", "group")


def compact(events: Iterable[Event]) -> list[Compact]:
    """The short form of `events`. Raises TurnFailed for an event that must not come out of a turn."""
    return [_compact_event(event.as_dict()) for event in events if event.type_name not in _DROPPED]


def rebuild(sender_id: str, events: list[Any], domain: Domain) -> DialogueStateTracker:
    """The tracker that `events` (short or full form) lead to. Raises BadRequest when they are malformed.

    A slot that the domain no longer knows is passed over, so that a conversation outlives a new model.
    """
    known = {slot.name for slot in domain.slots}
    parsed = [_parse_event(event) for event in events if not _is_unknown_slot(event, known)]
    try:
        return DialogueStateTracker.from_events(sender_id, parsed, domain.slots, domain=domain)
    except Exception:
        raise BadRequest from None


def _compact_event(full: dict[str, Any]) -> Compact:
    kind = full["event"]
    if kind not in _KEPT:
        raise TurnFailed
    short = {"event": kind}
    for key in _KEPT[kind]:
        value = full.get(key)
        # A slot and a loop may be set to nothing, which is not the same as saying nothing.
        if value not in (None, False) or (kind, key) in (("slot", "value"), ("active_loop", "name")):
            short[key] = value
    if kind == "user":
        short["parse_data"] = _compact_parse_data(full["parse_data"])
    elif kind == "entities":
        short["entities"] = [_compact_entity(entity) for entity in full["entities"]]
    return short


def _compact_parse_data(parse_data: dict[str, Any]) -> Compact:
    intent = {"name": (parse_data.get("intent") or {}).get("name")}
    entities = [_compact_entity(entity) for entity in parse_data.get("entities") or []]
    return {"intent": intent, "entities": entities} if entities else {"intent": intent}


def _compact_entity(entity: dict[str, Any]) -> Compact:
    return {key: entity[key] for key in _ENTITY if entity.get(key) is not None}


def _is_unknown_slot(event: Any, known: set[str]) -> bool:
    return isinstance(event, dict) and event.get("event") == "slot" and event.get("name") not in known


def _parse_event(event: Any) -> Event:
    if not isinstance(event, dict) or event.get("event") not in _KEPT.keys() | _DROPPED:
        raise BadRequest
    if event["event"] == "user" and not isinstance(event.get("parse_data"), dict):
        raise BadRequest
    try:
        parsed = _class_of(event["event"])._from_parameters(_with_defaults(event))
    except Exception:
        raise BadRequest from None
    if parsed is None:
        raise BadRequest
    return parsed


@functools.cache
def _class_of(kind: str) -> type[Event]:
    """The event class of this kind. Rasa looks through all its classes for every event that it reads."""
    found = Event.resolve_by_type(kind)
    assert found is not None
    return found


def _with_defaults(event: dict[str, Any]) -> dict[str, Any]:
    """Rasa reads an absent `is_interrupted` as None where it writes False."""
    return {"is_interrupted": False, **event} if event["event"] == "loop_interrupted" else event
