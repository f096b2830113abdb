"""`puente advocate` works on the data folder, and prints a link but neither a phone nor a password."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.channels.simulator_clock import MovableClock, parse_span
from bot.cli.advocates import app
from bot.cli.data import with_store
from bot.cli.simulating import OFFSET_FILE
from bot.store import Store
from bot.usecases.sign_in import invited_by


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("PUENTE_PUBLIC_URL", "PUENTE_PORT", "PUENTE_DATABASE_URL", "PUENTE_KEYSTORE_URL", "PUENTE_ROOT_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PUENTE_DATA_DIR", str(tmp_path))
    return tmp_path


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_somebody_is_added_and_listed_and_let_go(folder: Path) -> None:
    added = _run("add", "ana", "--name", "Ana R.", "--role", "supervisor", "--phone", "+12145550144")
    assert added.exit_code == 0, added.output
    assert re.search(r"http://localhost:8000/desk/join/[\w-]{43}\n", added.output)
    assert "+12145550144" not in added.output
    listed = _run("list").output
    assert all(word in listed for word in ("ana", "Ana R.", "supervisor", "invited", "by SMS"))
    assert "0144" not in listed
    assert _run("disable", "ana").exit_code == 0
    assert "disabled" in _run("list").output
    assert "/desk/join/" in _run("link", "ana").output


def test_an_empty_desk_says_how_to_begin(folder: Path) -> None:
    assert "puente advocate add" in _run("list").output


def test_a_deployed_service_prints_its_public_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUENTE_PUBLIC_URL", "https://texts.example.org")
    assert "https://texts.example.org/desk/join/" in _run("add", "ana", "--name", "Ana").output


def test_a_link_holds_a_day_of_a_clock_that_the_simulator_moved(folder: Path) -> None:
    clock = MovableClock(file=folder / OFFSET_FILE)
    clock.advance(parse_span("9d"))
    token = _run("add", "ana", "--name", "Ana").output.strip().rpartition("/")[2]

    async def opens(store: Store) -> bool:
        async with store.unit_of_work() as uow:
            return await invited_by(uow, token, clock.now()) is not None

    assert with_store(opens)
