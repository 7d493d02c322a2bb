"""Which tickets belong together."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WORD = sa.String(32)


def upgrade() -> None:
    """Make the table and its index."""
    op.create_table(
        "links",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_links_ticket_id"),
        sa.ForeignKeyConstraint(["other"], ["tickets.id"], name="fk_links_other"),
        sa.UniqueConstraint("ticket_id", "other", "kind", name="uq_links_ticket_id_other_kind"),
    )
    op.create_index("ix_links_other", "links", ["other"])
