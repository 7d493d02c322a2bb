"""Customers, their conversations and moods, and what staff told the desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import WORD, Serial, Table


class CustomerRow(Table):
    """Who writes to the customer bot; the id is Telegram's."""

    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    username: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(WORD))
    language_chosen: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str | None]
    blocked_at: Mapped[datetime | None]
    since: Mapped[datetime]


class ConversationRow(Table):
    """Where line 1 stands with a customer."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index(
            "ix_conversations_felt",
            "felt_at",
            sqlite_where=text("felt_at IS NOT NULL"),
            postgresql_where=text("felt_at IS NOT NULL"),
        ),
    )
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customers.id"), primary_key=True, autoincrement=False
    )
    heard: Mapped[int] = mapped_column(default=0)
    ticket_id: Mapped[int | None] = mapped_column(BigInteger)
    step: Mapped[dict[str, Any]]
    felt_at: Mapped[datetime | None]


class MessageRow(Table):
    """What was said in a conversation, by whom; `edits` keeps every earlier wording."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_customer", "customer_id", "id"),
        Index("ix_messages_telegram", "customer_id", "telegram_id"),
        Index("ix_messages_ticket", "ticket_id", "id"),
        Index(
            "ix_messages_pending",
            "customer_id",
            "id",
            sqlite_where=text("pending = 1"),
            postgresql_where=text("pending"),
        ),
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    author: Mapped[str] = mapped_column(String(WORD))
    staff_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(WORD))
    text: Mapped[str]
    file: Mapped[dict[str, Any] | None]
    album: Mapped[str | None] = mapped_column(String(64))
    telegram_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime]
    pending: Mapped[bool] = mapped_column(default=False)
    edits: Mapped[list[Any]]


class MoodRow(Table):
    """How a customer sounded in one turn; pruned after thirty days."""

    __tablename__ = "moods"
    __table_args__ = (
        Index("ix_moods_customer", "customer_id", "id"),
        Index("ix_moods_at", "at"),
        Index(
            "ix_moods_corrected",
            "id",
            sqlite_where=text("corrected IS NOT NULL"),
            postgresql_where=text("corrected IS NOT NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    ticket_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime]
    emotion: Mapped[str] = mapped_column(String(WORD))
    intensity: Mapped[float]
    level: Mapped[float]
    text: Mapped[str]
    emotions: Mapped[dict[str, Any]]
    signals: Mapped[dict[str, Any]]
    corrected: Mapped[str | None] = mapped_column(String(WORD))
    corrected_by: Mapped[int | None] = mapped_column(BigInteger)


class StaffRow(Table):
    """What a member of staff told the desk bot: language, away, and what it asked them last.

    `given_at` is when they last got a ticket.
    """

    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str | None] = mapped_column(String(WORD))
    away: Mapped[bool] = mapped_column(default=False)
    asked: Mapped[dict[str, Any] | None]
    given_at: Mapped[datetime | None]
