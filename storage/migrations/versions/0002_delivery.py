"""Delivery: what is on its way is known before it leaves; what is old can be found and pruned."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Letters get a lease and a doubt, files an age; pruning and the desk's screens get their indexes."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("leased_at", MOMENT))
        outbox.add_column(sa.Column("doubtful", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("files") as files:
        files.add_column(sa.Column("at", MOMENT))
    op.create_index("ix_outbox_ticket", "outbox", ["ticket_id", "id"])
    op.create_index("ix_outbox_created_at", "outbox", ["created_at"])
    op.create_index("ix_files_at", "files", ["at"])
    _index_where("ix_inbox_dead", "inbox", ["id"], "dead_at IS NOT NULL")
    _index_where("ix_inbox_age", "inbox", ["received_at"], "done_at IS NULL AND dead_at IS NULL")


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
