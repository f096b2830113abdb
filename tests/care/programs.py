"""The program of the tests: the project's own program.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bot.care.program import Program
from bot.care.program_file import parse_program

ROOT = Path(__file__).parents[2]


def mapping() -> dict[str, Any]:
    """What program.toml says, fresh each time, to be spoilt by a test."""
    return tomllib.loads((ROOT / "program.toml").read_text(encoding="utf-8"))


@cache
def program() -> Program:
    return parse_program(mapping())
