"""The tables of the key store: the only place where something derived from an address is kept, and only as keyed hashes."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

from bot.store.columns import UtcDateTime, plain

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ring_key = Table(
    "ring_key",
    metadata,
    plain("id", String, primary_key=True, why="a random id, named in envelopes"),
    plain("purpose", String, why="wrap, index, audit or suppression"),
    plain("generation", Integer, why="the newest of a purpose is the one in use"),
    plain("root_id", String, why="which root key opens it; a hash that tells nothing about that key"),
    plain("wrapped", LargeBinary, why="a key wrapped with the root key, which is not in any database"),
    plain("created_at", UtcDateTime, why="the age of a key decides its rotation"),
    UniqueConstraint("purpose", "generation"),
)

subject_key = Table(
    "subject_key",
    metadata,
    plain("subject_id", String, primary_key=True, why="a random id, derived from nothing"),
    plain("key_id", String, why="a random id, named in envelopes"),
    # A wrap key cannot be dropped while one data key still needs it.
    plain("wrap_key_id", String, ForeignKey("ring_key.id"), why="which wrap key opens the data key", index=True),
    plain("wrapped", LargeBinary, why="a data key wrapped with a wrap key"),
    plain(
        "touched_at", UtcDateTime, why="a key without rows is swept only when nobody is about to write them", index=True
    ),
)

address_link = Table(
    "address_link",
    metadata,
    plain(
        "hash",
        String,
        primary_key=True,
        why="a hash of channel and address under the index key, wrapped with the root key",
    ),
    plain(
        "subject_id", String, ForeignKey("subject_key.subject_id", ondelete="CASCADE"), why="a random id", index=True
    ),
)

suppression = Table(
    "suppression",
    metadata,
    plain(
        "hash",
        String,
        primary_key=True,
        why="a hash of channel and address under a key of its own; it outlives erasure",
    ),
    plain("at", UtcDateTime, why="since when a STOP is in force"),
)
