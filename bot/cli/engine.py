"""`puente train` and `puente score`."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.bootstrap import build_engine
from bot.care.languages import guess
from bot.care.risk import combine, floor
from bot.care.texts import clean
from bot.conversation.dialogue import Dialogue, Understanding
from bot.conversation.engine_process import engine_python
from bot.errors import WrongInput
from bot.logs import configure_logging
from bot.settings import ROOT

BATCH = 200
START_SECONDS = 90.0

Input = Annotated[Path, typer.Option("--input", help='Rows of {"id", "text"}, one JSON object a line.')]
Output = Annotated[Path, typer.Option("--output", help="Where the answers go, one JSON object a line.")]
Judge = Callable[[str, Understanding], dict[str, Any]]


def train() -> None:
    """Train the dialogue model, when its data or its configuration changed."""
    sys.exit(subprocess.call([engine_python(ROOT), "-m", "engine.train", "--out", "models"], cwd=ROOT))


def score_risk(source: Input, output: Output) -> None:
    """What the whole pipeline would take each text for, as a first message: floor and understanding together."""

    def judge(text: str, understood: Understanding) -> dict[str, Any]:
        risk = combine(floor(text), understood.intent, understood.confidence, understood.risk, guess(text))
        return {"risk": risk.level.word, "kind": str(risk.kind) if risk.kind else None}

    _score(source, output, judge)


def score_intent(source: Input, output: Output) -> None:
    """The intent each text is taken for, and how sure that is (0 to 1)."""

    def judge(_: str, understood: Understanding) -> dict[str, Any]:
        return {"intent": understood.intent, "confidence": round(understood.confidence, 4)}

    _score(source, output, judge)


def _score(source: Path, output: Path, judge: Judge) -> None:
    configure_logging()
    rows = list(_rows(source))
    answers = asyncio.run(_judge_all(rows, judge))
    with output.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers)


def _rows(source: Path) -> Iterator[tuple[Any, str]]:
    """The rows of a file. Raises `WrongInput` with the line to mend, never with its words."""
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise WrongInput("the file cannot be read as UTF-8") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield row["id"], clean(str(row["text"])).text
        except (ValueError, KeyError, TypeError):
            raise WrongInput(f"line {number} is no object with id and text") from None


async def _judge_all(rows: list[tuple[Any, str]], judge: Judge) -> list[dict[str, Any]]:
    async with _engine() as dialogue:
        answers = []
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            understood = await dialogue.parse([text for _, text in batch])
            answers += [{"id": row_id, **judge(text, u)} for (row_id, text), u in zip(batch, understood, strict=True)]
        return answers


@asynccontextmanager
async def _engine() -> AsyncIterator[Dialogue]:
    """A running engine, for as long as the block lasts."""
    engine = build_engine(ROOT)
    await engine.start()
    try:
        await engine.wait_until_ready(START_SECONDS)
        yield engine
    finally:
        await engine.stop()
