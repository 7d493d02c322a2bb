"""Which tickets belong together."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import WORD, Serial, Table


class LinkRow(Table):
    """What a ticket is to another; written once for both, and read both ways."""

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("ticket_id", "other", "kind"), Index("ix_links_other", "other"))
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("tickets.id"))
    other: Mapped[int] = mapped_column(BigInteger, ForeignKey("tickets.id"))
    kind: Mapped[str] = mapped_column(String(WORD))
    who: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
