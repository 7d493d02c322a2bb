"""What many tickets have in common, who follows it, and what recent tickets mean."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WORD = sa.String(32)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and their indexes."""
    op.create_table(
        "problems",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("standing", WORD, nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=True)
            for name in ("area", "device", "cause", "workaround", "solution")
        ),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=False),
        *(sa.Column(name, MOMENT, nullable=True) for name in ("starts_at", "ends_at", "closed_at")),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_problems"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_problems_standing", "problems", ["standing", "kind"])
    _tickets()
    _followers()
    _events()
    _meanings()


def _tickets() -> None:
    op.create_table(
        "problem_tickets",
        sa.Column("problem_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("problem_id", "ticket_id", name="pk_problem_tickets"),
        sa.ForeignKeyConstraint(["problem_id"], ["problems.id"], name="fk_problem_tickets_problem_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_problem_tickets_ticket_id"),
    )
    op.create_index("ix_problem_tickets_ticket", "problem_tickets", ["ticket_id"])


def _followers() -> None:
    op.create_table(
        "problem_followers",
        sa.Column("problem_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("wants", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("problem_id", "customer_id", name="pk_problem_followers"),
        sa.ForeignKeyConstraint(["problem_id"], ["problems.id"], name="fk_problem_followers_problem_id"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_problem_followers_customer_id"),
    )


def _events() -> None:
    op.create_table(
        "problem_events",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("problem_id", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("what", WORD, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_problem_events"),
        sa.ForeignKeyConstraint(["problem_id"], ["problems.id"], name="fk_problem_events_problem_id"),
    )
    op.create_index("ix_problem_events_problem", "problem_events", ["problem_id", "id"])


def _meanings() -> None:
    op.create_table(
        "meanings",
        sa.Column("ticket_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("device", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_meanings"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_meanings_ticket_id"),
    )
    op.create_index("ix_meanings_queue", "meanings", ["queue", "at"])
    op.create_index("ix_meanings_at", "meanings", ["at"])
