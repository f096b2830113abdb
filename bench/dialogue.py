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
from bench.services import Running
from bot.bootstrap import build_engine
from bot.conversation.dialogue import ActionRefused, Event, RunAction
from bot.settings import ROOT

START_SECONDS = 60.0

# Milliseconds of one turn, and whether a form was open in it.
TookAlone = tuple[float, bool]


async def puente_turns(script: Sequence[Turn], rounds: int) -> list[TookAlone]:
    """Every turn of the conversation, so many times over."""
    engine = build_engine(ROOT)
    await engine.start()
    took: list[TookAlone] = []
    try:
        await engine.wait_until_ready(START_SECONDS)
        for _ in range(rounds):
            events: list[Event] = []
            for turn in script:
                began = time.perf_counter()
                result = await engine.take_turn(
                    text=turn.given, events=events, facts=turn.facts, run_action=_replay(turn)
                )
                took.append((1000 * (time.perf_counter() - began), turn.in_form))
                events += result.events
    finally:
        await engine.stop()
    return took


async def stock_turns(service: Running, script: Sequence[Turn], rounds: int) -> list[TookAlone]:
    """The same, of a running stock service."""
    assert service.rest is not None
    took: list[TookAlone] = []
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        for number in range(rounds):
            for turn in script:
                began = time.perf_counter()
                answer = await client.post(service.rest, json={"sender": f"alone-{number}", "message": turn.given})
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
