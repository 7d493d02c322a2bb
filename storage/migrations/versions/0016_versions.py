"""Cases, visits, questions to experts and remote work count how often they were written, as tickets do."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is there was written once, for all anybody knows."""
    for table in ("cases", "visits", "consultations", "remotes"):
        op.add_column(table, sa.Column("version", sa.BigInteger(), nullable=False, server_default="1"))
