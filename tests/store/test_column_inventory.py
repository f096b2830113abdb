"""Every column of every table is known to be sealed, or plain for a stated reason."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, MetaData, Table, inspect

from bot.store import Store, key_tables, tables
from bot.store.database import Database

SEALED = {
    "advocate.name",
    "advocate.password",
    "advocate.phone",
    "advocate.totp",
    "contact.address",
    "checkin_plan.details",
    "conversation.state",
    "inbound_message.text",
    "note.text",
    "outbound_message.text",
    "passkey.label",
    "referral.details",
    "referral.reference",
    "safety_plan.parts",
    "safety_plan.word",
    "timer.payload",
}
QUEUE = "procrastinate_"  # made by the library of that name on PostgreSQL; its arguments are ids and versions
DECLARED = [
    (metadata, table) for metadata in (tables.metadata, key_tables.metadata) for table in metadata.sorted_tables
]


async def _columns_of(database: Database) -> set[str]:
    def look(connection: Connection) -> set[str]:
        inspector = inspect(connection)
        names = [name for name in inspector.get_table_names() if not name.startswith(("schema_version", QUEUE))]
        return {f"{name}.{column['name']}" for name in names for column in inspector.get_columns(name)}

    return await database.inspect(look)


def _declared(metadata: MetaData) -> set[str]:
    return {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.c}


async def test_the_main_database_has_the_columns_of_the_inventory_and_no_other(store: Store) -> None:
    assert await _columns_of(store.database) == _declared(tables.metadata)


async def test_the_key_store_has_the_columns_of_the_inventory_and_no_other(store: Store) -> None:
    assert await _columns_of(store.keys.database) == _declared(key_tables.metadata)


@pytest.mark.parametrize("table", [table for _, table in DECLARED], ids=lambda table: table.name)
def test_every_column_is_sealed_or_plain_with_a_reason(table: Table) -> None:
    undecided = [column.name for column in table.c if not (column.info.get("sealed") or column.info.get("plain"))]
    assert undecided == []


def test_the_sealed_columns_are_these() -> None:
    found = {f"{table.name}.{column.name}" for _, table in DECLARED for column in table.c if column.info.get("sealed")}
    assert found == SEALED


def test_a_sealed_column_has_a_subject_and_a_row_to_be_bound_to() -> None:
    for _, table in DECLARED:
        if any("sealed" in column.info for column in table.c):
            assert {"subject_id", "id"} <= set(table.c.keys()), table.name


@pytest.mark.parametrize(
    "word", ["address", "phone", "number", "name", "text", "body", "note", "details", "parts", "word", "state"]
)
def test_a_column_with_a_telling_name_is_sealed(word: str) -> None:
    telling = {f"{table.name}.{column.name}" for _, table in DECLARED for column in table.c if column.name == word}
    assert telling <= SEALED
