"""Texts that the model is unsure of: forged ones, so that a test knows the readings, and real ones, found by asking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.care.readings import Moment, likeliest
from bot.care.risk import combine, floor
from bot.conversation.dialogue import Dialogue, Event, RunAction, TurnResult, Understanding

UNSURE = "unsure:"
FALLBACK = "nlu_fallback"
NOTHING_OPEN = Moment(questions_left=False, something_open=False)

VAGUE = {
    "en": (
        "something with my stuff", "xq", "it's complicated", "about the stuff you know", "banana", "what about the people",
        "so that thing", "the other stuff maybe", "like the people or whatever", "its about some thing", "zzz what",
        "you know the deal", "kinda the same stuff",
    ),
    "es": (
        "oye y lo de la señora", "mmm pues eso", "lo que te dije", "pues ya ves", "la onda esa", "es que es un rollo",
        "lo de la otra vez pues", "así como que algo", "qué onda con eso", "es por lo de ayer", "pues cosas",
        "está raro todo", "tengo un asunto",
    ),
}  # fmt: skip


class Unsure:
    """A dialogue to which "unsure:find_service,request_human" is a text that might mean either, and nothing surely."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    async def take_turn(
        self, *, text: str, events: Sequence[Event], facts: Mapping[str, Any], run_action: RunAction
    ) -> TurnResult:
        if not text.startswith(UNSURE):
            return await self._dialogue.take_turn(text=text, events=events, facts=facts, run_action=run_action)
        readings = [reading for reading in text.removeprefix(UNSURE).split(",") if reading]

        async def run(call: Mapping[str, Any]) -> Mapping[str, Any]:
            return await run_action({**call, "tracker": _unsure(call["tracker"], readings)})

        return await self._dialogue.take_turn(text=f"/{FALLBACK}", events=events, facts=facts, run_action=run)

    async def parse(self, texts: Sequence[str]) -> list[Understanding]:
        return [
            Understanding(intent=FALLBACK, confidence=0.35) if text.startswith(UNSURE) else understood
            for text, understood in zip(texts, await self._dialogue.parse(texts), strict=True)
        ]

    async def ready(self) -> bool:
        return await self._dialogue.ready()


async def vague_texts(dialogue: Dialogue, language: str) -> list[str]:
    """Real texts that the present model does not understand, and for which it has something to offer."""
    understood = await dialogue.parse(VAGUE[language])
    return [
        text
        for text, meant in zip(VAGUE[language], understood, strict=True)
        if meant.intent == FALLBACK
        and combine(floor(text), meant.intent, meant.confidence, meant.risk).kind is None
        and likeliest(meant.ranking, NOTHING_OPEN)
    ]


def _unsure(tracker: Mapping[str, Any], readings: Sequence[str]) -> dict[str, Any]:
    ranking = [{"name": name, "confidence": 0.3 - 0.01 * place} for place, name in enumerate(readings)]
    return {**tracker, "latest_message": {**tracker["latest_message"], "text": "some thing", "intent_ranking": ranking}}
