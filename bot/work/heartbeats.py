"""Whether some worker is at work, on this machine or another: each tells the queue every few seconds that it lives."""

from __future__ import annotations

from sqlalchemy import text

from bot.store import Store

_ALIVE = text("SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds' LIMIT 1")


async def a_worker_lives(store: Store) -> bool:
    """By the database's own clock, since no two machines have the same. The queue is in PostgreSQL, as web processes are."""
    return bool(await store.database.rows(_ALIVE))
