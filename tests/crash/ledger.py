"""What the main database says about the work of the house, read beside the service. Plain columns only: no key is needed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

_UNFINISHED = (
    "SELECT (SELECT count(*) FROM inbound_message WHERE status = 'received')"
    " + (SELECT count(*) FROM outbound_message WHERE status IN ('queued', 'sending', 'sent'))"
)
_NEXT_DUE = (
    "SELECT min(due) FROM (SELECT turn_due_at AS due FROM conversation"
    " UNION ALL SELECT next_attempt_at FROM outbound_message WHERE status = 'queued')"
)


class Ledger:
    """Counts rows by status."""

    def __init__(self, database: Path) -> None:
        self._database = database

    @property
    def handled(self) -> int:
        """Messages that were answered."""
        return self._count("inbound_message", "handled")

    @property
    def sending(self) -> int:
        """Texts of which nobody has noted what became of them."""
        return self._count("outbound_message", "sending")

    @property
    def unfinished(self) -> int:
        """Rows in a state that is not final. `sent` is not: the provider reports on every text."""
        return int(str(self._one(_UNFINISHED)))

    @property
    def states(self) -> str:
        """How many rows are in which state, for whoever must find out what went wrong."""
        rows = self._rows("SELECT 'in ' || status, count(*) FROM inbound_message GROUP BY 1")
        rows += self._rows("SELECT 'out ' || status, count(*) FROM outbound_message GROUP BY 1")
        return ", ".join(f"{state} {count}" for state, count in rows)

    @property
    def next_due(self) -> datetime | None:
        """When the earliest turn or text falls due."""
        text = self._one(_NEXT_DUE)
        return None if text is None else datetime.fromisoformat(str(text)).replace(tzinfo=UTC)

    def _count(self, table: str, status: str) -> int:
        return int(str(self._one(f"SELECT count(*) FROM {table} WHERE status = ?", status)))

    def _rows(self, query: str) -> list[tuple[str, int]]:
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def _one(self, query: str, *values: str) -> object:
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query, values).fetchone()[0]
