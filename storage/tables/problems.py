"""What many tickets have in common, who follows it, and what recent tickets mean."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import WORD, Serial, Table, Versioned


class ProblemRow(Versioned):
    """A problem, an incident, works or a wish; columns are the fields of routing.problems.Problem."""

    __tablename__ = "problems"
    __table_args__ = (Index("ix_problems_standing", "standing", "kind"), {"sqlite_autoincrement": True})
    kind: Mapped[str] = mapped_column(String(WORD))
    queue: Mapped[str]
    owner: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[datetime]
    title: Mapped[str]
    standing: Mapped[str] = mapped_column(String(WORD))
    severity: Mapped[int | None]
    area: Mapped[str | None]
    device: Mapped[str | None]
    cause: Mapped[str | None]
    workaround: Mapped[str | None]
    solution: Mapped[str | None]
    said: Mapped[str]
    told: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class ProblemTicketRow(Table):
    """A ticket that comes of a problem."""

    __tablename__ = "problem_tickets"
    __table_args__ = (Index("ix_problem_tickets_ticket", "ticket_id"),)
    problem_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("problems.id"), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("tickets.id"), primary_key=True)
    who: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class FollowerRow(Table):
    """A customer who was told of a problem; `wants`: to hear of it further, without a ticket."""

    __tablename__ = "problem_followers"
    problem_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("problems.id"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("customers.id"), primary_key=True)
    wants: Mapped[bool]
    at: Mapped[datetime]


class ProblemEventRow(Table):
    """One thing that happened to a problem; rows are only ever added."""

    __tablename__ = "problem_events"
    __table_args__ = (Index("ix_problem_events_problem", "problem_id", "id"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    problem_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("problems.id"))
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(WORD))
    text: Mapped[str]
    data: Mapped[dict[str, Any]]


class MeaningRow(Table):
    """What a recent ticket means; pruned by age."""

    __tablename__ = "meanings"
    __table_args__ = (Index("ix_meanings_queue", "queue", "at"), Index("ix_meanings_at", "at"))
    ticket_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    customer_id: Mapped[int] = mapped_column(BigInteger)
    queue: Mapped[str]
    at: Mapped[datetime]
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    area: Mapped[str | None]
    device: Mapped[str | None]
