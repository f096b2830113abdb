"""Train a candidate and play all conversations with it, in one process: `... -m engine.checking.candidate --out FOLDER`.

Checks the project and trains into FOLDER (nothing when the model there is current), walks through every test story as `rasa
test` does, and replays every conversation as `engine.differential` does. Standard output: sentences of the training, and
one JSON object a line: `{"event": "trained"}`, `{"event": "progress", "done", "of"}`, `{"event": "failed", "name", "why"}` for a
story or replay that went another way, at the end `{"event": "stories", "passed", "failed"}`. Exit code 1 when there is no model.
"""

import argparse
import asyncio
import hashlib
import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.project import Project, ProjectError

_TESTED = ("data/stories", "tests/stories")


def main() -> int:
    parser = argparse.ArgumentParser(prog="engine.checking.candidate", description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path, default=Path(), help="folder of the Rasa project")
    parser.add_argument("--out", type=Path, required=True, help="folder of the candidate")
    arguments = parser.parse_args()
    from engine.train import MODEL, train

    project, model = Project(arguments.project), arguments.out / MODEL
    try:
        if code := train(project, arguments.out):
            return code
    except ProjectError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    _tell(event="trained")
    failed = 0
    total = 0
    for name, why in _played(project, model):
        total += 1
        if why:
            failed += 1
            _tell(event="failed", name=name, why=why)
    _tell(event="stories", passed=total - failed, failed=failed)
    return 0


def _played(project: Project, model: Path) -> Iterator[tuple[str, str | None]]:
    """The name of every conversation that was played and, where it went another way than it should, how."""
    from engine.quiet import hush_loggers
    from engine.sparing import leave_out_what_is_unused

    leave_out_what_is_unused(project)
    hush_loggers()
    import rasa.core.test

    yield from _test_stories(rasa.core.test, project, model)
    from engine.differential import all_conversations, first_difference
    from engine.loading import load_model

    loaded = load_model(model, hashlib.sha256(model.read_bytes()).hexdigest())
    replayed = all_conversations(loaded, project.root)
    for done, conversation in enumerate(replayed, start=1):
        turn = first_difference(loaded, conversation)
        yield conversation.name, f"turn {turn} goes another way once the words are forgotten" if turn else None
        _tell(event="progress", done=done, of=len(replayed))


def _test_stories(rasa_test: Any, project: Project, model: Path) -> Iterator[tuple[str, str | None]]:
    """Every story in which a user's words stand: are they understood as it says, and do its steps follow?"""
    from rasa.core.agent import Agent

    files = [file for folder in _TESTED for file in sorted((project.root / folder).rglob("test_*.yml"))]
    if not files:
        return
    agent = Agent.load(str(model))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for file in files:
            stories = rasa_test._create_data_generator(str(file), agent, None, True).generate_story_trackers()
            for story in stories:
                result = asyncio.run(rasa_test._predict_tracker_actions(story, agent, False, True))
                wrong = result[0].check_prediction_target_mismatch()
                yield story.sender_id, _first_wrong(result[1]) if wrong else None


def _first_wrong(tracker: Any) -> str:
    """What came instead of the first step that was foreseen."""
    for event in tracker.events:
        if predicted := getattr(event, "action_name_prediction", None):
            return f"{predicted} instead of {event.action_name}"
        if (predicted := getattr(event, "predicted_intent", None)) and predicted != event.intent.get("name"):
            return f"taken for {predicted} instead of {event.intent.get('name')}"
    return "other words are found in a text than the story names"


def _tell(**line: Any) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
