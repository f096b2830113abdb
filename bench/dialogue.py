"""The turn of the dialogue alone, without a carrier: Puente's engine over its socket, stock Rasa over its REST channel.

Both understand, choose the steps, run the form and call the same actions, which answer as recorded and at once. Stock Rasa
also loads and saves the conversation, in SQLite, which is a part of its turn; in Puente that is the core's work, and is
measured with the whole service.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bench.script import Turn
from bench.service_tables import Service, TookAlone
from bench.services import Running
from bot.bootstrap import build_engine
from bot.conversation.dialogue import ActionRefused, Dialogue, Event, RunAction
from bot.settings import ROOT

START_SECONDS = 60.0


async def both(stock: Running, script: Sequence[Turn], rounds: int, ours: Service, theirs: Service) -> None:
    """Every turn of the conversation, so many times over, by one and then by the other; noted with each service."""
    engine = build_engine(ROOT)
    await engine.start()
    try:
        await engine.wait_until_ready(START_SECONDS)
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            for number in range(-1, rounds):
                took, stock_took = await _ours(engine, script), await _theirs(client, stock, script, f"alone-{number}")
                if number >= 0:  # The first conversation warms up.
                    ours.dialogue += took
                    theirs.dialogue += stock_took
    finally:
        await engine.stop()


async def _ours(engine: Dialogue, script: Sequence[Turn]) -> list[TookAlone]:
    took: list[TookAlone] = []
    events: list[Event] = []
    for turn in script:
        began = time.perf_counter()
        result = await engine.take_turn(text=turn.given, events=events, facts=turn.facts, run_action=_replay(turn))
        took.append((1000 * (time.perf_counter() - began), turn.in_form))
        events += result.events
    return took


async def _theirs(client: httpx.AsyncClient, service: Running, script: Sequence[Turn], sender: str) -> list[TookAlone]:
    assert service.rest is not None
    took: list[TookAlone] = []
    for turn in script:
        began = time.perf_counter()
        answer = await client.post(service.rest, json={"sender": sender, "message": turn.given})
        took.append((1000 * (time.perf_counter() - began), turn.in_form))
        if answer.status_code != 200 or not answer.json():
            raise SystemExit("The stock service does not answer.")
    return took


def _replay(turn: Turn) -> RunAction:
    left = list(turn.answers)

    async def run_action(call: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = left.pop(0)
        if answer.action != call["next_action"]:
            raise SystemExit("The conversation takes another course than when it was recorded.")
        if answer.body is None:
            raise ActionRefused(answer.action)
        return answer.body

    return run_action
