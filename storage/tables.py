"""Every table. Only storage/ reads this; values of the domain go in and come out of the repositories."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from routing.ticket import State

#: Numbered rows: 64 bits everywhere, and SQLite's own row id where it can be.
Serial = BigInteger().with_variant(Integer, "sqlite")
#: Longest word of an enum column, with room for tomorrow's.
WORD = 32


class Instant(TypeDecorator[datetime]):
    """An aware UTC moment; a naive one is our own mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone, so it is dropped there and comes back below."""
        if value is None:
            return None
        assert value.tzinfo is not None, "naive time"
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Plain(TypeDecorator[str]):
    """Text as it is, without the NULs and lone surrogates that no database keeps."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """What PostgreSQL and SQLite both take."""
        return value and value.replace("\0", "").encode("utf-8", "ignore").decode()


class Table(DeclarativeBase):
    """Base of all tables; constraint names are fixed so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        # Nothing is NULL here too, not a JSON "null" that no IS NULL finds.
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        str: Plain(),
    }


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
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customers.id"), primary_key=True, autoincrement=False
    )
    heard: Mapped[int] = mapped_column(default=0)
    ticket_id: Mapped[int | None] = mapped_column(BigInteger)
    step: Mapped[dict[str, Any]]


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


class TicketRow(Table):
    """A ticket as it stands; columns are the fields of routing.ticket.Ticket."""

    __tablename__ = "tickets"
    __table_args__ = (
        Index("ix_tickets_queue", "queue", "state", "priority", "first_word_due"),
        Index("ix_tickets_owner", "owner", "state"),
        Index("ix_tickets_customer", "customer_id", "id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    version: Mapped[int]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    queue: Mapped[str]
    subject: Mapped[str]
    language: Mapped[str] = mapped_column(String(WORD))
    priority: Mapped[int]
    state: Mapped[State] = mapped_column(
        Enum(
            State,
            native_enum=False,
            length=WORD,
            values_callable=lambda states: [one.value for one in states],
        )
    )
    owner: Mapped[int | None] = mapped_column(BigInteger)
    last_owner: Mapped[int | None] = mapped_column(BigInteger)
    came_from: Mapped[str | None]
    opened_at: Mapped[datetime]
    first_word_due: Mapped[datetime]
    promised: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    first_word_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    solution: Mapped[str | None]
    cause: Mapped[str | None]
    csat: Mapped[int | None]
    csat_comment: Mapped[str | None]


class EventRow(Table):
    """One thing that happened to a ticket; rows are only ever added."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_ticket", "ticket_id", "id"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(WORD))
    text: Mapped[str]
    data: Mapped[dict[str, Any]]


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


class CardRow(Table):
    """Which message in a staff chat is the ticket's card."""

    __tablename__ = "cards"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int | None] = mapped_column(BigInteger)


class StaffRow(Table):
    """What a member of staff told the desk bot: language, away, and what it asked them last."""

    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str | None] = mapped_column(String(WORD))
    away: Mapped[bool] = mapped_column(default=False)
    asked: Mapped[dict[str, Any] | None]


class FileRow(Table):
    """The id under which a second bot already knows a file, so that it is uploaded once."""

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_at", "at"),)
    bot: Mapped[str] = mapped_column(String(WORD), primary_key=True)
    source_bot: Mapped[str] = mapped_column(String(WORD), primary_key=True)
    source_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str]
    at: Mapped[datetime | None]
