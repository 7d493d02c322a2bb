"""How line 1 chooses queues is counted by an index of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ROUTED = sa.text("what IN ('open', 'misrouted')")


def upgrade() -> None:
    """Only openings and wrong turns are in it."""
    op.create_index("ix_events_routed", "events", ["at"], sqlite_where=_ROUTED, postgresql_where=_ROUTED)
