"""The root key's file: made once, for its owner only, and never lost in the middle of a rotation."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from bot.errors import RootKeyUnusable, SealBroken
from bot.store import LocalRootKey, RootKeyFile


def test_the_first_start_makes_a_key_that_only_the_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "data" / "root.key"
    made = RootKeyFile(path).load_or_create()
    assert path.stat().st_mode & 0o777 == 0o400
    assert RootKeyFile(path).load_or_create().id == made.id
    assert [entry.name for entry in path.parent.iterdir()] == ["root.key"]


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o644])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "root.key"
    RootKeyFile(path).load_or_create()
    path.chmod(mode)
    with pytest.raises(RootKeyUnusable, match="0400"):
        RootKeyFile(path).load_or_create()


@pytest.mark.parametrize("content", ["", "no base64!", base64.b64encode(b"short").decode()])
def test_what_is_no_key_is_refused_without_being_quoted(content: str) -> None:
    with pytest.raises(RootKeyUnusable) as refused:
        LocalRootKey.from_text(content)
    assert not content or content not in str(refused.value)


def test_a_key_from_the_environment_is_the_same_key_as_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "root.key"
    from_file = RootKeyFile(path).load_or_create()
    assert LocalRootKey.from_text(path.read_text()).id == from_file.id


def test_a_folder_that_cannot_hold_a_key_is_named_as_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RootKeyUnusable):
        RootKeyFile(tmp_path / "file" / "root.key").load_or_create()


def test_a_rotation_that_went_through_leaves_the_successor(tmp_path: Path) -> None:
    file = RootKeyFile(tmp_path / "root.key")
    file.load_or_create()
    successor = file.prepare_next()
    file.settle(successor.id)
    assert [key.id for key in file.candidates()] == [successor.id]


def test_a_rotation_cut_off_before_the_ring_was_wrapped_leaves_the_old_key(tmp_path: Path) -> None:
    file = RootKeyFile(tmp_path / "root.key")
    old = file.load_or_create()
    file.prepare_next()
    assert len(file.candidates()) == 2
    file.settle(old.id)
    assert [key.id for key in file.candidates()] == [old.id]


def test_a_rotation_taken_up_again_uses_the_successor_that_was_prepared(tmp_path: Path) -> None:
    file = RootKeyFile(tmp_path / "root.key")
    file.load_or_create()
    assert file.prepare_next().id == file.prepare_next().id


def test_settling_without_a_rotation_changes_nothing(tmp_path: Path) -> None:
    file = RootKeyFile(tmp_path / "root.key")
    key = file.load_or_create()
    file.settle(key.id)
    assert file.load_or_create().id == key.id


async def test_what_one_root_key_wrapped_another_does_not_open() -> None:
    wrapped = await LocalRootKey(b"a" * 32).wrap(b"secret", ("ring_key",))
    assert await LocalRootKey(b"a" * 32).unwrap(wrapped, ("ring_key",)) == b"secret"
    with pytest.raises(SealBroken):
        await LocalRootKey(b"b" * 32).unwrap(wrapped, ("ring_key",))


def test_a_root_key_never_shows_itself() -> None:
    key = LocalRootKey(b"abcdefghijklmnopqrstuvwxyz012345")
    assert "abcdefgh" not in repr(key)
    assert b"abcdefgh".hex() not in repr(key)
