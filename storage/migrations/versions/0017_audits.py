"""A ticket may be one of our own, an audit or a finding: without a customer."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """On SQLite the table is written anew, indexes and all."""
    with op.batch_alter_table("tickets", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("customer_id", existing_type=sa.BigInteger(), nullable=True)
