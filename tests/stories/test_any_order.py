"""Whatever is said in whatever order is answered, by a rule that was written for it, in texts that fit."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.care.wording import segments
from bot.conversation.dialogue import Dialogue, Event, RunAction, TurnResult, Understanding
from bot.settings import ROOT
from tests.stories.drive import Youth, home_of

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

CONVERSATIONS, TURNS = 8, 25
AS_AN_INTENT = "zz:"
TYPED = ("0", "1", "2", "3", "4", ".", "austin", "16", "Star", "after school")
# The core itself answers what reads like a stop; the dialogue is what is looked at here.
INTENTS = [
    intent
    for intent in yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    if intent != "stop_messages"
]


class AnyIntent:
    """Lets a text stand for an intent, and keeps the turns that no rule foresaw or that left two questions open."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self.unforeseen: list[tuple[str, dict[str, Any]]] = []

    async def take_turn(
        self, *, text: str, events: Sequence[Event], facts: Mapping[str, Any], run_action: RunAction
    ) -> TurnResult:
        meant = f"/{text.removeprefix(AS_AN_INTENT)}" if text.startswith(AS_AN_INTENT) else text
        result = await self._dialogue.take_turn(text=meant, events=events, facts=facts, run_action=run_action)
        fell_back = any(event.get("name") == "action_default_fallback" for event in result.events)
        asks_twice = result.slots.get("asking") and result.slots.get("requested_slot")
        if fell_back or asks_twice:
            self.unforeseen.append((text, dict(result.slots)))
        return result

    async def parse(self, texts: Sequence[str]) -> list[Understanding]:
        return await self._dialogue.parse(texts)

    async def ready(self) -> bool:
        return await self._dialogue.ready()


@pytest.mark.parametrize("seed", range(CONVERSATIONS))
async def test_every_text_is_answered_as_a_rule_foresaw(dialogue: Dialogue, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    listening = AnyIntent(dialogue)
    async with home_of(tmp_path, listening) as home:
        youth = Youth(home)
        for _ in range(TURNS):
            said = AS_AN_INTENT + chance.choice(INTENTS) if chance.random() < 0.6 else chance.choice(TYPED)
            answers = await youth.hears_after(said)
            assert answers, f"silence after {said}"
            assert all(segments(answer).count <= 2 for answer in answers)
        assert not listening.unforeseen
        assert "turn_failed" not in await youth.alerts()
        assert "engine_unavailable" not in await youth.alerts()
