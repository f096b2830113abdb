"""From response names to finished texts: words by language and channel, numbered choices, as few texts as fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.care.wording import segments, sms_spelling
from bot.conversation.dialogue import Utterance
from bot.conversation.words import Choice, Words, placeholders
from bot.errors import WrongWords

MOST_SEGMENTS = 2
SKIP = "/skip"
OFFERED = "offered"
"""The argument by which an action names the payloads of the choices to offer, in order; without it all are offered."""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """One finished text, and what each number in it stands for ("1" -> payload)."""

    text: str = field(repr=False)
    choices: Mapping[str, str]


def render(words: Words, utterances: Sequence[Utterance], slots: Mapping[str, Any], channel: str) -> list[Rendered]:
    """The texts to send, in order. Neighbours share a text while both fit `MOST_SEGMENTS`; choices end a text."""
    texts: list[Rendered] = []
    for utterance in utterances:
        rendered = _render_one(words, utterance, slots, channel)
        previous = texts[-1] if texts else None
        if previous is not None and not previous.choices:
            joined = f"{previous.text}\n{rendered.text}"
            if channel != "sms" or segments(joined).count <= MOST_SEGMENTS:
                texts[-1] = Rendered(text=joined, choices=rendered.choices)
                continue
        texts.append(rendered)
    return texts


def _render_one(words: Words, utterance: Utterance, slots: Mapping[str, Any], channel: str) -> Rendered:
    then = {**slots, **utterance.slots}
    variation = words.choose(utterance.response, then, channel)
    values = {**then, **utterance.arguments}
    offered = _offered(variation.choices, utterance.arguments.get(OFFERED))
    asked_for = placeholders(variation.text).union(*(placeholders(choice.title) for choice in offered))
    missing = [name for name in asked_for if values.get(name) is None]
    if missing:
        raise WrongWords(f"{utterance.response} lacks a value for {', '.join(sorted(missing))}")
    filled = {name: _plain(values[name]) for name in asked_for}
    numbered = _numbered(offered)
    titles = [f"{number} {choice.title.format_map(filled)}" for number, choice in numbered]
    lines = [variation.text.format_map(filled), *titles]
    finished = "\n".join(line for line in lines if line)
    return Rendered(
        text=sms_spelling(finished) if channel == "sms" else finished,
        choices={number: choice.payload for number, choice in numbered},
    )


def _plain(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)


def _offered(choices: Sequence[Choice], payloads: Any) -> Sequence[Choice]:
    """The choices with these payloads, in their order. One that the words no longer have is passed over."""
    if not isinstance(payloads, list):
        return choices
    by_payload = {choice.payload: choice for choice in choices}
    return [by_payload[payload] for payload in payloads if payload in by_payload]


def _numbered(choices: Sequence[Choice]) -> list[tuple[str, Choice]]:
    """Choices count from 1; the way out, skipping, is always 0 and stands last."""
    ways = [choice for choice in choices if choice.payload != SKIP]
    skips = [choice for choice in choices if choice.payload == SKIP]
    return [(str(number), choice) for number, choice in enumerate(ways, 1)] + [("0", choice) for choice in skips[:1]]
