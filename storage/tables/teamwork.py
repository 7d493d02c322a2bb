"""What people do together on a ticket: visits, questions to experts, replies that wait for a mentor."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import WORD, Serial, Table, Versioned


class VisitRow(Versioned):
    """Times offered to a customer for a visit, and what became of it."""

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_ticket", "ticket_id", "id"),
        Index("ix_visits_customer", "customer_id", "id"),
    )
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    customer_id: Mapped[int] = mapped_column(BigInteger)
    planned_by: Mapped[int] = mapped_column(BigInteger)
    offered: Mapped[tuple[str, ...]]
    state: Mapped[str] = mapped_column(String(WORD))
    begins: Mapped[datetime | None]
    ends: Mapped[datetime | None]
    place: Mapped[str | None]
    result: Mapped[str | None]
    at: Mapped[datetime]


class ConsultationRow(Versioned):
    """A question to experts on a ticket that stays where it is; `folded` is what searches look in."""

    __tablename__ = "consultations"
    __table_args__ = (Index("ix_consultations_ticket", "ticket_id", "id"),)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    queue: Mapped[str]
    asked_by: Mapped[int] = mapped_column(BigInteger)
    question: Mapped[str]
    at: Mapped[datetime]
    taken_by: Mapped[int | None] = mapped_column(BigInteger)
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    reminded: Mapped[int]
    over: Mapped[bool]
    folded: Mapped[str]


class DraftRow(Table):
    """A newcomer's words to a customer while they wait for the mentor's tap, and what became of them."""

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_ticket", "ticket_id", "id"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    author: Mapped[int] = mapped_column(BigInteger)
    act: Mapped[str] = mapped_column(String(WORD))
    text: Mapped[str]
    kind: Mapped[str] = mapped_column(String(WORD))
    file: Mapped[dict[str, Any] | None]
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(WORD))
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    reminded: Mapped[int]


class RemoteRow(Versioned):
    """Work on a customer's machine from afar: on what, the customer's yes, what was done."""

    __tablename__ = "remotes"
    __table_args__ = (Index("ix_remotes_ticket", "ticket_id", "id"),)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    asked_by: Mapped[int] = mapped_column(BigInteger)
    target: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(WORD))
    answered_at: Mapped[datetime | None]
    done: Mapped[str | None]
