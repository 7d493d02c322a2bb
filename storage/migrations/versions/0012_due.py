"""When the first of a ticket's clocks is due, so that queues can be sorted by it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_tickets = sa.table("tickets", sa.column("due"), sa.column("first_word_due"))


def upgrade() -> None:
    """Until its clocks are read a ticket is due when its first word is."""
    op.add_column("tickets", sa.Column("due", sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.update(_tickets).values(due=_tickets.c.first_word_due))
    op.drop_index("ix_tickets_queue", table_name="tickets")
    op.create_index("ix_tickets_queue", "tickets", ["queue", "state", "priority", "due"])
