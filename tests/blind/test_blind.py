"""The blind set is what its README says, and the trained model understands it well enough. No line of it is ever shown."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.settings import ROOT
from tests.nlu.corpus import examples_by_intent, plain, trigrams

FILE = Path(__file__).parent / "messages.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
INTENT_LEAST = 84.0
HEARD_LEAST = 94.0
LIKENESS = 0.8
"""Jaccard of the runs of three characters, from which a line counts as a twin of a training example."""

SENT_BY_BUTTONS = frozenset({"inform", "nlu_fallback"})
"""Intents that no message has of itself: an answer to a question, and none at all."""


def test_every_row_has_its_fields_and_an_id_of_its_own() -> None:
    shapes = {tuple(sorted(row)) for row in ROWS}
    assert shapes == {("id", "intent", "lang", "risk", "risk_kind", "text")}
    assert len({row["id"] for row in ROWS}) == len({row["text"] for row in ROWS}) == len(ROWS)
    assert {row["risk"] for row in ROWS} == {"none", "possible", "high"}


def test_it_covers_every_intent_in_both_languages_and_their_mixture() -> None:
    assert len(ROWS) >= 300
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {next(iter(intent)) if isinstance(intent, dict) else intent for intent in domain["intents"]}
    taught = {intent for intent in intents if intent in examples_by_intent()}
    assert taught - SENT_BY_BUTTONS <= {row["intent"] for row in ROWS}
    told = Counter(row["lang"] for row in ROWS)
    assert min(told["en"], told["es"], told["mixed"]) >= 50
    for intent in taught - SENT_BY_BUTTONS:
        assert {"en", "es"} <= {row["lang"] for row in ROWS if row["intent"] == intent}, intent


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What `puente score` takes each row for: id -> intent and risk."""
    folder = tmp_path_factory.mktemp("blind")
    found: dict[str, dict[str, str]] = {}
    for what in ("intent", "risk"):
        command = [str(ROOT / ".venv/bin/puente"), "score", what, "--input", str(FILE), "--output", str(folder / what)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=110)
        for line in (folder / what).read_text(encoding="utf-8").splitlines():
            answer = json.loads(line)
            found.setdefault(answer["id"], {})[what] = answer[what]
    return found


def twins() -> set[str]:
    """Ids of the rows that are all but the same as a training example."""
    taught = [line for lines in examples_by_intent().values() for line in lines]
    known = {plain(line) for line in taught}
    by_gram: dict[str, list[int]] = {}
    grams = [trigrams(line) for line in taught]
    for place, found in enumerate(grams):
        for gram in found:
            by_gram.setdefault(gram, []).append(place)
    like = set()
    for row in ROWS:
        mine = trigrams(row["text"])
        shared = Counter(place for gram in mine for place in by_gram.get(gram, ()))
        near = any(count >= LIKENESS * (len(mine) + len(grams[place]) - count) for place, count in shared.items())
        if near or plain(row["text"]) in known:
            like.add(row["id"])
    return like


@pytest.mark.engine
def test_intents_are_understood_by_whoever_never_read_the_examples(answers: dict[str, dict[str, str]]) -> None:
    like = twins()
    fresh = [row for row in ROWS if row["id"] not in like]
    assert len(fresh) >= 300
    for rows in (ROWS, fresh):
        right = 100 * sum(answers[row["id"]]["intent"] == row["intent"] for row in rows) / len(rows)
        assert right >= INTENT_LEAST, f"{right:.1f} % of {len(rows)}"


@pytest.mark.engine
def test_statements_of_danger_and_of_injury_are_heard(answers: dict[str, dict[str, str]]) -> None:
    rows = [row for row in ROWS if row["intent"] in ("report_danger", "report_medical")]
    heard = 100 * sum(answers[row["id"]]["risk"] != "none" for row in rows) / len(rows)
    assert heard >= HEARD_LEAST, f"{heard:.1f} % of {len(rows)}"
