"""What many tickets have in common, and who is to hear of it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.likeness import Meaning
from routing.problems import Kind, Problem, ProblemRefused, Standing
from routing.ticket import OPEN_STATES, State
from storage.prepared import Prepared, Row
from storage.tables import (
    CustomerRow,
    FollowerRow,
    MeaningRow,
    ProblemEventRow,
    ProblemRow,
    ProblemTicketRow,
    TicketRow,
)
from storage.upsert import insert_into
from storage.versions import Versions

_NAMES = tuple(one.name for one in fields(Problem))
_SELECT = select(ProblemRow.version, *(getattr(ProblemRow, name) for name in _NAMES))
_STANDING = Prepared(
    _SELECT.where(ProblemRow.standing == bindparam("standing"), ProblemRow.kind == bindparam("kind"))
)

#: How long what a ticket means is kept.
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Happened:
    """One act on a problem; `who` as in storage/history.py."""

    problem_id: int
    at: datetime
    who: str
    what: str
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Listener:
    """A customer who is to hear of a problem, in their language; `ticket_id` is their ticket of it."""

    customer_id: int
    language: str
    blocked: bool
    ticket_id: int | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many customers hear of a problem, how many of them have blocked us, how many have been told."""

    customers: int
    blocked: int
    told: int


class Problems:
    """The problems table and what hangs on it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._versions = Versions(connection, ProblemRow)

    async def add(self, problem: Problem) -> Problem:
        """Store a new one; it comes back with its number."""
        values = asdict(problem)
        del values["id"]
        number = await self._connection.scalar(insert(ProblemRow).values(values).returning(ProblemRow.id))
        assert number is not None
        self._versions.know(number)
        return replace(problem, id=number)

    async def save(self, problem: Problem) -> None:
        """Write it back; TicketChanged if someone wrote it since this work read it."""
        await self._versions.write(problem.id, asdict(problem), problem.id)

    async def touch(self, problem_id: int) -> None:
        """Who hears of it changes: TicketChanged if it was told on, or closed, since this work read it.

        So nobody joins between an update's list of listeners and its letters, and misses it.
        """
        await self._versions.write(problem_id, {}, problem_id)

    async def get(self, problem_id: int) -> Problem:
        """The problem, or ProblemRefused."""
        found = await self._where(ProblemRow.id == problem_id)
        if not found:
            raise ProblemRefused("unknown", problem_id)
        return found[0]

    async def standing(
        self, standings: Collection[Standing], kinds: Collection[Kind] = tuple(Kind)
    ) -> list[Problem]:
        """All that stand so, of these kinds, oldest first."""
        found = [
            row
            for standing, kind in product(standings, kinds)
            for row in await _STANDING.rows(self._connection, standing=standing.value, kind=kind.value)
        ]
        return sorted(self._read(found), key=lambda one: one.id)

    async def of_ticket(self, ticket_id: int) -> list[Problem]:
        """What the ticket comes of, oldest first."""
        mine = select(ProblemTicketRow.problem_id).where(ProblemTicketRow.ticket_id == ticket_id)
        return await self._where(ProblemRow.id.in_(mine))

    async def record(self, happened: Happened) -> int:
        """Add to the history; the number of the event comes back."""
        values = asdict(happened)
        del values["id"]
        number = await self._connection.scalar(
            insert(ProblemEventRow).values(values).returning(ProblemEventRow.id)
        )
        assert number is not None
        return int(number)

    async def history(self, problem_id: int) -> list[Happened]:
        """Everything that happened to it, in order."""
        return await self.since(problem_id, 0)

    async def since(self, problem_id: int, number: int) -> list[Happened]:
        """What happened to it from that event on, in order."""
        columns = [getattr(ProblemEventRow, one.name) for one in fields(Happened)]
        mine = (ProblemEventRow.problem_id == problem_id) & (ProblemEventRow.id >= number)
        found = await self._connection.execute(select(*columns).where(mine).order_by(ProblemEventRow.id))
        return [Happened(**row._asdict()) for row in found]

    async def link(self, problem_id: int, ticket_id: int, who: str, now: datetime) -> bool:
        """The ticket comes of it; False when that is known."""
        write = insert_into(self._connection, ProblemTicketRow).values(
            problem_id=problem_id, ticket_id=ticket_id, who=who, at=now
        )
        write = write.on_conflict_do_nothing(index_elements=["problem_id", "ticket_id"])
        return await self._connection.scalar(write.returning(ProblemTicketRow.ticket_id)) is not None

    async def unlink(self, problem_id: int, ticket_id: int) -> bool:
        """The ticket does not come of it after all; False when nobody said so."""
        gone = await self._connection.execute(
            delete(ProblemTicketRow).where(
                ProblemTicketRow.problem_id == problem_id, ProblemTicketRow.ticket_id == ticket_id
            )
        )
        return gone.rowcount > 0

    async def tickets(self, problem_id: int, of: Collection[int] | None = None) -> list[int]:
        """Numbers of all linked tickets, or of those `of` these customers."""
        asked = select(ProblemTicketRow.ticket_id).where(ProblemTicketRow.problem_id == problem_id)
        if of is not None:
            asked = asked.join(TicketRow, TicketRow.id == ProblemTicketRow.ticket_id)
            asked = asked.where(TicketRow.customer_id.in_(of))
        return list(await self._connection.scalars(asked.order_by(ProblemTicketRow.ticket_id)))

    async def unsolved(self, problem_id: int, limit: int, *, after: int = 0) -> list[int]:
        """Numbers of linked tickets that people still work on, in order, from behind that one on."""
        found = await self._connection.scalars(
            select(TicketRow.id)
            .join(ProblemTicketRow, ProblemTicketRow.ticket_id == TicketRow.id)
            .where(
                ProblemTicketRow.problem_id == problem_id,
                TicketRow.state.in_(OPEN_STATES),
                TicketRow.id > after,
            )
            .order_by(TicketRow.id)
            .limit(limit)
        )
        return list(found)

    async def tell(self, problem_id: int, customer_id: int, now: datetime, *, wants: bool) -> bool:
        """The customer is told of it now; False when they were before. `wants` is never taken back here."""
        values = {"problem_id": problem_id, "customer_id": customer_id, "wants": wants, "at": now}
        write = insert_into(self._connection, FollowerRow).values(values)
        write = write.on_conflict_do_nothing(index_elements=["problem_id", "customer_id"])
        new = await self._connection.scalar(write.returning(FollowerRow.customer_id)) is not None
        if wants and not new:
            await self._connection.execute(
                update(FollowerRow)
                .where(FollowerRow.problem_id == problem_id, FollowerRow.customer_id == customer_id)
                .values(wants=True)
            )
        return new

    async def told(self, problem_id: int, customer_id: int) -> bool:
        """Whether the customer was told of it."""
        found = await self._connection.scalar(
            select(FollowerRow.customer_id).where(
                FollowerRow.problem_id == problem_id, FollowerRow.customer_id == customer_id
            )
        )
        return found is not None

    async def listeners(
        self, problem_id: int, *, of_closed: bool = False, after: int = 0, limit: int | None = None
    ) -> list[Listener]:
        """Everyone linked, each once: by a ticket that is not over (or by any), or by their own wish.

        By number, from behind `after`.
        """
        found = await self._connection.execute(
            select(CustomerRow.id, CustomerRow.language, CustomerRow.blocked_at)
            .where(_linked(problem_id, of_closed=of_closed), CustomerRow.id > after)
            .order_by(CustomerRow.id)
            .limit(limit)
        )
        people = found.all()
        if not people:
            return []
        by_ticket = _by_ticket(problem_id, of_closed=of_closed).where(
            TicketRow.customer_id.between(people[0].id, people[-1].id)
        )
        tickets = dict[int, int]()
        for ticket_id, customer_id in await self._connection.execute(by_ticket):
            tickets.setdefault(customer_id or 0, ticket_id)
        return [
            Listener(row.id, row.language, row.blocked_at is not None, tickets.get(row.id)) for row in people
        ]

    async def reach(self, problem_id: int, *, of_closed: bool = False, upto: int = 0) -> Reach:
        """How many hear of it; `upto` a customer's number, how many of them a telling has passed."""
        open_to = CustomerRow.blocked_at.is_(None)
        counts = select(
            func.count(),
            func.count(case((CustomerRow.blocked_at.is_not(None), 1))),
            func.count(case((open_to & (CustomerRow.id <= upto), 1))),
        ).where(_linked(problem_id, of_closed=of_closed))
        customers, blocked, told = (await self._connection.execute(counts)).one()
        return Reach(customers, blocked, told)

    async def hears(self, problem_id: int, customer_id: int) -> bool:
        """Whether the customer is one of those who hear of it."""
        mine = _by_ticket(problem_id, of_closed=False).where(TicketRow.customer_id == customer_id)
        wanted = select(FollowerRow.customer_id).where(
            FollowerRow.problem_id == problem_id, FollowerRow.customer_id == customer_id, FollowerRow.wants
        )
        found = [await self._connection.scalar(asked.limit(1)) for asked in (mine, wanted)]
        return any(one is not None for one in found)

    async def sizes(self, problem_ids: Collection[int]) -> dict[int, int]:
        """How many tickets hang on each of these."""
        found = await self._connection.execute(
            select(ProblemTicketRow.problem_id, func.count().label("tickets"))
            .where(ProblemTicketRow.problem_id.in_(problem_ids))
            .group_by(ProblemTicketRow.problem_id)
        )
        return {row.problem_id: row.tickets for row in found}

    async def _where(self, condition: ColumnElement[bool]) -> list[Problem]:
        found = await self._connection.execute(_SELECT.where(condition).order_by(ProblemRow.id))
        return self._read([tuple(row) for row in found])

    def _read(self, rows: Sequence[Row]) -> list[Problem]:
        problems = [_problem(columns) for _, *columns in rows]
        for problem, row in zip(problems, rows, strict=True):
            self._versions.know(problem.id, row[0])
        return problems


