"""Helpers on a ticket; visits, consultations, drafts that wait for a mentor, remote work."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORD = sa.String(32)
MOMENT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the column, the tables and their indexes."""
    op.add_column("tickets", sa.Column("helpers", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    _make(
        "visits",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("planned_by", sa.BigInteger(), nullable=False),
        sa.Column("offered", sa.JSON(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("begins", MOMENT, nullable=True),
        sa.Column("ends", MOMENT, nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
    )
    op.create_index("ix_visits_customer", "visits", ["customer_id", "id"])
    _make(
        "consultations",
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
    )
    _make(
        "drafts",
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("act", WORD, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("file", sa.JSON(), nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
    )
    _make(
        "remotes",
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
    )


def _make(name: str, *columns: sa.Column[object]) -> None:
    """A numbered table about tickets, each row with its moment, found by its ticket."""
    op.create_table(
        name,
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("ticket_id", SERIAL, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=f"fk_{name}_ticket_id"),
    )
    op.create_index(f"ix_{name}_ticket", name, ["ticket_id", "id"])
