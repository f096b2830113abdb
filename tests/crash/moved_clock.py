"""A clock that two programs share: the machine's time and an offset that lies in a file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path


class MovedClock:
    """The machine's clock, ahead by the seconds in a file. Whoever holds the file moves time for all who read it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    @property
    def offset(self) -> timedelta:
        try:
            return timedelta(seconds=float(self._file.read_text(encoding="ascii")))
        except FileNotFoundError:
            return timedelta()

    def advance(self, span: timedelta) -> None:
        """Move on by `span`; a reader sees the old offset or the new one, never half of it."""
        written = self._file.with_suffix(".new")
        written.write_text(f"{(self.offset + span).total_seconds():.6f}", encoding="ascii")
        written.replace(self._file)

    def reach(self, moment: datetime) -> None:
        """Move on until `moment` has passed; a moment that has passed already changes nothing."""
        ahead = moment - self.now()
        if ahead >= timedelta():
            self.advance(ahead + timedelta(milliseconds=1))
