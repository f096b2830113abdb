"""A clock the simulator can move forward, so that a check-in due tomorrow is seen today."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.errors import PuenteError, WrongSetting

_SPAN = re.compile(r"((?P<days>\d{1,5})d)?((?P<hours>\d{1,5})h)?((?P<minutes>\d{1,6})m)?((?P<seconds>\d{1,7})s)?")

FURTHEST = timedelta(days=3650)
"""How far ahead of the machine's clock the simulator goes: farther than any retention period."""


class MalformedSpan(PuenteError):
    """A time span is written like 30s, 45m, 1h30m or 1d, and is more than nothing and less than ten years."""


def parse_span(text: str) -> timedelta:
    """Read `30s`, `45m`, `1h30m`, `1d`; units in falling order, each at most once. Raises `MalformedSpan`."""
    found = _SPAN.fullmatch(text.strip().lower()) if text.isascii() else None
    if found is None:
        raise MalformedSpan
    span = timedelta(**{unit: int(count) for unit, count in found.groupdict(default="0").items()})
    if not timedelta() < span <= FURTHEST:
        raise MalformedSpan
    return span


class MovableClock:
    """The base clock plus an offset that only grows.

    With a `file` the offset outlives a restart: going back would put every row written meanwhile into the future.
    """

    def __init__(self, *, base: Clock | None = None, file: Path | None = None) -> None:
        self._base = base or SystemClock()
        self._file = file
        self._offset = _read_offset(file)
        self._watchers: list[Callable[[], None]] = []

    @property
    def offset(self) -> timedelta:
        """How far this clock is ahead of its base."""
        return self._offset

    def now(self) -> datetime:
        return self._base.now() + self._offset

    def advance(self, span: timedelta) -> datetime:
        """Move forward by `span`, tell the watchers and return the new time. Raises `MalformedSpan` when too far."""
        if span <= timedelta() or self._offset + span > FURTHEST:
            raise MalformedSpan
        self._offset += span
        self._keep_offset()
        for watcher in self._watchers:
            watcher()
        return self.now()

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` after every jump; whoever sleeps until a due time wakes and looks again."""
        self._watchers.append(watcher)

    def _keep_offset(self) -> None:
        if self._file is None:
            return
        written = self._file.with_name(self._file.name + ".new")
        written.write_text(f"{self._offset.total_seconds():.0f}\n", encoding="ascii")
        written.replace(self._file)


def _read_offset(file: Path | None) -> timedelta:
    if file is None or not file.exists():
        return timedelta()
    try:
        offset = timedelta(seconds=int(file.read_text(encoding="ascii")))
    except (ValueError, OverflowError):
        raise WrongSetting(f"the simulator's clock file {file.name} holds no number of seconds") from None
    if not timedelta() <= offset <= FURTHEST:
        raise WrongSetting(f"the simulator's clock file {file.name} is out of range")
    return offset
