"""Does a dialogue take the same course when the words are forgotten? `engine/.venv/bin/python -m engine.differential`

Replays every conversation of the project twice: once with all that Rasa noted of all turns before, the youth's words
included, and once as the service does it, with the events in short form and only the last turns of a long conversation.
Actions, slots, loops and responses must be the same in every turn. Custom actions are played by a stand-in that sets
the slots the story says.
"""

import argparse
import asyncio
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from engine.conversations import Conversation, Turn, conversations
from engine.errors import EngineError
from engine.loading import LoadedModel, load_model
from engine.quiet import hush_loggers

# The facts that the core gives with every turn; those that the domain does not know are left out.
_FACTS = {
    "channel": "sms",
    "crossed": False,
    "language": "en",
    "on_shift": False,
    "paused_texts": False,
    "returning": False,
}
_SECONDS = 30.0
_STRUNG = 40

Keep = Callable[[Iterable[Any]], list[dict[str, Any]]]
Course = list[dict[str, Any]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="engine.differential", description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path, default=Path(), help="folder of the Rasa project")
    parser.add_argument("--model", type=Path, default=Path("models/puente.tar.gz"), help="its trained model")
    arguments = parser.parse_args()
    hush_loggers()
    model = load_model(arguments.model, hashlib.sha256(arguments.model.read_bytes()).hexdigest())
    failed = 0
    turns = Counter[str]()
    replayed = all_conversations(model, arguments.project)
    for conversation in replayed:
        if turn := first_difference(model, conversation, turns=turns):
            failed += 1
            _say(f"differs in turn {turn}: {conversation.name}")
    _say(f"turns: {turns['answered']} answered, {turns.total() - turns['answered']} that the stand-in left unanswered")
    _say(f"{len(replayed) - failed} passed, {failed} failed")
    return 1 if failed or not replayed else 0


def all_conversations(model: LoadedModel, project: Path) -> list[Conversation]:
    """What is replayed: the written conversations, all of them strung together, and every intent after every other."""
    written = list(conversations(project))
    return [*written, *_all_intents(model), *_one_after_another(written)]


def first_difference(
    model: LoadedModel, conversation: Conversation, keep: Keep | None = None, turns: "Counter[str] | None" = None
) -> int | None:
    """The number of the first turn whose course depends on the form in which the turns before were kept, or None.

    `keep` is the form to compare with all there is, by default the one the service uses; `turns` counts outcomes.
    """
    from engine.compact import compact

    in_full = asyncio.run(_course(model, conversation, _everything, shorten=False))
    in_short = asyncio.run(_course(model, conversation, keep or compact, shorten=True))
    if turns is not None:
        turns.update(turn.get("error", "answered") for turn in in_full)
    pairs = enumerate(zip(in_full, in_short, strict=True), start=1)
    return next((number for number, (one, other) in pairs if one != other), None)


def _everything(events: Iterable[Any]) -> list[dict[str, Any]]:
    return [event.as_dict() for event in events]


async def _course(model: LoadedModel, conversation: Conversation, keep: Keep, *, shorten: bool) -> Course:
    """What happens in each turn, with the events before it kept as `keep` returns them."""
    from engine.turn import TurnRequest, run_turn

    known = {slot.name for slot in model.processor.domain.slots}
    events: list[Any] = list(conversation.start)
    course: Course = []
    for number, turn in enumerate(conversation.turns):
        facts = {name: value for name, value in {**_FACTS, **turn.slots_before}.items() if name in known}
        request = TurnRequest(f"{number:032x}", turn.text, events, facts, shorten)
        try:
            outcome = await run_turn(model.processor, request, _stand_in(turn), _SECONDS)
        except EngineError as error:
            course.append({"error": error.code})
            continue
        course.append(outcome.report())
        events = events + keep(outcome.new_events)
    return course


def _stand_in(turn: Turn) -> Callable[[dict[str, Any]], Any]:
    """Plays the custom actions of one turn: each sets, once, the slots that the story says."""
    left = {name: dict(slots) for name, slots in turn.slots_by_action.items()}

    async def run_action(body: dict[str, Any]) -> dict[str, Any]:
        # A form's slots are set by the action that validates it.
        slots = left.pop(body["next_action"].removeprefix("validate_"), {})
        events = [{"event": "slot", "timestamp": None, "name": name, "value": value} for name, value in slots.items()]
        return {"body": {"events": events, "responses": []}}

    return run_action


def _all_intents(model: LoadedModel) -> list[Conversation]:
    """Every intent after every other, forwards and back: courses that nobody thought of writing down."""
    intents = sorted(intent for intent in model.processor.domain.intents if intent not in ("restart", "session_start"))
    orders = {"every intent in turn": intents, "every intent in turn, backwards": intents[::-1]}
    return [Conversation(name, [], [Turn(f"/{intent}") for intent in order]) for name, order in orders.items()]


def _one_after_another(written: list[Conversation]) -> list[Conversation]:
    """The written conversations strung together, so that forms open and close far back in a long one."""
    turns = [turn for conversation in written for turn in conversation.turns]
    return [
        Conversation(f"turns {start + 1} and on, one after another", [], turns[start : start + _STRUNG])
        for start in range(0, len(turns), _STRUNG)
    ]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
