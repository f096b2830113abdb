"""Looking after the chain of the audit: its head, to be kept elsewhere, and whether it holds."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from sqlalchemy import RowMapping, Select, select

from bot.errors import WrongInput
from bot.store.audit_chain import BEGINNING, last_statement, mac_of, seal_of
from bot.store.database import Database
from bot.store.key_store import KeyStore
from bot.store.tables import audit_entry, audit_mark

_E: Final = audit_entry.c
_BATCH: Final = 500
_TRIES: Final = 5

_Mark = tuple[int, str, str | None]
Fault = Literal["mark", "missing", "changed", "reordered", "unchained", "cut", "another"]


@dataclass(frozen=True, kw_only=True)
class AuditHead:
    """The end of the chain at one time. Kept where this machine cannot write, it shows later whether the end was cut off."""

    place: int  # of the newest entry; 0 when there is none
    mac: str  # of the newest entry, 64 hexadecimal digits; empty when there is none
    at: datetime | None  # of the newest entry; None when there is none or when it was dropped

    def to_json(self) -> str:
        """One line, as it lies in a file elsewhere."""
        at = self.at.astimezone(UTC).isoformat() if self.at else None
        return json.dumps({"place": self.place, "mac": self.mac, "at": at})

    @classmethod
    def from_json(cls, text: str) -> AuditHead:
        """The head in such a file. Raises `WrongInput` if there is none."""
        try:
            found = json.loads(text)
            at = datetime.fromisoformat(found["at"]) if found["at"] else None
            head = cls(place=found["place"], mac=found["mac"], at=at)
        except (ValueError, KeyError, TypeError) as error:
            raise WrongInput("the file of the head cannot be read:", type(error).__name__) from None
        if not isinstance(head.place, int) or not isinstance(head.mac, str):
            raise WrongInput("the file of the head holds something else")
        return head


@dataclass(frozen=True, kw_only=True)
class AuditVerdict:
    """Whether the chain holds. If not: why, and at which place it is first broken.

    mark: entries at the beginning were dropped by somebody else than this service.  missing: an entry is gone.
    changed: an entry is not as it was written.  reordered: it is not where it was written.  unchained: an entry was put
    in from outside.  cut: the newest entries are gone.  another: the entry at the head's place is not the one it was taken of.
    """

    ok: bool
    entries: int  # how many were looked at
    broken_at: int | None = None
    reason: Fault | None = None


class AuditLog:
    """The audit as a whole."""

    def __init__(self, database: Database, keys: KeyStore) -> None:
        self._database = database
        self._keys = keys

    async def export_head(self) -> AuditHead:
        """The end of the chain as it is now."""
        place, mac = await self._first_row(last_statement(), BEGINNING)
        (at,) = await self._first_row(select(_E.at).where(_E.place == place), (None,))
        return AuditHead(place=place, mac=mac, at=at)

    async def verify(self, head: AuditHead | None = None) -> AuditVerdict:
        """Look at every entry. With an earlier head, also whether the chain still contains it.

        Once retention has dropped the entry of a head, that head proves nothing any more: take a new one in time.
        """
        for _ in range(_TRIES):
            mark = await self._mark()
            verdict = await self._walk(mark, head)
            if verdict.ok or await self._mark() == mark:
                return verdict
            # Retention dropped the beginning while we looked.
        return verdict

    async def _walk(self, mark: _Mark, head: AuditHead | None) -> AuditVerdict:
        place, mac, seal = mark
        if seal is not None and seal != seal_of(self._keys.ring, place, mac):
            return AuditVerdict(ok=False, entries=0, broken_at=place, reason="mark")
        entries, sequence = 0, -1
        fault = _at_head(head, place, mac)
        async for row in self._entries():
            fault = fault or self._fault_of(row, place, mac, sequence) or _at_head(head, row["place"], row["mac"])
            if fault:
                break
            entries, place, mac, sequence = entries + 1, row["place"], row["mac"], row["sequence"]
        if fault is None and head is not None and head.place > place:
            fault = "cut"
        if fault is None and place > 0 and await self._has_unchained():
            return AuditVerdict(ok=False, entries=entries, reason="unchained")
        return AuditVerdict(ok=fault is None, entries=entries, broken_at=place + 1 if fault else None, reason=fault)

    def _fault_of(self, row: RowMapping, place: int, mac: str, sequence: int) -> Fault | None:
        """What is wrong with the entry after `place`, `mac` and `sequence`."""
        if row["place"] != place + 1:
            return "missing"
        if row["mac"] != mac_of(self._keys.ring, mac, place + 1, row):
            return "changed"
        return "reordered" if row["sequence"] <= sequence else None

    async def _entries(self) -> AsyncIterator[RowMapping]:
        """The chained entries in their order, a batch at a time."""
        place = 0
        while rows := await self._database.rows(
            select(audit_entry).where(_E.place > place).order_by(_E.place).limit(_BATCH)
        ):
            for row in rows:
                yield row
            place = rows[-1]["place"]

    async def _mark(self) -> _Mark:
        """Where the kept entries begin: place, mac and seal of the mark, which has no seal while nothing was dropped."""
        newest = select(audit_mark).order_by(audit_mark.c.place.desc()).limit(1)
        place, mac, seal = await self._first_row(newest, (*BEGINNING, None))
        return place, mac, seal

    async def _has_unchained(self) -> bool:
        return bool(await self._database.rows(select(_E.id).where(_E.place.is_(None)).limit(1)))

    async def _first_row(self, statement: Select[Any], otherwise: tuple[Any, ...]) -> tuple[Any, ...]:
        rows = await self._database.rows(statement)
        return tuple(rows[0].values()) if rows else otherwise


def _at_head(head: AuditHead | None, place: int, mac: str) -> Fault | None:
    """Whether something else stands where the head was taken."""
    return "another" if head is not None and head.place == place and head.mac != mac else None
