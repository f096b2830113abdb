"""Columns that say what they hold: sealed, or plain with the reason why plain is safe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any, Literal

from sqlalchemy import JSON, BigInteger, Column, DateTime, Dialect, Integer, LargeBinary, String, TypeDecorator


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


class WallTime(TypeDecorator[time]):
    """A time of day as it stands on a clock on the wall, to the minute: "07:30"."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:
        return None if value is None else time.fromisoformat(value)


class Weekdays(TypeDecorator[frozenset[int]]):
    """Days of the week, 0 for Monday, as a sorted JSON list."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> list[int] | None:
        return None if value is None else sorted(value)

    def process_result_value(self, value: list[int] | None, dialect: Dialect) -> frozenset[int] | None:
        return None if value is None else frozenset(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A few words in their order, as a JSON list."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> list[str] | None:
        return None if value is None else list(value)

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(value)


# SQLite counts rows by itself only in a column that is declared INTEGER.
Sequence = BigInteger().with_variant(Integer(), "sqlite")


def sealed(name: str, *, holds: Literal["text", "json"] = "text", nullable: bool = False) -> Column[bytes]:
    """A column of envelopes."""
    return Column(name, LargeBinary, nullable=nullable, info={"sealed": holds})


def plain(name: str, kind: Any, *constraints: Any, why: str, nullable: bool = False, **options: Any) -> Column[Any]:
    """A column that a dump of the database shows; `why` says what makes that acceptable."""
    return Column(name, kind, *constraints, nullable=nullable, info={"plain": why}, **options)
