"""Columns that say what they hold: sealed, or plain with the reason why plain is safe."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer, LargeBinary, TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept and given back in UTC. A naive one is refused, for nobody can say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("The store takes aware datetimes only.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts rows by itself only in a column that is declared INTEGER.
Sequence = BigInteger().with_variant(Integer(), "sqlite")


def sealed(name: str, *, holds: Literal["text", "json"] = "text", nullable: bool = False) -> Column[bytes]:
    """A column of envelopes."""
    return Column(name, LargeBinary, nullable=nullable, info={"sealed": holds})


def plain(name: str, kind: Any, *constraints: Any, why: str, nullable: bool = False, **options: Any) -> Column[Any]:
    """A column that a dump of the database shows; `why` says what makes that acceptable."""
    return Column(name, kind, *constraints, nullable=nullable, info={"plain": why}, **options)
