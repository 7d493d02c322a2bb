"""When each member of staff was last given a ticket: whoever has been idle longest comes first."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is known to have got one yet."""
    op.add_column("staff", sa.Column("given_at", sa.DateTime(timezone=True), nullable=True))