class Meanings:
    """The meanings table: what recent tickets mean."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def save(self, meaning: Meaning) -> None:
        """Keep what the ticket means."""
        values = asdict(meaning)
        write = insert_into(self._connection, MeaningRow).values(values)
        await self._connection.execute(write.on_conflict_do_update(index_elements=["ticket_id"], set_=values))

    async def recent(self, queue: str, since: datetime, limit: int = 200) -> list[Meaning]:
        """The newest of the queue since then."""
        return await self._where((MeaningRow.queue == queue) & (MeaningRow.at >= since), limit)

    async def of(self, ticket_ids: Collection[int]) -> list[Meaning]:
        """Of these tickets, where it is kept."""
        return await self._where(MeaningRow.ticket_id.in_(ticket_ids), len(ticket_ids))

    async def in_area(self, area: str, after: int = 0, limit: int = 10_000) -> list[int]:
        """Customers whose recent tickets came from the area, by number, from behind `after`."""
        areas = await self._connection.scalars(select(MeaningRow.area).distinct())
        # SQLite folds Latin capitals only.
        written = [one for one in areas if one and _plain(one) == _plain(area)]
        found = await self._connection.scalars(
            select(MeaningRow.customer_id)
            .where(MeaningRow.area.in_(written), MeaningRow.customer_id > after)
            .distinct()
            .order_by(MeaningRow.customer_id)
            .limit(limit)
        )
        return list(found)

    async def prune(self, now: datetime) -> None:
        """Forget what is too old to be like anything new."""
        await self._connection.execute(delete(MeaningRow).where(MeaningRow.at < now - KEPT))

    async def _where(self, condition: ColumnElement[bool], limit: int) -> list[Meaning]:
        columns = [getattr(MeaningRow, one.name) for one in fields(Meaning)]
        found = await self._connection.execute(
            select(*columns).where(condition).order_by(MeaningRow.at.desc()).limit(limit)
        )
        return [Meaning(**row._asdict()) for row in found]


def _by_ticket(problem_id: int, *, of_closed: bool) -> Select[int, int | None]:
    """Linked tickets that are not over (or any) and whose they are, by number."""
    over = [] if of_closed else [State.CLOSED]
    return (
        select(TicketRow.id, TicketRow.customer_id)
        .join(ProblemTicketRow, ProblemTicketRow.ticket_id == TicketRow.id)
        .where(
            ProblemTicketRow.problem_id == problem_id,
            TicketRow.state.not_in(over),
            TicketRow.customer_id.is_not(None),
        )
        .order_by(TicketRow.id)
    )


def _linked(problem_id: int, *, of_closed: bool = False) -> ColumnElement[bool]:
    """Customers who hear of it."""
    followers = select(FollowerRow.customer_id).where(FollowerRow.problem_id == problem_id, FollowerRow.wants)
    owners = (
        _by_ticket(problem_id, of_closed=of_closed).order_by(None).with_only_columns(TicketRow.customer_id)
    )
    return CustomerRow.id.in_(followers) | CustomerRow.id.in_(owners)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _problem(columns: Sequence[Any]) -> Problem:
    named = dict(zip(_NAMES, columns, strict=True))
    return Problem(**{**named, "kind": Kind(named["kind"]), "standing": Standing(named["standing"])})
