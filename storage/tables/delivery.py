"""Updates in, letters out, timers, and where a card lies."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import WORD, Serial, Table


class InboxRow(Table):
    """An update as Telegram sent it, written before Telegram hears that we have it."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("bot", "account", "update_id"),
        Index(
            "ix_inbox_waiting",
            "bot",
            "chat_id",
            "id",
            sqlite_where=text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND dead_at IS NULL"),
        ),
        Index("ix_inbox_done_at", "done_at"),
        Index(
            "ix_inbox_dead",
            "id",
            sqlite_where=text("dead_at IS NOT NULL"),
            postgresql_where=text("dead_at IS NOT NULL"),
        ),
        Index(
            "ix_inbox_age",
            "received_at",
            sqlite_where=text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND dead_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    bot: Mapped[str] = mapped_column(String(WORD))
    account: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]


class OutboxRow(Table):
    """A letter that waits to be sent, or was; `act` is what a reply to it means.

    `leased_at` is when it was last taken to be sent: one that waits with it set may have got through.
    `doubtful`: it was sent again after such a try, so the reader may have it twice.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_outbox_waiting",
            "bot",
            "chat_id",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_outbox_message",
            "bot",
            "chat_id",
            "message_id",
            sqlite_where=text("message_id IS NOT NULL"),
            postgresql_where=text("message_id IS NOT NULL"),
        ),
        Index("ix_outbox_ticket", "ticket_id", "id"),
        Index("ix_outbox_created_at", "created_at"),
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    bot: Mapped[str] = mapped_column(String(WORD))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    key: Mapped[str | None] = mapped_column(String(200))
    ticket_id: Mapped[int | None] = mapped_column(BigInteger)
    act: Mapped[str | None] = mapped_column(String(WORD))
    letter: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    leased_at: Mapped[datetime | None]
    doubtful: Mapped[bool] = mapped_column(default=False, server_default=false())
    tries: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(WORD), default="waiting")
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None]


class TimerRow(Table):
    """Something to do later on a chat's lane; one per kind and key."""

    __tablename__ = "timers"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_timers_due_at", "due_at"))
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    kind: Mapped[str] = mapped_column(String(WORD))
    key: Mapped[str] = mapped_column(String(200))
    bot: Mapped[str] = mapped_column(String(WORD))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    due_at: Mapped[datetime]


class CardRow(Table):
    """Which message in a staff chat is the ticket's card."""

    __tablename__ = "cards"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int | None] = mapped_column(BigInteger)


class FileRow(Table):
    """The id under which a second bot already knows a file, so that it is uploaded once."""

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_at", "at"),)
    bot: Mapped[str] = mapped_column(String(WORD), primary_key=True)
    source_bot: Mapped[str] = mapped_column(String(WORD), primary_key=True)
    source_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str]
    at: Mapped[datetime | None]
