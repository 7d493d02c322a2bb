"""Open tickets, and those that wait, found without passing by the million that are over."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WAITING = sa.text("state = 'queued'")
OPEN = sa.text("state IN ('asked', 'queued', 'taken', 'vendor')")


def upgrade() -> None:
    """Both are small beside the table."""
    op.create_index(
        "ix_tickets_waiting",
        "tickets",
        ["priority", "due", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index("ix_tickets_open", "tickets", ["id"], sqlite_where=OPEN, postgresql_where=OPEN)
