"""What experts keep beside a ticket: cases with vendors, and drafts of articles."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Serial, Table, Versioned


class CaseRow(Versioned):
    """A matter put to a vendor; columns are the fields of routing.cases.Case."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_ticket", "ticket_id", "id"),)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    vendor: Mapped[str]
    queue: Mapped[str | None]
    reference: Mapped[str | None]
    sent: Mapped[str]
    opened_by: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[datetime]
    promised: Mapped[datetime | None]
    chased: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class ArticleDraftRow(Table):
    """An article made from a ticket, as Markdown with front matter; who may publish it decides elsewhere."""

    __tablename__ = "article_drafts"
    __table_args__ = (Index("ix_article_drafts_ticket", "ticket_id", "id"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    article: Mapped[str]
    text: Mapped[str]
    by: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
