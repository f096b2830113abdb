"""Work that a unit of work calls for, told to whoever keeps a queue of it in the same database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, kw_only=True)
class Call:
    """Something to do at or after `at`: a turn of the conversation `id`, a try to send the message `id`, or the firing of
    the timer `id` with the version that its row has after the commit."""

    kind: Literal["turn", "send", "fire"]
    id: str
    at: datetime
    version: int | None = None
    may_wait: bool = False  # others of its kind go first


class Deferrer(Protocol):
    """Puts calls into a queue inside the transaction that writes the rows they are about, so that neither is without the other.

    The rows alone tell what is due; a queue only wakes whoever looks.
    """

    async def defer(self, connection: AsyncConnection, calls: Sequence[Call]) -> None: ...
