"""`puente waiting` goes by the time of the house it looks at."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.channels.simulator_clock import MovableClock, parse_span
from bot.cli import app
from bot.cli.data import with_store
from bot.cli.simulating import OFFSET_FILE
from bot.clock import SystemClock
from bot.store import Store
from bot.usecases.alerts import raise_alert


def test_how_long_something_waits_is_told_by_a_clock_that_the_simulator_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUENTE_DATA_DIR", str(tmp_path))

    async def fill(store: Store) -> None:
        async with store.unit_of_work() as uow:
            await raise_alert(uow, kind="engine_unavailable", now=SystemClock().now())
            await uow.commit()

    with_store(fill)
    MovableClock(file=tmp_path / OFFSET_FILE).advance(parse_span("9d"))
    told = CliRunner().invoke(app, ["waiting"])
    assert "9 days" in told.output
