"""The words of the responses, read once from `data/responses/`, chosen by Rasa's own conditions and by channel.

Every variation of a response names the conditions (slot values) and, where needed, the channel for which it is meant.
Of those that fit, the one with the most conditions is said; two equally specific ones are an error of the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.errors import WrongWords


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that is offered: its words, with names in braces to fill in, and what it means (an intent command or a text)."""

    title: str
    payload: str


@dataclass(frozen=True, kw_only=True)
class Variation:
    """One wording of a response and where it fits."""

    text: str
    choices: tuple[Choice, ...]
    conditions: tuple[tuple[str, Any], ...]
    channel: str | None

    def fits(self, slots: Mapping[str, Any], channel: str) -> bool:
        if self.channel not in (None, channel):
            return False
        return all(slots.get(name) == value for name, value in self.conditions)

    @property
    def weight(self) -> tuple[int, bool]:
        return len(self.conditions), self.channel is not None


class Words:
    """All responses by name."""

    def __init__(self, responses: Mapping[str, tuple[Variation, ...]]) -> None:
        self._responses = responses

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._responses)

    def variations(self, name: str) -> tuple[Variation, ...]:
        """Every wording of a response. Raises `WrongWords` for an unknown name."""
        try:
            return self._responses[name]
        except KeyError:
            raise WrongWords(f"there is no {name}") from None

    def choose(self, name: str, slots: Mapping[str, Any], channel: str) -> Variation:
        """The wording for these slots on this channel. Raises `WrongWords` when none or two fit."""
        fitting = [variation for variation in self.variations(name) if variation.fits(slots, channel)]
        if not fitting:
            raise WrongWords(f"{name} has no wording for {slots.get('language')} on {channel}")
        heaviest = max(variation.weight for variation in fitting)
        best = [variation for variation in fitting if variation.weight == heaviest]
        if len(best) > 1:
            raise WrongWords(f"{name} has two wordings for {slots.get('language')} on {channel}")
        return best[0]


def read_words(folder: Path) -> Words:
    """All response files of a folder. Raises `WrongWords` with the file and the key to mend."""
    responses: dict[str, tuple[Variation, ...]] = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except (yaml.YAMLError, UnicodeDecodeError):
            raise WrongWords(f"{path.name} is no YAML") from None
        for name, rows in (content.get("responses") or {}).items():
            if name in responses:
                raise WrongWords(f"{name} stands in two files")
            responses[name] = tuple(_variation(path.name, name, row) for row in rows or ())
    if not responses:
        raise WrongWords("there are none")
    return Words(responses)


def read_quiet_slots(domain: Path) -> frozenset[str]:
    """The slots that do not influence the conversation, by `domain.yml`: only their latest value matters."""
    try:
        slots = (yaml.safe_load(domain.read_text(encoding="utf-8")) or {})["slots"]
        return frozenset(name for name, slot in slots.items() if not slot.get("influence_conversation", True))
    except (OSError, yaml.YAMLError, KeyError, AttributeError, TypeError):
        raise WrongWords(f"{domain.name} lists no slots") from None


def placeholders(text: str) -> frozenset[str]:
    """The names in braces that a text asks for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _variation(file: str, name: str, row: Any) -> Variation:
    try:
        text = row["text"].strip()
        choices = tuple(Choice(title=button["title"], payload=button["payload"]) for button in row.get("buttons") or ())
        conditions = tuple((condition["name"], condition["value"]) for condition in row.get("condition") or ())
        for written in (text, *(choice.title for choice in choices)):
            placeholders(written)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise WrongWords(f"{name} in {file} is malformed") from None
    return Variation(text=text, choices=choices, conditions=conditions, channel=row.get("channel"))
