"""What customers tapped under line 1's answers."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import WORD, Serial, Table


class ClickRow(Table):
    """A question in the customer's words, and what they said of the articles shown."""

    __tablename__ = "clicks"
    __table_args__ = (Index("ix_clicks_customer", "customer_id", "id"), Index("ix_clicks_at", "at"))
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("customers.id"))
    at: Mapped[datetime]
    text: Mapped[str]
    verdict: Mapped[str] = mapped_column(String(WORD))
    articles: Mapped[tuple[str, ...]]
