"""The documents tell the truth where a program can check it: links, commands, settings, paths, periods, alerts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer

from bot.cli import app
from bot.settings import _KNOWN, PREFIX, ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
RUN_FOR_REAL = (ROOT / "docs" / "howto" / "run-for-real.md").read_text(encoding="utf-8")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|tmp|work|mnt|opt|var)/|[A-Z]:\\")
# Written in halves, so that this file does not name what it looks for.
REGISTRIES = [".".join(parts) for parts in (
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("ghcr", "io"), ("docker", "io"),
    ("proxy.golang", "org"), ("crates", "io"), ("conda", "io"),
)]  # fmt: skip

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def code_in(text: str) -> list[str]:
    """Lines of fenced code and pieces of inline code."""
    fenced = [line for block in FENCE.findall(text) for line in block.splitlines()[1:-1]]
    return fenced + INLINE.findall(FENCE.sub("", text))


def anchors_of(document: Path) -> set[str]:
    """The anchors that a code host makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", document.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def puente_commands() -> set[str]:
    """The commands as they are typed: "up", "keys rotate"."""
    names: set[str] = set()
    for name, command in getattr(typer.main.get_command(app), "commands", {}).items():
        names.add(name)
        names.update(f"{name} {sub}" for sub in getattr(command, "commands", {}))
    return names


@each_document
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (document.parent / name).resolve() if name else document
        assert path.exists(), target
        assert not anchor or anchor in anchors_of(path), target


@each_document
def test_every_make_target_and_puente_command_that_is_named_exists(document: Path) -> None:
    for code in code_in(document.read_text(encoding="utf-8")):
        for target in re.findall(r"(?:^|\s)make ([a-z-]+)", code):
            assert target in make_targets(), code
        for words in re.findall(r"(?:^|[\s/])puente ((?:[a-z]+)(?: [a-z]+)?)", code):
            assert {words, words.partition(" ")[0]} & puente_commands(), code
            if words.partition(" ")[0] in ("keys", "score"):
                assert words in puente_commands(), code


@each_document
def test_every_setting_that_is_named_exists(document: Path) -> None:
    named = re.findall(rf"{PREFIX}([A-Z0-9_]+)", document.read_text(encoding="utf-8"))
    assert set(named) <= _KNOWN


def test_every_setting_is_documented() -> None:
    assert {name for name in _KNOWN if f"`{PREFIX}{name}`" not in RUN_FOR_REAL} == set()


@each_document
def test_every_file_that_is_named_exists(document: Path) -> None:
    for code in code_in(document.read_text(encoding="utf-8")):
        if re.fullmatch(r"(?:bot|engine|data|docs|tests|tools|requirements)/[\w./*-]*", code) and ".venv" not in code:
            assert list(ROOT.glob(code.rstrip("/"))), code


@each_document
def test_no_document_knows_the_machine_it_was_written_on(document: Path) -> None:
    assert MACHINE_PATH.findall(document.read_text(encoding="utf-8")) == []


def test_no_file_for_setting_up_or_reading_names_a_registry() -> None:
    patterns = (
        "*.md",
        "*.toml",
        "*.yml",
        "Makefile",
        ".ci/*",
        "docs/**/*.md",
        "requirements/*",
        "engine/*.in",
        "tools/*.py",
    )
    files = [path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()]
    text = {path.name: path.read_text(encoding="utf-8") for path in files}
    assert [(name, host) for name, content in text.items() for host in REGISTRIES if host in content] == []


def test_every_period_of_retention_is_documented() -> None:
    program = tomllib.loads((ROOT / "program.toml").read_text(encoding="utf-8"))
    section = RUN_FOR_REAL.partition("## Retention")[2].partition("\n## ")[0]
    assert {name for name in program["retention"] if f"`{name}`" not in section} == set()


def test_the_times_of_a_burst_are_told_as_they_are() -> None:
    bursts = tomllib.loads((ROOT / "program.toml").read_text(encoding="utf-8"))["bursts"]
    for document in (ROOT / "docs" / "architecture.md", *(ROOT / "docs" / "decisions").glob("0005-*.md")):
        text = document.read_text(encoding="utf-8")
        assert all(f"{bursts[name].removesuffix('s')} s " in text for name in ("quiet", "longest")), document.name


def test_every_kind_of_alert_is_documented() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "bot").rglob("*.py")))
    plain = set(re.findall(r'(?:\balert|_tell_desk)\(uow, \w+, "([a-z_]+)"', source))
    plain |= set(re.findall(r'raise_alert\([^)]*?kind="([a-z_]+)"', source, re.DOTALL))
    plain |= set(re.findall(r'failed="([a-z_]+)"', source))
    assert len(plain) >= 4, "The alerts are raised in another way now: this test must follow."
    section = RUN_FOR_REAL.partition("## What an alert is")[2].partition("\n## ")[0]
    assert {kind for kind in plain if f"`{kind}`" not in section} == set()


def test_decisions_are_numbered_once_and_say_so() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert len(numbers) == len(set(numbers))
    for path in decisions:
        assert path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]}"), path.name
