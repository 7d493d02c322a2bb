"""Cases with vendors."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields, replace

from sqlalchemy import ColumnElement, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.cases import Case
from routing.ticket import OPEN_STATES
from storage.prepared import Row
from storage.tables import CaseRow, TicketRow
from storage.versions import Versions

_NAMES = tuple(one.name for one in fields(Case))
_COLUMNS = (CaseRow.version, *(getattr(CaseRow, name) for name in _NAMES))


class Cases:
    """The cases table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._versions = Versions(connection, CaseRow)

    async def add(self, case: Case) -> Case:
        """Store a new case; it comes back with its number."""
        values = asdict(case)
        del values["id"]
        number = await self._connection.scalar(insert(CaseRow).values(values).returning(CaseRow.id))
        assert number is not None
        self._versions.know(number)
        return replace(case, id=number)

    async def save(self, case: Case) -> None:
        """Write the case back; TicketChanged, of its ticket, if someone wrote it since this work read it."""
        await self._versions.write(case.id, asdict(case), case.ticket_id)

    async def pass_on(self, ticket_id: int, to: int) -> None:
        """All cases of one ticket belong to the other from now on."""
        for case in await self.of(ticket_id):
            await self.save(replace(case, ticket_id=to))

    async def get(self, case_id: int) -> Case | None:
        """The case, None if there is none of that number."""
        return next(iter(await self._where(CaseRow.id == case_id)), None)

    async def of(self, ticket_id: int) -> list[Case]:
        """The ticket's cases, oldest first."""
        return await self._where(CaseRow.ticket_id == ticket_id)

    async def open_of(self, ticket_id: int) -> list[Case]:
        """Those of them on which the vendor owes an answer."""
        return [case for case in await self.of(ticket_id) if case.is_open]

    async def owed_to(self, staff_id: int, queues: Collection[str], limit: int = 30) -> list[Case]:
        """Open cases of open tickets in these queues or of that owner: promised days first, then the oldest.

        Begins with the tickets that are open, which are few, and not with every case there was.
        """
        theirs = or_(TicketRow.queue.in_(queues), TicketRow.owner == staff_id)
        found = await self._connection.execute(
            select(*_COLUMNS)
            .join(TicketRow, TicketRow.id == CaseRow.ticket_id)
            .where(TicketRow.state.in_(OPEN_STATES), theirs)
            .where(CaseRow.answered_at.is_(None), CaseRow.closed_at.is_(None))
            .order_by(CaseRow.promised.is_(None), CaseRow.promised, CaseRow.id)
            .limit(limit)
        )
        return self._known([tuple(row) for row in found])

    async def _where(self, condition: ColumnElement[bool]) -> list[Case]:
        found = await self._connection.execute(select(*_COLUMNS).where(condition).order_by(CaseRow.id))
        return self._known([tuple(row) for row in found])

    def _known(self, rows: Sequence[Row]) -> list[Case]:
        cases = [Case(**dict(zip(_NAMES, columns, strict=True))) for _, *columns in rows]
        for case, row in zip(cases, rows, strict=True):
            self._versions.know(case.id, row[0])
        return cases
