"""The first tables.

Written out by hand: a migration says what was true that day, whatever storage.tables becomes later.
There is no way back but a backup, here or in any later one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(32)


def upgrade() -> None:
    """Make every table; those that others point at come first."""
    _delivery()
    _people()
    _conversations()
    _tickets()
    _messages()
    _files()


def _delivery() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("bot", WORD, nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("dead_at", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("bot", "account", "update_id", name="uq_inbox_bot_account_update_id"),
    )
    _index_where("ix_inbox_waiting", "inbox", ["bot", "chat_id", "id"], "done_at IS NULL AND dead_at IS NULL")
    op.create_index("ix_inbox_done_at", "inbox", ["done_at"])
    op.create_table(
        "outbox",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("bot", WORD, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(200)),
        sa.Column("ticket_id", sa.BigInteger()),
        sa.Column("act", WORD),
        sa.Column("letter", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("sent_at", MOMENT),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    _index_where("ix_outbox_waiting", "outbox", ["bot", "chat_id", "id"], "state = 'waiting'")
    _index_where("ix_outbox_message", "outbox", ["bot", "chat_id", "message_id"], "message_id IS NOT NULL")
    op.create_table(
        "timers",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("bot", WORD, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_timers"),
        sa.UniqueConstraint("kind", "key", name="uq_timers_kind_key"),
    )
    op.create_index("ix_timers_due_at", "timers", ["due_at"])


def _people() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text()),
        sa.Column("language", WORD, nullable=False),
        sa.Column("language_chosen", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.Text()),
        sa.Column("blocked_at", MOMENT),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", WORD),
        sa.Column("away", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger()),
        sa.Column("step", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name="pk_conversations"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_conversations_customer_id"),
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("language", WORD, nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("owner", sa.BigInteger()),
        sa.Column("last_owner", sa.BigInteger()),
        sa.Column("came_from", sa.Text()),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("first_word_due", MOMENT, nullable=False),
        sa.Column("promised", MOMENT),
        sa.Column("taken_at", MOMENT),
        sa.Column("first_word_at", MOMENT),
        sa.Column("resolved_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.Column("solution", sa.Text()),
        sa.Column("cause", sa.Text()),
        sa.Column("csat", sa.Integer()),
        sa.Column("csat_comment", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_tickets_customer_id"),
        sqlite_autoincrement=True,  # a ticket's number is never given twice
    )
    op.create_index("ix_tickets_queue", "tickets", ["queue", "state", "priority", "first_word_due"])
    op.create_index("ix_tickets_owner", "tickets", ["owner", "state"])
    op.create_index("ix_tickets_customer", "tickets", ["customer_id", "id"])
    op.create_table(
        "events",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("ticket_id", SERIAL, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("what", WORD, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_events_ticket_id"),
    )
    op.create_index("ix_events_ticket", "events", ["ticket_id", "id"])
    op.create_table(
        "cards",
        sa.Column("ticket_id", SERIAL, autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("ticket_id", "chat_id", name="pk_cards"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_cards_ticket_id"),
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", SERIAL),
        sa.Column("author", WORD, nullable=False),
        sa.Column("staff_id", sa.BigInteger()),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file", sa.JSON()),
        sa.Column("album", sa.String(64)),
        sa.Column("telegram_id", sa.BigInteger()),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_messages_customer_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_messages_ticket_id"),
    )
    op.create_index("ix_messages_customer", "messages", ["customer_id", "id"])
    op.create_index("ix_messages_telegram", "messages", ["customer_id", "telegram_id"])
    op.create_index("ix_messages_ticket", "messages", ["ticket_id", "id"])
    op.create_index(
        "ix_messages_pending",
        "messages",
        ["customer_id", "id"],
        sqlite_where=sa.text("pending = 1"),
        postgresql_where=sa.text("pending"),
    )


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("bot", WORD, nullable=False),
        sa.Column("source_bot", WORD, nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bot", "source_bot", "source_id", name="pk_files"),
    )


def _index_where(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
