"""The writes of one unit of work: how each runs, and how very many of a kind run at once."""

from __future__ import annotations

from collections.abc import Generator, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Insert, Update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import ConflictError, StoreError
from bot.store.records import AuditEntry

Write = Insert | Update | Delete


@dataclass(kw_only=True)
class Queued:
    """One write that waits for the commit; `rows` tells afterwards how many rows it touched.

    It may be awaited, as the writes that seal something must be; there is nothing to wait for.
    """

    statement: Write
    values: Mapping[str, Any] | None = None  # for the statement's parameters: then others of its kind may run with it
    demand: int | None = None  # the row count without which the whole unit of work is rolled back
    duplicate: type[StoreError] = ConflictError  # what a broken constraint means for this write
    rows: int | None = None
    entry: AuditEntry | None = None  # goes to the end of the audit's chain, after everything else

    def __await__(self) -> Generator[None, None, Queued]:
        yield from ()
        return self

    @property
    def kind(self) -> Hashable:
        """Writes of one kind differ in their values alone. One without values is the only one of its kind."""
        if self.values is None:
            return id(self)
        same = self.statement.table.name if isinstance(self.statement, Insert) else id(self.statement)
        return (same, tuple(self.values), self.demand, self.duplicate)


async def run(connection: AsyncConnection, writes: Sequence[Queued], *, together: bool) -> None:
    """Run writes in their order, or `together` those of a kind at once, at the place of the first of them.

    Raises what a write says of a broken constraint, and `ConflictError` where rows are missing.
    """
    if not together:
        for write in writes:
            await _run(connection, [write])
        return
    kinds: dict[Hashable, list[Queued]] = {}
    for write in writes:
        kinds.setdefault(write.kind, []).append(write)
    for alike in kinds.values():
        await _run(connection, alike)


async def _run(connection: AsyncConnection, alike: list[Queued]) -> None:
    first = alike[0]
    table = str(first.statement.table)
    values: Any = [write.values for write in alike] if len(alike) > 1 else first.values
    try:
        result = await connection.execute(first.statement, values, execution_options={"preserve_rowcount": True})
    except IntegrityError:
        raise first.duplicate(table) from None
    if first.demand is not None and result.rowcount != first.demand * len(alike):
        raise ConflictError(table)
    for write in alike:
        write.rows = result.rowcount if len(alike) == 1 else first.demand
