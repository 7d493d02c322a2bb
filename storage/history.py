"""What happened to tickets: rows are added and never changed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import Prepared, named
from storage.tables import EventRow

CUSTOMER = "customer"
LINE1 = "line1"


def staff(staff_id: int) -> str:
    """How a member of staff is named in the history."""
    return f"staff:{staff_id}"


@dataclass(frozen=True, slots=True)
class Event:
    """One act on a ticket: when, who ("customer", "line1", "staff:1001"), what, and their words.

    `changes` is what it changed in the ticket (routing/history.py): all of them together are the ticket.
    """

    ticket_id: int
    at: datetime
    who: str
    what: str
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)


class History:
    """The events table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, event: Event) -> None:
        """Write down what happened."""
        await _ADD.run(self._connection, **{name: getattr(event, name) for name in _COLUMNS})

    async def of(self, ticket_id: int) -> list[Event]:
        """Everything that happened to the ticket, in order."""
        return [Event(*row) for row in await _OF_TICKET.rows(self._connection, ticket=ticket_id)]


_COLUMNS = tuple(Event.__dataclass_fields__)
_ADD = Prepared(insert(EventRow).values(named(_COLUMNS)))
_OF_TICKET = Prepared(
    select(*(getattr(EventRow, name) for name in _COLUMNS))
    .where(EventRow.ticket_id == bindparam("ticket"))
    .order_by(EventRow.id)
)
