"""The ready words that an advocate can put into the reply box with one click and then change: `data/canned.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter

import yaml

from bot.care.program import Program
from bot.care.telling import lines
from bot.errors import WrongWords
from bot.settings import ROOT

CANNED = ROOT / "data" / "canned.yml"


@dataclass(frozen=True, kw_only=True)
class Canned:
    """One line in both languages; in braces stand the codes of lines of `program.toml`."""

    key: str
    en: str
    es: str

    def told(self, program: Program, language: str) -> str | None:
        """The finished words; None when the program has no such line to give."""
        text, known = (self.es if language == "es" else self.en), lines(program, language)
        named = [name for _, name, _, _ in Formatter().parse(text) if name]
        return text.format_map(known) if all(name in known for name in named) else None


@lru_cache(maxsize=4)
def read_canned(path: Path = CANNED) -> tuple[Canned, ...]:
    """All lines in their order; none when there is no file. Raises `WrongWords` for one that lacks a language."""
    if not path.exists():
        return ()
    found = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    try:
        return tuple(Canned(key=str(one["key"]), en=str(one["en"]), es=str(one["es"])) for one in found)
    except (KeyError, TypeError):
        raise WrongWords(f"each line of {path.name} has key, en and es") from None


def canned_for(program: Program, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Language -> finished lines."""
    return {
        language: tuple(text for one in read_canned() if (text := one.told(program, language)) is not None)
        for language in languages
    }
