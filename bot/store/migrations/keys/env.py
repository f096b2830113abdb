"""Run by Alembic inside `bot.store.migrating.upgrade`, on a connection whose transaction is already open."""

from alembic import context

_given = context.config.attributes
context.configure(
    connection=_given["connection"],
    target_metadata=_given["metadata"],
    version_table=_given["version_table"],
    render_as_batch=_given["connection"].dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
