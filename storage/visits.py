"""Visits to customers, and work on their machines from afar: what was agreed, and what came of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.visits import LIVE, Slot, Visit, VisitState
from storage.tables import RemoteRow, VisitRow
from storage.versions import Versions

ASKED, AGREED = "asked", "agreed"


class Visits:
    """The visits table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._versions = Versions(connection, VisitRow)

    async def add(self, visit: Visit) -> Visit:
        """Keep a new visit; it comes back with its number."""
        number = await self._connection.scalar(
            insert(VisitRow).values(_columns(visit)).returning(VisitRow.id)
        )
        assert number is not None
        self._versions.know(number)
        return replace(visit, id=number)

    async def save(self, visit: Visit) -> None:
        """Write it back; TicketChanged, of its ticket, if someone wrote it since this work read it."""
        await self._versions.write(visit.id, _columns(visit), visit.ticket_id)

    async def get(self, visit_id: int) -> Visit | None:
        """The visit, or None."""
        return await self._newest(VisitRow.id == visit_id)

    async def live_on(self, ticket_id: int) -> Visit | None:
        """The ticket's visit that is still to come, or whose result nobody told yet."""
        states = [one.value for one in LIVE]
        return await self._newest((VisitRow.ticket_id == ticket_id) & VisitRow.state.in_(states))

    async def last_on(self, ticket_id: int) -> Visit | None:
        """The ticket's newest visit, whatever became of it."""
        return await self._newest(VisitRow.ticket_id == ticket_id)

    async def known_place(self, customer_id: int) -> str | None:
        """Where the customer was visited last."""
        told = (VisitRow.customer_id == customer_id) & VisitRow.place.is_not(None)
        found = await self._newest(told)
        return found.place if found else None

    async def _newest(self, condition: ColumnElement[bool]) -> Visit | None:
        found = await self._connection.execute(
            select(VisitRow.version, *(getattr(VisitRow, name) for name in _NAMES))
            .where(condition)
            .order_by(VisitRow.id.desc())
            .limit(1)
        )
        row = found.one_or_none()
        if row is None:
            return None
        version, *columns = row
        visit = _visit(dict(zip(_NAMES, columns, strict=True)))
        self._versions.know(visit.id, version)
        return visit


_NAMES = [
    "ticket_id",
    "customer_id",
    "planned_by",
    "offered",
    "state",
    "begins",
    "ends",
    "place",
    "result",
    "at",
    "id",
]


def _columns(visit: Visit) -> dict[str, Any]:
    return {
        "ticket_id": visit.ticket_id,
        "customer_id": visit.customer_id,
        "planned_by": visit.planned_by,
        "offered": tuple(f"{one.begins.isoformat()}/{one.ends.isoformat()}" for one in visit.offered),
        "state": visit.state.value,
        "begins": visit.slot.begins if visit.slot else None,
        "ends": visit.slot.ends if visit.slot else None,
        "place": visit.place,
        "result": visit.result,
        "at": visit.at,
    }


def _visit(row: dict[str, Any]) -> Visit:
    begins, ends = row.pop("begins"), row.pop("ends")
    offered = tuple(Slot(*map(datetime.fromisoformat, one.split("/"))) for one in row.pop("offered"))
    slot = Slot(begins, ends) if begins and ends else None
    return Visit(**{**row, "offered": offered, "slot": slot, "state": VisitState(row["state"])})


@dataclass(frozen=True, slots=True)
class Remote:
    """Work from afar on `target`: `asked`, then `agreed` or `refused` by the customer, then `done`."""

    ticket_id: int
    asked_by: int
    target: str
    at: datetime
    state: str = ASKED
    answered_at: datetime | None = None
    done: str | None = None
    id: int = 0


class Remotes:
    """The remotes table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._versions = Versions(connection, RemoteRow)

    async def add(self, remote: Remote) -> Remote:
        """Keep a new request; it comes back with its number."""
        values = {name: getattr(remote, name) for name in _OF_REMOTE if name != "id"}
        number = await self._connection.scalar(insert(RemoteRow).values(values).returning(RemoteRow.id))
        assert number is not None
        self._versions.know(number)
        return replace(remote, id=number)

    async def save(self, remote: Remote) -> None:
        """Write it back; TicketChanged, of its ticket, if someone wrote it since this work read it."""
        values = {name: getattr(remote, name) for name in _OF_REMOTE if name != "id"}
        await self._versions.write(remote.id, values, remote.ticket_id)

    async def pass_on(self, remote: Remote, to: int) -> None:
        """It belongs to that ticket from now on."""
        await self.save(replace(remote, ticket_id=to))

    async def get(self, remote_id: int) -> Remote | None:
        """The request, or None."""
        return await self._newest(RemoteRow.id == remote_id)

    async def last_on(self, ticket_id: int) -> Remote | None:
        """The newest on the ticket, or None."""
        return await self._newest(RemoteRow.ticket_id == ticket_id)

    async def _newest(self, condition: ColumnElement[bool]) -> Remote | None:
        found = await self._connection.execute(
            select(RemoteRow.version, *(getattr(RemoteRow, name) for name in _OF_REMOTE))
            .where(condition)
            .order_by(RemoteRow.id.desc())
            .limit(1)
        )
        row = found.one_or_none()
        if row is None:
            return None
        version, *columns = row
        remote = Remote(*columns)
        self._versions.know(remote.id, version)
        return remote


_OF_REMOTE = tuple(Remote.__dataclass_fields__)
