"""What happened to tickets: rows are added and never changed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

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
        values = {name: getattr(event, name) for name in Event.__dataclass_fields__}
        await self._connection.execute(insert(EventRow).values(values))

    async def of(self, ticket_id: int) -> list[Event]:
        """Everything that happened to the ticket, in order."""
        columns = [getattr(EventRow, name) for name in Event.__dataclass_fields__]
        found = await self._connection.execute(
            select(*columns).where(EventRow.ticket_id == ticket_id).order_by(EventRow.id)
        )
        return [Event(**row._asdict()) for row in found]
