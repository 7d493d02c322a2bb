"""Tickets as they stand, and what happened to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Enum, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from routing.stages import Stage
from routing.ticket import State
from storage.tables.base import WORD, Serial, Table

#: The events that tell how line 1 chooses queues: few of all, so that counting them reads few.
ROUTED = "what IN ('open', 'misrouted')"


class TicketRow(Table):
    """A ticket as it stands; columns are the fields of routing.ticket.Ticket."""

    __tablename__ = "tickets"
    __table_args__ = (
        Index("ix_tickets_queue", "queue", "state", "priority", "due"),
        Index("ix_tickets_owner", "owner", "state"),
        Index(
            "ix_tickets_waiting",
            "priority",
            "due",
            "id",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
        Index(
            "ix_tickets_open",
            "id",
            sqlite_where=text("state IN ('asked', 'queued', 'taken', 'vendor')"),
            postgresql_where=text("state IN ('asked', 'queued', 'taken', 'vendor')"),
        ),
        Index("ix_tickets_customer", "customer_id", "id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    version: Mapped[int]
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))
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
    path: Mapped[tuple[str, ...]]
    helpers: Mapped[tuple[int, ...]]
    opened_at: Mapped[datetime]
    first_word_due: Mapped[datetime]
    #: When the first of its clocks is due: kept for sorting, always to be had from the history.
    due: Mapped[datetime | None]
    promised: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    first_word_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    solution: Mapped[str | None]
    cause: Mapped[str | None]
    csat: Mapped[int | None]
    csat_comment: Mapped[str | None]
    stage: Mapped[Stage | None] = mapped_column(
        Enum(
            Stage,
            native_enum=False,
            length=WORD,
            values_callable=lambda stages: [one.value for one in stages],
        )
    )
    open_cases: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class EventRow(Table):
    """One thing that happened to a ticket; rows are only ever added."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_ticket", "ticket_id", "id"),
        Index("ix_events_routed", "at", sqlite_where=text(ROUTED), postgresql_where=text(ROUTED)),
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(WORD))
    text: Mapped[str]
    data: Mapped[dict[str, Any]]
    changes: Mapped[dict[str, Any]]
