"""Tickets as they stand."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, cast, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.ticket import OPEN_STATES, State, Ticket
from storage.errors import TicketChanged, TicketUnknown
from storage.messages import Author
from storage.prepared import Prepared, named
from storage.tables import MessageRow, TicketRow


@dataclass(frozen=True, slots=True)
class Ended:
    """A customer's ticket that is over: its words, and the queue line 1 should have given it to."""

    id: int
    text: str
    queue: str  # where it was solved, or from where it went up


class Tickets:
    """The tickets table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._known: dict[int, Ticket] = {}

    async def add(self, ticket: Ticket) -> Ticket:
        """Store a new ticket; it comes back with its number."""
        values = {name: getattr(ticket, name) for name in _WRITTEN}
        write = (
            insert(TicketRow)
            .values({**values, "version": 1, "due": ticket.first_word_due})
            .returning(TicketRow.id)
        )
        number = await self._connection.scalar(write)
        assert number is not None
        return self._know(replace(ticket, id=number, version=1))

    async def get(self, ticket_id: int) -> Ticket:
        """The ticket, or TicketUnknown."""
        row = await _GET.row(self._connection, number=ticket_id)
        if row is None:
            raise TicketUnknown(ticket_id)
        return self._know(Ticket(*row))

    async def save(self, ticket: Ticket) -> Ticket:
        """Write the ticket back; TicketChanged if someone wrote it since we read it."""
        written = replace(ticket, version=ticket.version + 1)
        values = {name: getattr(written, name) for name in _WRITTEN}
        as_read = {"number": ticket.id, "read": ticket.version}
        if await _SAVE.row(self._connection, **as_read, **values) is None:
            raise TicketChanged(ticket.id)
        return self._know(written)

    async def set_due(self, ticket_id: int, due: datetime) -> None:
        """Keep when the first of its clocks is due; what the history tells anyway makes no new version."""
        await self._connection.execute(update(TicketRow).where(TicketRow.id == ticket_id).values(due=due))

    async def dues(self, ticket_ids: Collection[int]) -> dict[int, datetime]:
        """When each of these tickets is due by the first of its clocks."""
        found = await self._connection.execute(
            select(TicketRow.id, TicketRow.due).where(TicketRow.id.in_(ticket_ids))
        )
        return {row.id: row.due for row in found if row.due}

    async def open_after(self, ticket_id: int, limit: int) -> list[Ticket]:
        """Open tickets with higher numbers, by number: for looking at all of them in turns."""
        return await self._where(and_(TicketRow.id > ticket_id, _OPEN), limit)

    def as_stored(self, ticket_id: int) -> Ticket | None:
        """The ticket as this work last read or wrote it; None when it has not met it yet."""
        return self._known.get(ticket_id)

    def _know(self, ticket: Ticket) -> Ticket:
        self._known[ticket.id] = ticket
        return ticket

    async def waiting_in(self, queues: Collection[str], limit: int = 20) -> list[Ticket]:
        """Queued tickets of the queues: most urgent first, then the clock that ends first."""
        return await self._where(
            and_(TicketRow.queue.in_(queues), _WAITING),
            limit,
            TicketRow.priority,
            TicketRow.due,
        )

    async def held_by(self, staff_id: int, limit: int = 50) -> list[Ticket]:
        """Tickets the specialist owns, oldest first."""
        return await self._where(TicketRow.owner == staff_id, limit)

    async def count_held(self, staff_ids: Collection[int]) -> dict[int, int]:
        """How many tickets each of these people owns; who owns none is left out."""
        found = await self._connection.execute(
            select(TicketRow.owner, func.count().label("held"))
            .where(TicketRow.owner.in_(staff_ids))
            .group_by(TicketRow.owner)
        )
        return {row.owner: row.held for row in found}

    async def owners(self) -> list[int]:
        """Everybody who owns a ticket."""
        found = await self._connection.scalars(
            select(TicketRow.owner).where(TicketRow.owner.is_not(None)).distinct().order_by(TicketRow.owner)
        )
        return [one for one in found if one is not None]

    async def queues(self) -> list[str]:
        """Every queue that has an open ticket."""
        return sorted(await self._connection.scalars(select(TicketRow.queue).where(_OPEN).distinct()))

    async def open_in(self, queue: str, limit: int = 50) -> list[Ticket]:
        """Open tickets of the queue, oldest first."""
        return await self._where((TicketRow.queue == queue) & TicketRow.state.in_(OPEN_STATES), limit)

    async def open_by_way(self, kept: Callable[[str], bool], limit: int = 50) -> list[Ticket]:
        """Open tickets that came up by a queue which is not `kept`, oldest first."""
        way = cast(TicketRow.path, Text)
        ways = await self._connection.scalars(select(way).where(_OPEN).distinct())
        gone = [one for one in ways if not all(map(kept, json.loads(one)))]
        return await self._where(and_(_OPEN, way.in_(gone)), limit) if gone else []

    async def of_customer(self, customer_id: int, limit: int = 20) -> list[Ticket]:
        """The customer's tickets, newest first."""
        found = await _OF_CUSTOMER.rows(self._connection, customer=customer_id, most=limit)
        return [self._know(Ticket(*row)) for row in found]

    async def ended(self, limit: int) -> list[Ended]:
        """The newest tickets that are over, oldest first: what they were about and where they went."""
        over = TicketRow.state.in_((State.RESOLVED, State.CLOSED)) & TicketRow.customer_id.is_not(None)
        first = (
            select(MessageRow.text)
            .where(
                MessageRow.ticket_id == TicketRow.id,
                MessageRow.author == Author.CUSTOMER.value,
                MessageRow.text != "",
            )
            .order_by(MessageRow.id)
            .limit(1)
            .scalar_subquery()
        )
        asked = select(TicketRow.id, TicketRow.subject, TicketRow.queue, TicketRow.path, first.label("first"))
        found = await self._connection.execute(asked.where(over).order_by(TicketRow.id.desc()).limit(limit))
        return [
            Ended(row.id, f"{row.subject}. {row.first or ''}", row.path[0] if row.path else row.queue)
            for row in reversed(found.all())
        ]

    async def open_of(self, customer_id: int) -> list[Ticket]:
        """The customer's tickets that people still work on, oldest first."""
        found = await _OPEN_OF.rows(self._connection, customer=customer_id)
        return [self._know(Ticket(*row)) for row in found]

    async def count_waiting(self, queues: Collection[str]) -> dict[str, int]:
        """How many tickets wait in each of the queues; a queue with none is left out."""
        found = await self._connection.execute(
            select(TicketRow.queue, func.count().label("waiting"))
            .where(TicketRow.queue.in_(queues), _WAITING)
            .group_by(TicketRow.queue)
        )
        return {row.queue: row.waiting for row in found}

    async def _where(self, condition: ColumnElement[bool], limit: int, *order: Any) -> list[Ticket]:
        found = await self._connection.execute(
            select(*_COLUMNS).where(condition).order_by(*order, TicketRow.id).limit(limit)
        )
        return [self._know(Ticket(*row)) for row in found]


_FIELDS = tuple(one.name for one in fields(Ticket))
_COLUMNS = tuple(getattr(TicketRow, name) for name in _FIELDS)
_WRITTEN = tuple(name for name in _FIELDS if name != "id")
# In the very words of the indexes that hold only such rows: a value given apart would not find them.
_WAITING = text("tickets.state = 'queued'")
_OPEN = text("tickets.state IN ('asked', 'queued', 'taken', 'vendor')")
_MINE = TicketRow.customer_id == bindparam("customer")
_GET = Prepared(select(*_COLUMNS).where(TicketRow.id == bindparam("number")))
_SAVE = Prepared(
    update(TicketRow)
    .where(TicketRow.id == bindparam("number"), TicketRow.version == bindparam("read"))
    .values(named(_WRITTEN))
    .returning(TicketRow.id)
)
_OF_CUSTOMER = Prepared(select(*_COLUMNS).where(_MINE).order_by(TicketRow.id.desc()).limit(bindparam("most")))
_OPEN_OF = Prepared(
    select(*_COLUMNS)
    .where(_MINE, or_(*(TicketRow.state == state for state in sorted(OPEN_STATES))))
    .order_by(TicketRow.id)
    .limit(20)
)
