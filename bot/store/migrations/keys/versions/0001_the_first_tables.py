"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ring_key",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("root_id", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ring_key")),
        sa.UniqueConstraint("purpose", "generation", name=op.f("uq_ring_key_purpose_generation")),
    )
    op.create_table(
        "suppression",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_suppression")),
    )
    op.create_table(
        "subject_key",
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("wrap_key_id", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["wrap_key_id"], ["ring_key.id"], name=op.f("fk_subject_key_wrap_key_id")),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_subject_key")),
    )
    op.create_index(op.f("ix_subject_key_touched_at"), "subject_key", ["touched_at"], unique=False)
    op.create_index(op.f("ix_subject_key_wrap_key_id"), "subject_key", ["wrap_key_id"], unique=False)

    op.create_table(
        "address_link",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject_key.subject_id"], name=op.f("fk_address_link_subject_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_address_link")),
    )
    op.create_index(op.f("ix_address_link_subject_id"), "address_link", ["subject_id"], unique=False)


def downgrade() -> None:
    op.drop_table("address_link")
    op.drop_table("subject_key")
    op.drop_table("suppression")
    op.drop_table("ring_key")
