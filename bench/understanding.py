"""How well and how fast: this pipeline beside Rasa's own, on a sample of the project's data and on HINT3 where it is present."""

from __future__ import annotations

import csv
import json
import math
import os
import random
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import yaml

from bench import understanding_tables
from bench.part import Noises, Section, Size, say
from bench.services import ENGINE_PYTHON
from bench.understanding_tables import LONGEST_SECONDS, PIPELINES, TRAIN_EACH, Understood
from bot.settings import ROOT

TEST_EACH = 20
AT_ONCE = 2
"""Pipelines measured side by side, each on a core of its own: DIET makes poor use of a second one."""

_ONE_CORE = {
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
HINT3 = ROOT.parent / "shared" / "eval" / "hint3"
_OUT_OF_SCOPE = "NO_NODES_DETECTED"
_RULE = re.compile(r"^rules:$", re.MULTILINE)

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Set:
    """Texts with their intents, to learn from and to be asked; `is_own`: the dialogue is trained with them as well."""

    name: str
    train: Pairs
    test: Pairs
    is_own: bool
    outside: Sequence[str] = ()  # texts that mean nothing of it


def measure(size: Size, noises: Noises) -> Section:
    """Each set with each pipeline; a smoke run leaves out what takes minutes."""
    noises.take("before the understanding", size)
    sets = [own_sample(), *hint3()]
    sets = [sets[0], *sets[1:][-1:]] if size.is_smoke else sets
    pairs = list(product(sets, PIPELINES[:2] if size.is_smoke else PIPELINES))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(_measure, [data for data, _ in pairs], [pipeline for _, pipeline in pairs]))
    noises.take("after the understanding", size)
    return understanding_tables.section(found)


def own_sample() -> Set:
    """The same examples each time, as many of each intent: small enough for DIET to learn in a minute or two."""
    by_intent: dict[str, list[str]] = {}
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            by_intent.setdefault(block["intent"], []).extend(line[2:] for line in block["examples"].splitlines())
    train: list[tuple[str, str]] = []
    test: list[tuple[str, str]] = []
    for intent, lines in sorted(by_intent.items()):
        random.Random(intent).shuffle(lines)
        # A third is held back of intents that have few examples.
        kept = min(TEST_EACH, len(lines) // 3)
        test += [(line, intent) for line in lines[:kept]]
        train += [(line, intent) for line in lines[kept : kept + TRAIN_EACH]]
    return Set(name=f"the project's own data, {TRAIN_EACH} examples an intent", train=train, test=test, is_own=True)


def hint3() -> list[Set]:
    """HINT3, in scope and out of it; nothing where it is not present."""
    return [_of_bot(bot) for bot in ("curekart", "powerplay11", "sofmattress") if (HINT3 / f"{bot}_train.csv").exists()]


def _of_bot(bot: str) -> Set:
    asked = _rows(HINT3 / f"{bot}_test.csv")
    return Set(
        name=f"HINT3 {bot}",
        train=_rows(HINT3 / f"{bot}_train.csv"),
        test=[row for row in asked if row[1] != _OUT_OF_SCOPE],
        is_own=False,
        outside=[text for text, intent in asked if intent == _OUT_OF_SCOPE],
    )


def _rows(file: Path) -> list[tuple[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [(" ".join(row["sentence"].split()), row["label"]) for row in csv.DictReader(lines)]


def _measure(data: Set, pipeline: str) -> Understood:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, data)
        command = [ENGINE_PYTHON, "-m", "bench.pipelines", pipeline, str(folder)]
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**os.environ, **_ONE_CORE},
                capture_output=True,
                text=True,
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return _unfinished(data, pipeline)
        if done.returncode != 0:
            raise SystemExit(f"{pipeline} could not be measured:\n{done.stderr[-2000:]}")
        found = json.loads(done.stdout.splitlines()[-1])
    taken, outside = found["taken"][: len(data.test)], found["taken"][len(data.test) :]
    right = [one["intent"] == intent for one, (_, intent) in zip(taken, data.test, strict=True)]
    say(f"{data.name}, {pipeline}: {_percent(right):.1f} %, trained in {found['train_seconds']:.1f} s")
    sure = [is_right and one["sure"] for is_right, one in zip(right, taken, strict=True)]
    return Understood(
        data=data.name,
        pipeline=pipeline,
        learnt=len(data.train),
        asked=len(data.test),
        percent=_percent(right),
        sure_percent=_percent(sure),
        outside_percent=_percent([not one["sure"] for one in outside]) if outside else None,
        train_seconds=found["train_seconds"],
        median_ms=found["median_ms"],
    )


def _unfinished(data: Set, pipeline: str) -> Understood:
    return Understood(
        data=data.name,
        pipeline=pipeline,
        learnt=len(data.train),
        asked=len(data.test),
        percent=math.nan,
        sure_percent=math.nan,
        outside_percent=None,
        train_seconds=math.nan,
        median_ms=math.nan,
    )


def _percent(which: Sequence[bool]) -> float:
    return 100 * sum(which) / len(which)


def _write(folder: Path, data: Set) -> None:
    by_intent: dict[str, list[str]] = {}
    for text, intent in data.train:
        by_intent.setdefault(intent, []).append(text)
    blocks = [{"intent": intent, "examples": _block(lines)} for intent, lines in by_intent.items()]
    (folder / "train.yml").write_text(_yaml({"version": "3.1", "nlu": blocks}), encoding="utf-8")
    (folder / "asked.json").write_text(json.dumps([*(text for text, _ in data.test), *data.outside]), encoding="utf-8")
    if data.is_own:
        (folder / "domain.yml").write_text(_domain(), encoding="utf-8")
        files = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "data" / "rules").glob("*.yml"))]
        rules = "".join(_RULE.split(text, maxsplit=1)[1] for text in files)
        (folder / "rules.yml").write_text(f'version: "3.1"\nrules:\n{rules}', encoding="utf-8")


def _domain() -> str:
    """The domain with the names of the responses in place of their words."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    domain["responses"] = dict(domain.get("responses") or {})
    for file in sorted((ROOT / "data" / "responses").glob("*.yml")):
        names = yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
        domain["responses"] |= {name: [{"text": name}] for name in names}
    return _yaml(domain)


def _block(lines: Sequence[str]) -> str:
    # Brackets would mark entities in Rasa's format.
    return "".join(f"- {re.sub('[' + re.escape('[](){}') + ']', ' ', line)}\n" for line in lines)


def _yaml(content: Mapping[str, object]) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
