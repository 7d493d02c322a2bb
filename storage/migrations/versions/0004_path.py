"""The whole way up is kept, not its last step: a desk may have five lines."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_tickets = sa.table(
    "tickets", sa.column("id", sa.BigInteger), sa.column("came_from", sa.Text), sa.column("path", sa.JSON)
)


def upgrade() -> None:
    """Each ticket's one known step becomes its way."""
    op.add_column("tickets", sa.Column("path", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    connection = op.get_bind()
    known = sa.select(_tickets.c.came_from).where(_tickets.c.came_from.is_not(None)).distinct()
    for queue in connection.scalars(known).all():
        connection.execute(sa.update(_tickets).where(_tickets.c.came_from == queue).values(path=[queue]))
    op.drop_column("tickets", "came_from")
