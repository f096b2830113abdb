"""The desk: its people, their sign-in and shifts, what happens to a handoff there, and the chain of the audit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BEFORE = ("asked", "risk", "engine", "paused")
_AFTER = (*_BEFORE, "recontact")


def upgrade() -> None:
    # Written out, for SQLite can add a column together with its check, but no check to a column that is there.
    kind = "VARCHAR DEFAULT 'youth' NOT NULL CONSTRAINT ck_conversation_kind CHECK (kind IN ('youth', 'staff'))"
    op.execute(f"ALTER TABLE conversation ADD COLUMN kind {kind}")
    op.add_column("outbound_message", sa.Column("advocate_id", sa.String(), nullable=True))
    with _handoffs_for(_AFTER) as batch:
        for column in _of_a_handoff():
            batch.add_column(column)
    op.create_index("ix_handoff_status", "handoff", ["status"], unique=False)
    _add_people()
    _add_sign_in()
    _add_rota()
    _add_desk()
    _add_chain()


def downgrade() -> None:
    op.drop_table("audit_mark")
    op.drop_index("ix_audit_entry_place", "audit_entry")
    op.drop_column("audit_entry", "mac")
    op.drop_column("audit_entry", "place")
    for table in ("desk_mark", "typing", "note", "page", "shift_exception", "shift"):
        op.drop_table(table)
    for table in ("sign_in_failure", "challenge", "desk_session", "invitation", "passkey", "advocate"):
        op.drop_table(table)
    op.drop_index("ix_handoff_status", "handoff")
    op.execute("DELETE FROM handoff WHERE reason = 'recontact'")
    with _handoffs_for(_BEFORE) as batch:
        for column in _of_a_handoff():
            batch.drop_column(column.name)
    op.drop_column("outbound_message", "advocate_id")
    op.drop_column("conversation", "kind")


def _of_a_handoff() -> list[sa.Column[Any]]:
    return [
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ladder_step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("transfer_to", sa.String(), nullable=True),
        sa.Column("shares", sa.Boolean(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("disposition", sa.String(), nullable=True),
    ]


@contextmanager
def _handoffs_for(reasons: tuple[str, ...]) -> Iterator[BatchOperations]:
    """Changes to the table `handoff`, which from then on knows these reasons. SQLite makes it anew: nothing refers to it."""
    with op.batch_alter_table("handoff") as batch:
        batch.drop_constraint(op.f("ck_handoff_reason"), type_="check")
        words = ", ".join(repr(reason) for reason in reasons)
        batch.create_check_constraint(op.f("ck_handoff_reason"), f"reason IN ({words})")
        yield batch


def _add_people() -> None:
    op.create_table(
        "advocate",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("speaks", sa.JSON(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("page_conversation_id", sa.String(), nullable=True),
        sa.Column("password", sa.LargeBinary(), nullable=True),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        sa.Column("away", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('advocate', 'supervisor', 'staff', 'admin')", name=op.f("ck_advocate_role")),
        sa.CheckConstraint("status IN ('invited', 'active', 'disabled')", name=op.f("ck_advocate_status")),
        sa.ForeignKeyConstraint(
            ["page_conversation_id"], ["conversation.id"], name="fk_advocate_page_conversation_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_advocate"),
        sa.UniqueConstraint("login", name="uq_advocate_login"),
    )
    op.create_index("ix_advocate_page_conversation_id", "advocate", ["page_conversation_id"], unique=False)
    op.create_index("ix_advocate_subject_id", "advocate", ["subject_id"], unique=False)

    op.create_table(
        "passkey",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["advocate_id"], ["advocate.id"], name="fk_passkey_advocate_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
        sa.UniqueConstraint("credential_id", name="uq_passkey_credential_id"),
    )
    op.create_index("ix_passkey_advocate_id", "passkey", ["advocate_id"], unique=False)
    op.create_index("ix_passkey_subject_id", "passkey", ["subject_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["advocate_id"], ["advocate.id"], name="fk_invitation_advocate_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
    )
    op.create_index("ix_invitation_advocate_id", "invitation", ["advocate_id"], unique=False)


def _add_sign_in() -> None:
    op.create_table(
        "desk_session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stepped_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["advocate_id"], ["advocate.id"], name="fk_desk_session_advocate_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_desk_session"),
    )
    op.create_index("ix_desk_session_advocate_id", "desk_session", ["advocate_id"], unique=False)

    op.create_table(
        "challenge",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("purpose IN ('register', 'sign_in', 'step_up')", name=op.f("ck_challenge_purpose")),
        sa.ForeignKeyConstraint(["advocate_id"], ["advocate.id"], name="fk_challenge_advocate_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_challenge"),
    )
    op.create_index("ix_challenge_advocate_id", "challenge", ["advocate_id"], unique=False)

    op.create_table(
        "sign_in_failure",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_sign_in_failure"),
    )
    op.create_index("ix_sign_in_failure_key_at", "sign_in_failure", ["key", "at"], unique=False)


def _add_rota() -> None:
    op.create_table(
        "shift",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["advocate_id"], ["advocate.id"], name="fk_shift_advocate_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_shift"),
    )
    op.create_index("ix_shift_advocate_id", "shift", ["advocate_id"], unique=False)

    op.create_table(
        "shift_exception",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("begins", sa.String(), nullable=True),
        sa.Column("ends", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'extra')", name=op.f("ck_shift_exception_kind")),
        sa.ForeignKeyConstraint(
            ["advocate_id"], ["advocate.id"], name="fk_shift_exception_advocate_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shift_exception"),
    )
    op.create_index("ix_shift_exception_advocate_id", "shift_exception", ["advocate_id"], unique=False)
    op.create_index("ix_shift_exception_day", "shift_exception", ["day"], unique=False)


def _add_desk() -> None:
    op.create_table(
        "page",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("handoff_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=False),
        sa.Column("outbound_id", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name="fk_page_conversation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["handoff_id"], ["handoff.id"], name="fk_page_handoff_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_page"),
    )
    op.create_index("ix_page_advocate_id", "page", ["advocate_id"], unique=False)
    op.create_index("ix_page_conversation_id", "page", ["conversation_id"], unique=False)
    op.create_index("ix_page_handoff_id", "page", ["handoff_id"], unique=False)
    op.create_index("ix_page_subject_id", "page", ["subject_id"], unique=False)

    op.create_table(
        "note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name="fk_note_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_conversation_id", "note", ["conversation_id"], unique=False)
    op.create_index("ix_note_subject_id", "note", ["subject_id"], unique=False)

    op.create_table(
        "typing",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("advocate_id", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name="fk_typing_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "advocate_id", name="pk_typing"),
    )
    op.create_index("ix_typing_until", "typing", ["until"], unique=False)

    op.create_table(
        "desk_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_mark"),
    )


def _add_chain() -> None:
    op.add_column("audit_entry", sa.Column("place", sa.BigInteger(), nullable=True))
    op.add_column("audit_entry", sa.Column("mac", sa.String(), nullable=True))
    op.create_index("ix_audit_entry_place", "audit_entry", ["place"], unique=True)

    op.create_table(
        "audit_mark",
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mac", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_audit_mark"),
    )
