"""Since when a conversation tells of a mood, so that it can be forgotten as the readings are."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_conversations = sa.table("conversations", sa.column("felt_at", sa.DateTime(timezone=True)))


def upgrade() -> None:
    """Whatever is there now goes a month from now at the latest."""
    op.add_column("conversations", sa.Column("felt_at", sa.DateTime(timezone=True)))
    op.get_bind().execute(sa.update(_conversations).values(felt_at=datetime.now(UTC)))
    there = sa.text("felt_at IS NOT NULL")
    op.create_index(
        "ix_conversations_felt", "conversations", ["felt_at"], sqlite_where=there, postgresql_where=there
    )
