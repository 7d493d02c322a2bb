"""What happened to tickets: rows are added and never changed."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import Prepared, named
from storage.tables import EventRow
from storage.tables.tickets import ROUTED

CUSTOMER = "customer"
LINE1 = "line1"
STAFF = "staff"
#: A ticket had come to the wrong queue; the data name it, the right one, and who had sent it (LINE1, STAFF).
MISROUTED = "misrouted"


def staff(staff_id: int) -> str:
    """How a member of staff is named in the history."""
    return f"{STAFF}:{staff_id}"


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


@dataclass(frozen=True, slots=True)
class Handed:
    """What came to a queue: from line 1, how much of that wrongly, and how much wrongly from below."""

    given: int = 0
    wrong: int = 0
    returned: int = 0


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

    async def handed(self, since: datetime) -> dict[str, Handed]:
        """What line 1 handed to each queue since then, and what had come there wrongly."""
        counts: dict[str, Handed] = {}
        for queue, what, sender, count in await _HANDED.rows(self._connection, since=since):
            field_ = "given" if what == "open" else "wrong" if sender == LINE1 else "returned"
            so_far = counts.get(queue, Handed())
            counts[queue] = replace(so_far, **{field_: getattr(so_far, field_) + count})
        return counts


_COLUMNS = tuple(Event.__dataclass_fields__)
_ADD = Prepared(insert(EventRow).values(named(_COLUMNS)))
_OF_TICKET = Prepared(
    select(*(getattr(EventRow, name) for name in _COLUMNS))
    .where(EventRow.ticket_id == bindparam("ticket"))
    .order_by(EventRow.id)
)
_QUEUE, _SENDER = EventRow.data["queue"].as_string(), EventRow.data["sender"].as_string()
_HANDED = Prepared(
    select(_QUEUE, EventRow.what, _SENDER, func.count())
    .where(
        text(ROUTED),  # word for word as in the index, or the databases would not use it
        EventRow.at >= bindparam("since"),
        or_(EventRow.who == LINE1, EventRow.what == MISROUTED),
    )
    .group_by(_QUEUE, EventRow.what, _SENDER)
)
