"""Whatever the engine does wrong, the core is told in time, and a new engine takes its place."""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from bot.conversation import engine_client
from bot.conversation.dialogue import TurnResult
from bot.conversation.engine_process import EngineProcess
from bot.errors import EngineTooSlow, EngineUnavailable

ROOT = Path(__file__).parents[2]


async def no_action(_: Mapping[str, Any]) -> Mapping[str, Any]:
    raise AssertionError("no action is expected")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "puente.tar.gz"
    path.write_bytes(b"a model")
    (tmp_path / "puente.sha256").write_text(hashlib.sha256(b"a model").hexdigest() + "\n")
    return path


@asynccontextmanager
async def engine(model: Path, mode: str) -> AsyncIterator[EngineProcess]:
    process = EngineProcess((sys.executable, "-m", "tests.engine_standin", mode), model=model, root=ROOT)
    await process.start()
    try:
        yield process
    finally:
        await process.stop()


async def take_turn(process: EngineProcess) -> TurnResult:
    return await process.take_turn(text="hi", events=[], facts={"language": "es"}, run_action=no_action)


async def test_a_turn_comes_back_as_names_of_responses(model: Path) -> None:
    async with engine(model, "answers") as process:
        await process.wait_until_ready(20)
        result = await take_turn(process)
        assert [said.response for said in result.utterances] == ["utter_menu"]
        assert result.slots == {"language": "es"}
        assert await process.ready()


async def test_texts_are_parsed_in_one_go(model: Path) -> None:
    async with engine(model, "answers") as process:
        await process.wait_until_ready(20)
        assert [found.intent for found in await process.parse(["a", "b"])] == ["greet", "greet"]


@pytest.mark.parametrize("mode", ["nonsense", "malformed", "empty", "dies", "errors"])
async def test_an_engine_that_fails_in_a_turn_is_a_clear_error(model: Path, mode: str) -> None:
    async with engine(model, mode) as process:
        await process.wait_until_ready(20)
        with pytest.raises(EngineUnavailable):
            await take_turn(process)


async def test_a_hung_engine_is_given_up_in_time_and_replaced(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_client, "TURN_SECONDS", 0.2)
    async with engine(model, "hangs") as process:
        await process.wait_until_ready(20)
        began = monotonic()
        with pytest.raises(EngineUnavailable):
            await take_turn(process)
        assert monotonic() - began < 5
        assert not await process.ready()
        await asyncio.wait_for(process.wait_until_ready(20), 25)
        assert await process.ready()


async def test_an_engine_that_hangs_over_one_text_is_replaced_as_well(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_client, "TURN_SECONDS", 0.2)
    async with engine(model, "hangs_in_parse") as process:
        await process.wait_until_ready(20)
        with pytest.raises(EngineTooSlow):
            await process.parse(["hello"])
        assert not await process.ready()


async def test_an_engine_that_died_is_started_again(model: Path) -> None:
    async with engine(model, "dies") as process:
        await process.wait_until_ready(20)
        with pytest.raises(EngineUnavailable):
            await take_turn(process)
        await process.wait_until_ready(20)
        assert await process.ready()


async def test_an_engine_with_another_model_is_not_spoken_with(model: Path) -> None:
    async with engine(model, "impostor") as process:
        with pytest.raises(EngineUnavailable):
            await process.wait_until_ready(1.5)
        with pytest.raises(EngineUnavailable):
            await take_turn(process)


async def test_without_a_trained_model_nothing_is_started(tmp_path: Path) -> None:
    async with engine(tmp_path / "puente.tar.gz", "answers") as process:
        with pytest.raises(EngineUnavailable):
            await process.wait_until_ready(0.5)


async def test_a_missing_engine_program_is_a_clear_error(model: Path) -> None:
    process = EngineProcess(("no-such-program-here",), model=model, root=ROOT)
    await process.start()
    try:
        with pytest.raises(EngineUnavailable):
            await take_turn(process)
    finally:
        await process.stop()


async def test_the_environment_of_the_engine_is_cleared(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUENTE_TWILIO_AUTH_TOKEN", "not-for-the-engine")
    async with engine(model, "answers") as process:
        await process.wait_until_ready(20)
        environments = [path.read_bytes() for path in _children_environments()]
        assert environments
        assert not any(b"not-for-the-engine" in environment for environment in environments)


def _children_environments() -> list[Path]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if b"tests.engine_standin" in (folder / "cmdline").read_bytes():
                    found.append(folder / "environ")
            except OSError:
                continue
    return found
