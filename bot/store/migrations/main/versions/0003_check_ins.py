"""Check-ins, safety plans, when somebody joined a talk, and on PostgreSQL the queue of work."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BEFORE = ("asked", "risk", "engine", "paused", "recontact")
_AFTER = (*_BEFORE, "checkin", "duress")
# Everything that the schema of Procrastinate makes begins with its name. Its functions go first, and take its triggers along.
_DROP_QUEUE = """
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE proname LIKE 'procrastinate\\_%' AND pronamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', found.name);
    END LOOP;
    FOR found IN SELECT tablename AS name FROM pg_tables
        WHERE tablename LIKE 'procrastinate\\_%' AND schemaname = current_schema()
    LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', found.name);
    END LOOP;
    FOR found IN SELECT typname AS name FROM pg_type
        WHERE typname LIKE 'procrastinate\\_%' AND typnamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('DROP TYPE IF EXISTS %I CASCADE', found.name);
    END LOOP;
END;
$$
"""


def upgrade() -> None:
    _change_handoffs(_AFTER)
    op.execute("UPDATE handoff SET joined_at = claimed_at")
    _add_checkins()
    _add_safety_plans()
    if not _is_sqlite():
        _run(SchemaManager.get_schema())
        # For whoever looks whether a row has its job.
        op.execute("CREATE INDEX ix_procrastinate_jobs_piece ON procrastinate_jobs ((args->>'id'))")


def downgrade() -> None:
    if not _is_sqlite():
        _run(_DROP_QUEUE)
    for table in ("safety_plan", "checkin", "checkin_plan"):
        op.drop_table(table)
    op.execute("DELETE FROM handoff WHERE reason IN ('checkin', 'duress')")
    _change_handoffs(_BEFORE)


def _change_handoffs(reasons: tuple[str, ...]) -> None:
    """Let the table `handoff` know these reasons, and give or take `joined_at`.

    SQLite makes the table anew, and dropping the old one would take the pages of every handoff with it: they step aside.
    """
    if _is_sqlite():
        op.execute("CREATE TEMPORARY TABLE page_aside AS SELECT * FROM page")
    with op.batch_alter_table("handoff") as batch:
        batch.drop_constraint(op.f("ck_handoff_reason"), type_="check")
        words = ", ".join(repr(reason) for reason in reasons)
        batch.create_check_constraint(op.f("ck_handoff_reason"), f"reason IN ({words})")
        if reasons == _AFTER:
            batch.add_column(sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True))
        else:
            batch.drop_column("joined_at")
    if _is_sqlite():
        op.execute("DELETE FROM page")
        op.execute("INSERT INTO page SELECT * FROM page_aside")
        op.execute("DROP TABLE page_aside")


def _add_checkins() -> None:
    op.create_table(
        "checkin_plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_up_by", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('proposed', 'active', 'paused', 'stopped', 'ended')", name=op.f("ck_checkin_plan_status")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name="fk_checkin_plan_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checkin_plan"),
    )
    for column in ("conversation_id", "next_at", "subject_id"):
        op.create_index(f"ix_checkin_plan_{column}", "checkin_plan", [column], unique=False)

    op.create_table(
        "checkin",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('asked', 'asked_again', 'missed', 'escalated', 'ok', 'not_ok', 'talk', 'skipped', 'too_late')",
            name=op.f("ck_checkin_status"),
        ),
        sa.CheckConstraint(
            "reason IN ('talking', 'asked_for_silence', 'with_a_person', 'texts_stopped')",
            name=op.f("ck_checkin_reason"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["checkin_plan.id"], name="fk_checkin_plan_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name="fk_checkin_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checkin"),
    )
    for column in ("conversation_id", "due_at", "plan_id", "status", "subject_id"):
        op.create_index(f"ix_checkin_{column}", "checkin", [column], unique=False)


def _add_safety_plans() -> None:
    op.create_table(
        "safety_plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("parts", sa.LargeBinary(), nullable=False),
        sa.Column("word", sa.LargeBinary(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("wrong_words", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name="fk_safety_plan_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_safety_plan"),
        sa.UniqueConstraint("subject_id", name="uq_safety_plan_subject_id"),
    )
    for column in ("conversation_id", "subject_id"):
        op.create_index(f"ix_safety_plan_{column}", "safety_plan", [column], unique=False)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _run(script: str) -> None:
    """Several statements at once, in which a percent sign is a percent sign."""
    op.get_bind().exec_driver_sql(script, execution_options={"no_parameters": True})
