"""`puente audit`: a head to keep elsewhere, and a plain answer whether the audit holds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import delete
from typer.testing import CliRunner

from bot.bootstrap import build_store, root_key
from bot.cli import app
from bot.errors import WrongInput
from bot.settings import read_store_settings
from bot.store import Store
from bot.store.tables import audit_entry
from bot.work.service import open_store
from tests.store.records import audit

run = CliRunner().invoke


Work = Callable[[Store], Awaitable[None]]


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house of its own whose audit has three entries."""
    monkeypatch.setenv("PUENTE_DATA_DIR", str(tmp_path / "var"))

    async def fill(store: Store) -> None:
        async with store.unit_of_work() as uow:
            for _ in range(3):
                uow.audit.add(audit())
            await uow.commit()

    on_the_store(tmp_path, fill)


def on_the_store(tmp_path: Path, work: Work) -> None:
    async def whole() -> None:
        settings = read_store_settings({"PUENTE_DATA_DIR": str(tmp_path / "var")})
        store = build_store(settings)
        await store.migrate()
        async with open_store(store, root_key(settings)):
            await work(store)

    asyncio.run(whole())


def test_an_audit_that_holds_is_said_to_hold(tmp_path: Path) -> None:
    head = run(app, ["audit", "head"])
    assert json.loads(head.output)["place"] == 3
    (tmp_path / "head").write_text(head.output)
    told = run(app, ["audit", "verify", "--head", str(tmp_path / "head")])
    assert (told.exit_code, told.output) == (0, "The audit holds: 3 entries, each as it was written.\n")


def test_a_cut_tail_shows_with_the_head_and_a_gap_without(tmp_path: Path) -> None:
    (tmp_path / "head").write_text(run(app, ["audit", "head"]).output)

    async def cut(store: Store, place: int) -> None:
        async with store.database.write() as connection:
            await connection.execute(delete(audit_entry).where(audit_entry.c.place == place))

    on_the_store(tmp_path, lambda store: cut(store, 3))
    assert run(app, ["audit", "verify"]).exit_code == 0
    told = run(app, ["audit", "verify", "--head", str(tmp_path / "head")])
    assert told.exit_code == 1
    assert "broken, at place 3: the newest entries are gone" in told.output
    on_the_store(tmp_path, lambda store: cut(store, 1))
    told = run(app, ["audit", "verify"])
    assert told.exit_code == 1
    assert "broken, at place 1: an entry is missing" in told.output


@pytest.mark.parametrize("content", ["", "[]", '{"place": 1}', '{"place": "1", "mac": "", "at": null}', None])
def test_a_file_that_holds_no_head_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "head").write_text(content)
    told = run(app, ["audit", "verify", "--head", str(tmp_path / "head")])
    assert isinstance(told.exception, WrongInput)
