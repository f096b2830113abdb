"""The model in use is replaced by a good one only, and a bad one that is in use already gives way."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking.folder import ModelFolder
from tests.checking.samples import figures, put_model


@pytest.fixture
def folder(tmp_path: Path) -> ModelFolder:
    put_model(tmp_path, "first")
    return ModelFolder(root=tmp_path)


def in_use(folder: ModelFolder) -> str:
    return (folder.root / "puente.tar.gz").read_text()


def test_an_accepted_candidate_is_in_use_and_its_figures_are_kept(folder: ModelFolder) -> None:
    put_model(folder.candidate, "second")
    folder.accept(figures(at="then"))
    assert in_use(folder) == "second"
    last = folder.last_good()
    assert last is not None and last.at == "then"


def test_a_refused_candidate_leaves_the_last_good_model_in_use(folder: ModelFolder) -> None:
    folder.begin()
    folder.accept(figures())
    put_model(folder.candidate, "worse")
    assert folder.refuse()
    assert in_use(folder) == "first"


def test_a_refused_model_that_was_in_use_already_gives_way(folder: ModelFolder) -> None:
    folder.begin()
    folder.accept(figures())
    put_model(folder.root, "worse")
    folder.begin()
    assert folder.refuse()
    assert in_use(folder) == "first"


def test_without_a_good_model_a_refusal_changes_nothing(folder: ModelFolder) -> None:
    put_model(folder.candidate, "worse")
    assert not folder.refuse()
    assert in_use(folder) == "first"


def test_figures_of_another_shape_are_no_figures(folder: ModelFolder) -> None:
    (folder.root / "check").mkdir()
    (folder.root / "check" / "last-good.json").write_text('{"model": "x"}')
    assert folder.last_good() is None
