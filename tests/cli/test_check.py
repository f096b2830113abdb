"""`puente check` says in one sentence what it decided, and leaves the model in use accordingly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.checking.figures import Figures, Understood
from bot.cli import check as command
from tests.checking.samples import checked, figures, group, judged, put_model

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Checks a candidate that was measured so; the exit code and what was printed."""
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "_hush", lambda: None)

    def once(found: Figures, model: str, **more: Any) -> tuple[int, str]:
        async def measured(_: Path, folder: Any, __: object, told: Callable[[str, int, int], None]) -> Any:
            told("train", 0, 1)
            put_model(folder.candidate, model)
            told("train", 1, 1)
            return checked(found, **more)

        monkeypatch.setattr(command, "run_check", measured)
        try:
            command.check()
        except SystemExit as end:
            return int(str(end.code)), capsys.readouterr().out
        return 0, capsys.readouterr().out

    return once


def in_use(tmp_path: Path) -> str:
    return (tmp_path / "models" / "puente.tar.gz").read_text()


def test_the_first_model_is_accepted_and_taken_into_use(run: Run, tmp_path: Path) -> None:
    code, said = run(figures(), "first")
    assert code == 0 and "Accepted" in said
    assert in_use(tmp_path) == "first"
    assert (tmp_path / "models" / "check" / "report.html").exists()


def test_a_model_that_hears_a_plea_less_is_refused_and_the_last_good_one_stays(run: Run, tmp_path: Path) -> None:
    run(figures(group("blind", heard=90)), "first")
    code, said = run(figures(group("blind", heard=89)), "second")
    assert code == 1
    assert (
        "Refused: fewer risks are heard (blind: 90.0 % before, 89.0 % now); the last good model stays in place." in said
    )
    assert in_use(tmp_path) == "first"


def test_a_conversation_that_took_another_course_is_a_reason_too(run: Run, tmp_path: Path) -> None:
    run(figures(), "first")
    code, said = run(figures(), "second", failed=[("A greeting is welcomed", "turn 2 goes another way")])
    assert code == 1 and "another course: A greeting is welcomed" in said
    assert in_use(tmp_path) == "first"


def test_what_changed_since_the_last_good_model_is_told_by_intent(run: Run) -> None:
    run(figures(), "first")
    _, said = run(
        figures(training=Understood(confusion={"greet": {"greet": 80, "thank": 20}, "thank": {"thank": 50}})), "second"
    )
    assert "greet" in said and "-10.0" in said
    assert "greet taken for thank: 20, before 10" in said


def test_no_text_is_printed_by_the_command(run: Run) -> None:
    _, said = run(figures(), "first", misses=[judged("a line of the training data")])
    assert "a line of the training data" not in said
