"""Reads tables of a TOML file strictly: a mistake is named by the whole path of its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from bot.errors import WrongProgram

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

T = TypeVar("T")


class Table:
    """One table of the file with the path that leads to it, so that a mistake is named exactly."""

    def __init__(self, values: object, path: str = "") -> None:
        if not isinstance(values, Mapping):
            raise WrongProgram(f"{path or 'the file'} must be a table")
        self._values = values
        self._path = path
        self._used: set[str] = set()

    def key(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def raw(self, name: str) -> object:
        self._used.add(name)
        if name not in self._values:
            raise WrongProgram(f"{self.key(name)} is missing")
        return self._values[name]

    def of(self, name: str, kind: type[T]) -> T:
        value = self.raw(name)
        # bool is an int to Python; an age of `true` is a mistake all the same.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise WrongProgram(f"{self.key(name)} must be of type {kind.__name__}")
        return value

    def words(self, name: str) -> str:
        value = self.of(name, str).strip()
        if not value:
            raise WrongProgram(f"{self.key(name)} must not be empty")
        return value

    def many(self, name: str) -> list[object]:
        return list(self.of(name, list))

    def table(self, name: str) -> Table:
        return Table(self.raw(name), self.key(name))

    def tables(self, name: str) -> list[Table]:
        return [Table(value, f"{self.key(name)}[{n}]") for n, value in enumerate(self.many(name))]

    def named_tables(self) -> list[tuple[str, Table]]:
        self._used.update(self._values)
        return [(str(name), Table(value, self.key(str(name)))) for name, value in self._values.items()]

    def read(self, name: str, reader: Callable[[str], T], shape: str) -> T:
        try:
            return reader(self.words(name))
        except ValueError:
            raise WrongProgram(f"{self.key(name)} must be {shape}") from None

    def duration(self, name: str) -> timedelta:
        return self.read(name, parse_duration, 'a time such as "24h", "30d" or "2.5s"')

    def done(self) -> None:
        """An unknown key is a mistyped one: it is refused rather than left without effect."""
        unknown = sorted(set(map(str, self._values)) - self._used)
        if unknown:
            raise WrongProgram(f"{self.key(unknown[0])} is not known")


def parse_duration(text: str) -> timedelta:
    """ "90m", "24h", "30d", "2.5s" -> timedelta; ValueError for anything else and for zero."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", text)
    if not match or float(match[1]) == 0:
        raise ValueError("not a duration")
    return timedelta(seconds=float(match[1]) * _UNITS[match[2]])
