"""How customers felt, reading by reading."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORD = sa.String(32)


def upgrade() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "moods",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("emotion", WORD, nullable=False),
        sa.Column("intensity", sa.Double(), nullable=False),
        sa.Column("level", sa.Double(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("emotions", sa.JSON(), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("corrected", WORD, nullable=True),
        sa.Column("corrected_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_moods"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_moods_customer_id"),
    )
    op.create_index("ix_moods_customer", "moods", ["customer_id", "id"])
    op.create_index("ix_moods_at", "moods", ["at"])
    corrected = sa.text("corrected IS NOT NULL")
    op.create_index("ix_moods_corrected", "moods", ["id"], sqlite_where=corrected, postgresql_where=corrected)
