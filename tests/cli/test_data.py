"""`puente export` and `puente forget` leave an entry in the audit, and nothing of the number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.cli.data import with_store
from bot.store import Store
from bot.store.records import AuditEntry
from tests.store.records import NUMBER, a_stored_conversation


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that keeps one conversation."""
    monkeypatch.setenv("PUENTE_DATA_DIR", str(tmp_path))
    with_store(a_stored_conversation)


def _run(command: str) -> Result:
    done = CliRunner().invoke(app, [command], input=f"{NUMBER}\n")
    assert (done.exit_code, NUMBER in done.output) == (0, False)
    return done


def _audit() -> list[AuditEntry]:
    async def read(store: Store) -> list[AuditEntry]:
        async with store.unit_of_work() as uow:
            return await uow.audit.recent(10)

    return with_store(read)


def test_an_export_is_in_the_audit_beside_whose_it_was() -> None:
    shown = json.loads("{" + _run("export").output.partition("{")[2])
    (entry,) = _audit()
    assert (entry.event, entry.actor) == ("staff:data:exported", "staff")
    assert entry.subject_id == shown["conversation"][0]["subject_id"]


def test_an_erasure_is_in_the_audit_without_whose_it_was() -> None:
    _run("forget")
    (entry,) = _audit()
    assert (entry.event, entry.actor, entry.subject_id) == ("staff:data:erased", "staff", None)


def test_nothing_is_noted_of_somebody_who_is_not_known() -> None:
    _run("forget")
    assert "Nothing is kept" in _run("forget").output
    assert json.loads(_run("export").output.rpartition(":")[2]) == {}
    assert [entry.event for entry in _audit()] == ["staff:data:erased"]
