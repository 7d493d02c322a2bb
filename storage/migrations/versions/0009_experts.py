"""How far the experts are with a ticket; cases with vendors; drafts of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORD = sa.String(32)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Two columns and two tables."""
    op.add_column("tickets", sa.Column("stage", WORD, nullable=True))
    op.add_column(
        "tickets", sa.Column("open_cases", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.create_table(
        "cases",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.Column("vendor", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("promised", MOMENT, nullable=True),
        sa.Column("chased", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_cases_ticket_id"),
    )
    op.create_index("ix_cases_ticket", "cases", ["ticket_id", "id"])
    op.create_table(
        "article_drafts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article_drafts"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_article_drafts_ticket_id"),
    )
    op.create_index("ix_article_drafts_ticket", "article_drafts", ["ticket_id", "id"])
