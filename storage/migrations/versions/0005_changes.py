"""Each event keeps what it changed; a ticket from before begins its history with how it stood."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORD = sa.String(32)
MOMENTS = (
    "opened_at",
    "first_word_due",
    "promised",
    "taken_at",
    "first_word_at",
    "resolved_at",
    "closed_at",
)
FACTS = ("customer_id", "owner", "last_owner", "priority", "csat")
WORDS = ("queue", "subject", "language", "state", "solution", "cause", "csat_comment")
BATCH = 500

_tickets = sa.table(
    "tickets",
    sa.column("id", sa.BigInteger),
    sa.column("path", sa.JSON),
    *(sa.column(name, sa.BigInteger) for name in FACTS),
    *(sa.column(name, sa.Text) for name in WORDS),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in MOMENTS),
)
_events = sa.table(
    "events",
    sa.column("ticket_id", sa.BigInteger),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("who", sa.String(64)),
    sa.column("what", WORD),
    sa.column("text", sa.Text),
    sa.column("data", sa.JSON),
    sa.column("changes", sa.JSON),
)


def upgrade() -> None:
    """The rows of tickets are read in turns: there may be a million."""
    op.add_column("events", sa.Column("changes", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    connection, last = op.get_bind(), 0
    while rows := connection.execute(
        sa.select(_tickets).where(_tickets.c.id > last).order_by(_tickets.c.id).limit(BATCH)
    ).all():
        last = rows[-1].id
        connection.execute(sa.insert(_events), [_kept(dict(row._mapping)) for row in rows])


def _kept(row: dict[str, Any]) -> dict[str, Any]:
    facts = {name: row[name] for name in ("path", *FACTS, *WORDS)}
    moments = {name: row[name] and _aware(row[name]).isoformat() for name in MOMENTS}
    return {
        "ticket_id": row["id"],
        "at": datetime.now(UTC),
        "who": "line1",
        "what": "kept",
        "text": "",
        "data": {},
        "changes": facts | moments,
    }


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
