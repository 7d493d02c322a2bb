"""Plain values the storage tests share."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from routing.ticket import Ticket
from storage.customers import Customer

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
#: Telegram's ids need more than 32 bits: the largest it promises has 52.
HUGE = 2**52 - 1
ANNA = Customer(id=HUGE, name="Anna", username=None, language="en", since=NOW)
BORIS = Customer(id=7, name="Борис", username="boris", language="ru", since=NOW, phone="+79990000000")


def later(minutes: float) -> datetime:
    """So many minutes after NOW."""
    return NOW + timedelta(minutes=minutes)


def a_ticket(**facts: Any) -> Ticket:
    """A ticket of Anna's, waiting in the network queue."""
    ticket = Ticket(
        customer_id=ANNA.id,
        queue="network",
        subject="No internet",
        language="en",
        priority=3,
        opened_at=NOW,
        first_word_due=later(30),
    )
    return replace(ticket, **facts)
