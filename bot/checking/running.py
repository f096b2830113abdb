"""Runs the parts of a check side by side: training and stories, cross-validation, and what the candidate understands."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.care.risk import RULES
from bot.checking.figures import Figures, Share, by_language, risk_groups, risk_texts, understood
from bot.checking.folder import ModelFolder
from bot.checking.judged import Judged, judge, judge_all, judge_example
from bot.conversation.dialogue import Understanding
from bot.conversation.engine_process import EngineProcess, engine_command, engine_python
from bot.errors import PuenteError, WrongInput

START_SECONDS = 90.0
BATCH = 500
BLIND = Path("tests") / "blind" / "messages.jsonl"
_LONGEST_LINE = 1024 * 1024

# Told of progress: the part's name, how much is done, of how much.
Told = Callable[[str, int, int], None]


class CheckFailed(PuenteError):
    """The check could not be carried out:"""


@dataclass(kw_only=True)
class Played:
    """How the conversations went: those that passed, and name and reason of each that did not."""

    passed: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found. `misses` are training examples that were taken for something else."""

    figures: Figures
    misses: Sequence[Judged] = field(repr=False)
    played: Played


async def check(root: Path, folder: ModelFolder, now: datetime, told: Told) -> Checked:
    """Train a candidate and measure it. Raises `CheckFailed` when the project has faults or a part breaks."""
    played = Played()
    trained = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_build(root, folder, played, trained, told))
            examples = group.create_task(_cross_validate(root, told))
            asked = group.create_task(_ask_candidate(root, folder, trained, told))
    except* PuenteError as errors:
        raise errors.exceptions[0] from None
    blind, rules = asked.result()
    judged = examples.result()
    figures = Figures(
        model=hashlib.sha256(folder.candidate_model.read_bytes()).hexdigest(),
        at=now.isoformat(timespec="seconds"),
        training=understood(judged),
        blind=understood(blind),
        by_language=by_language(blind),
        risk=[*risk_groups("rules", rules), *risk_groups("training", judged), *risk_groups("blind", blind)],
        texts={**risk_texts("rules", rules), **risk_texts("training", judged), **risk_texts("blind", blind)},
        stories=Share(count=played.passed, of=played.passed + len(played.failed)),
    )
    misses = [one for one in judged if one.intent is not None and one.found != one.intent]
    return Checked(figures=figures, misses=misses, played=played)


async def _build(root: Path, folder: ModelFolder, played: Played, trained: asyncio.Event, told: Told) -> None:
    """Validate and train, then play the conversations."""
    problems: list[str] = []
    told("train", 0, 1)
    arguments = ("engine.checking.candidate", "--out", str(folder.candidate))
    async for line in _lines(root, arguments, problems):
        if line["event"] == "trained":
            trained.set()
            told("train", 1, 1)
        elif line["event"] == "progress":
            told("stories", line["done"], line["of"])
        elif line["event"] == "failed":
            played.failed.append((line["name"], line["why"]))
        elif line["event"] == "stories":
            played.passed = line["passed"]
    if not trained.is_set():
        raise CheckFailed("the project has faults.", *problems)


async def _cross_validate(root: Path, told: Told) -> list[Judged]:
    """Every training example, judged by what learnt from the others."""
    judged: list[Judged] = []
    problems: list[str] = []
    async for line in _lines(root, ("engine.checking.crossvalidation",), problems):
        if line["event"] == "progress":
            told("examples", line["done"], line["of"])
        else:
            judged.append(judge_example(line))
    if not judged:
        raise CheckFailed("no example could be judged.", *problems)
    return judged


async def _ask_candidate(
    root: Path, folder: ModelFolder, trained: asyncio.Event, told: Told
) -> tuple[list[Judged], list[Judged]]:
    """What the candidate takes the blind set and the rules' own examples for."""
    rows = read_blind(root / BLIND)
    told("blind", 0, 1)
    await trained.wait()
    engine = EngineProcess(engine_command(root), model=folder.candidate_model, root=root)
    await engine.start()
    try:
        await engine.wait_until_ready(START_SECONDS)
        blind = judge_all(rows, await _parse(engine, [row["text"] for row in rows]))
        spoken = [(rule, text) for rule in RULES for text in rule.examples]
        taken = await _parse(engine, [text for _, text in spoken])
        rules = [
            judge(text, one, intent=None, group=str(rule.kind), speaks_of_risk=True)
            for (rule, text), one in zip(spoken, taken, strict=True)
        ]
    finally:
        await engine.stop()
    told("blind", 1, 1)
    return blind, rules


async def _parse(engine: EngineProcess, texts: Sequence[str]) -> list[Understanding]:
    answers: list[Understanding] = []
    for start in range(0, len(texts), BATCH):
        answers += await engine.parse(texts[start : start + BATCH])
    return answers


def read_blind(file: Path) -> list[Mapping[str, str]]:
    """The rows of the blind set; none where there is no such file. Never shows a row, whatever is wrong with it."""
    if not file.exists():
        return []
    rows: list[Mapping[str, str]] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            kind = row.get("risk_kind") or ""
            rows.append({"kind": kind, **{name: str(row[name]) for name in ("text", "lang", "intent", "risk")}})
        except (ValueError, KeyError, AttributeError):
            raise WrongInput(f"line {number} of the blind set is no row of it") from None
    return rows


async def _lines(root: Path, arguments: Sequence[str], problems: list[str]) -> AsyncIterator[dict[str, Any]]:
    """The events that a module of the engine reports, one after the other; its sentences about faults go to `problems`."""
    process = await asyncio.create_subprocess_exec(
        *(engine_python(root), "-m", *arguments),
        cwd=root,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_LONGEST_LINE,
    )
    assert process.stdout is not None
    try:
        async for raw in process.stdout:
            line = raw.decode("utf-8", "replace").strip()
            if line.startswith("{"):
                yield json.loads(line)
            elif line.startswith("problem: ") or "same response" in line:
                problems.append(f"\n  {line.removeprefix('problem: ')}")
        if await process.wait() not in (0, 1):
            raise CheckFailed("a part of it broke off.", *problems)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
