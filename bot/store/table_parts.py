"""What the tables of the main database are made of: one metadata, and the columns that many of them share."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, String

from bot.store.columns import Sequence, plain

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=_NAMES)

RANDOM: Final = "a random id, derived from nothing"
KEYED: Final = "a keyed hash of the provider's message id; the key is not in this database"
WHEN: Final = "work is found by its time"
WHAT: Final = "a word of our own vocabulary that work is found by"
COUNT: Final = "a number that orders or guards writes"
COLLEAGUE: Final = "the random id of a colleague, so the desk knows whose work it is"
PROOF: Final = "what was agreed to and when must be provable; the subject is a random id"


def row_id() -> Column[Any]:
    return plain("id", String, primary_key=True, why=RANDOM)


def subject(*, nullable: bool = False) -> Column[Any]:
    return plain("subject_id", String, why=RANDOM, nullable=nullable, index=True)


def conversation_link(*, nullable: bool = False) -> Column[Any]:
    link = ForeignKey("conversation.id", ondelete="CASCADE")
    return plain("conversation_id", String, link, why=RANDOM, nullable=nullable, index=True)


def advocate_link(*, nullable: bool = False) -> Column[Any]:
    """To the advocate whose row it is; it goes with the advocate."""
    link = ForeignKey("advocate.id", ondelete="CASCADE")
    return plain("advocate_id", String, link, why=COLLEAGUE, nullable=nullable, index=True)


def order() -> Column[Any]:
    return plain("sequence", Sequence, primary_key=True, autoincrement=True, why="the order of writing")


def one_of(column: str, *words: str) -> CheckConstraint:
    """The words a column may hold."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)
