"""The conversation that both services are led through, recorded once with the real engine and the real actions.

From a greeting to a submitted referral, in English. What the engine was given as text in each turn (choices have become
intent commands by then) is what the stock service is sent, whose channel knows no numbered choices; what each custom
action answered is what the stock service's action server answers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.conversation.dialogue import ActionRefused, Dialogue, Event, RunAction, TurnResult, Understanding
from tests.stories.drive import Youth, engine, home_of

TYPED = (
    "hi", "its ok", "can you connect me with an advocate", "Luz", "16", "houston", "1 3", "1", "weekdays after 4", "2",
    "please dont call", "1", "1",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a custom action answered: its name, and the body of its answer, or None when it declined to run."""

    action: str
    body: dict[str, Any] | None


@dataclass(kw_only=True)
class Turn:
    """`typed` on the phone, `given` to the engine with `facts`; `in_form`: a form was open when it came; `texts` that came."""

    typed: str
    given: str
    facts: dict[str, Any]
    in_form: bool
    answers: list[Answer] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class Recorder:
    """A `Dialogue` that writes down what passes through it."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self._open_form: str | None = None
        self.turns: list[Turn] = []

    async def take_turn(
        self, *, text: str, events: Sequence[Event], facts: Mapping[str, Any], run_action: RunAction
    ) -> TurnResult:
        turn = Turn(typed="", given=text, facts=dict(facts), in_form=self._open_form is not None)
        self.turns.append(turn)

        async def run(call: Mapping[str, Any]) -> Mapping[str, Any]:
            try:
                body = await run_action(call)
            except ActionRefused:
                turn.answers.append(Answer(action=str(call["next_action"]), body=None))
                raise
            turn.answers.append(Answer(action=str(call["next_action"]), body=dict(body)))
            return body

        result = await self._dialogue.take_turn(text=text, events=events, facts=facts, run_action=run)
        loops = [event.get("name") for event in result.events if event.get("event") == "active_loop"]
        self._open_form = loops[-1] if loops else self._open_form
        return result

    async def parse(self, texts: Sequence[str]) -> list[Understanding]:
        return await self._dialogue.parse(texts)

    async def ready(self) -> bool:
        return await self._dialogue.ready()


async def record() -> list[Turn]:
    """Lead a young person through the conversation; a turn for each text."""
    async with engine() as dialogue:
        recorder = Recorder(dialogue)
        with tempfile.TemporaryDirectory() as folder:
            async with home_of(Path(folder), recorder) as home:
                youth = Youth(home)
                for typed in TYPED:
                    before = len(recorder.turns)
                    texts = await youth.hears_after(typed)
                    if len(recorder.turns) != before + 1 or not texts:
                        raise SystemExit("The conversation of the measurement does not go as it should.")
                    recorder.turns[-1].typed, recorder.turns[-1].texts = typed, texts
                if not await youth.rows("referral"):
                    raise SystemExit("The conversation of the measurement does not end in a referral.")
    return recorder.turns
