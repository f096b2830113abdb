"""Conversations to replay: the project's stories, test stories and rules, as the turns that lead through them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.project import ProjectError

_FOLDERS = ("data/stories", "data/rules", "tests/stories")
# "[Houston](area)" and "[Houston]{"entity": "area"}" in a test story's text.
_ANNOTATED = re.compile(r"\[([^]]*)\](?:\([^)]*\)|\{[^}]*\})")

Slots = dict[str, Any]


@dataclass
class Turn:
    """What is written, the slots known before it, and the slots that each action is to set in its turn."""

    text: str
    slots_before: Slots = field(default_factory=dict)
    slots_by_action: dict[str, Slots] = field(default_factory=dict)


@dataclass
class Conversation:
    """`start` holds the events in short form that a rule's condition asks for."""

    name: str
    start: list[dict[str, Any]]
    turns: list[Turn]


def conversations(root: Path) -> Iterator[Conversation]:
    """Every story, test story and rule of the project in which somebody writes something."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    for folder in _FOLDERS:
        for file in sorted((root / folder).rglob("*.yml")):
            try:
                content = YAML(typ="safe").load(file) or {}
            except YAMLError as error:
                raise ProjectError(f"{file} is not valid YAML: {error}") from error
            for entry in (content.get("stories") or []) + (content.get("rules") or []):
                conversation = _read(entry)
                if conversation.turns:
                    yield conversation


def _read(entry: dict[str, Any]) -> Conversation:
    name = entry.get("story") or entry.get("rule") or "without a name"
    conversation = Conversation(str(name), _start(entry.get("condition") or []), [])
    before: Slots = {}
    last_action: str | None = None
    for step in _flat(entry.get("steps") or []):
        if "user" in step or "intent" in step:
            conversation.turns.append(Turn(_text(step), slots_before=before))
            before, last_action = {}, None
        elif "action" in step:
            last_action = step["action"]
        elif "slot_was_set" in step:
            slots = _slots(step["slot_was_set"])
            if last_action is None or not conversation.turns:
                before.update(slots)
            else:
                conversation.turns[-1].slots_by_action.setdefault(last_action, {}).update(slots)
    return conversation


def _start(condition: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not condition:
        return []
    events: list[dict[str, Any]] = [
        {"event": "action", "name": "action_session_start"},
        {"event": "session_started"},
        {"event": "action", "name": "action_listen"},
    ]
    for part in condition:
        if part.get("active_loop"):
            events.append({"event": "active_loop", "name": part["active_loop"]})
        for slot, value in _slots(part.get("slot_was_set") or []).items():
            events.append({"event": "slot", "name": slot, "value": value})
    return events


def _flat(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The steps, with the first of several alternatives."""
    for step in steps:
        yield step["or"][0] if "or" in step else step


def _slots(items: list[Any]) -> Slots:
    slots: Slots = {}
    for item in items:
        slots.update(item if isinstance(item, dict) else {item: True})
    return slots


def _text(step: dict[str, Any]) -> str:
    """The words of a test story, or the intent command that stands for them in a story or rule."""
    if step.get("user"):
        return _ANNOTATED.sub(r"\1", str(step["user"]).strip())
    entities: Slots = {}
    for entity in step.get("entities") or []:
        entities.update(entity if isinstance(entity, dict) else {entity: entity})
    return f"/{step['intent']}" + (json.dumps(entities) if entities else "")
