"""Alembic migrations: `main` for the main database, `keys` for the key store. `Store.migrate` runs both from code."""
