"""Which tickets belong together."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.links import LinkKind
from storage.tables import LinkRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Link:
    """`ticket_id` is a duplicate of `other`, split from it, and so on; `who` as in storage/history.py."""

    ticket_id: int
    other: int
    kind: LinkKind
    who: str
    at: datetime

    def beyond(self, ticket_id: int) -> int:
        """The ticket at the other end."""
        return self.other if ticket_id == self.ticket_id else self.ticket_id


class Links:
    """The links table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, link: Link) -> bool:
        """Write the link down; False when it stands already, from either side if it reads both ways."""
        if link.kind is LinkKind.RELATED and any(
            one.kind is LinkKind.RELATED and one.beyond(link.ticket_id) == link.other
            for one in await self.of(link.ticket_id)
        ):
            return False
        values = {name: getattr(link, name) for name in Link.__dataclass_fields__}
        write = insert_into(self._connection, LinkRow).values(values)
        write = write.on_conflict_do_nothing(index_elements=["ticket_id", "other", "kind"])
        return await self._connection.scalar(write.returning(LinkRow.id)) is not None

    async def of(self, ticket_id: int) -> list[Link]:
        """Every link of the ticket, whichever end it stands at, oldest first."""
        # Two questions, an index each: SQLite reads the whole table for an OR over both.
        mine = await self._found(LinkRow.ticket_id == ticket_id)
        theirs = await self._found(LinkRow.other == ticket_id)
        return [link for _, link in sorted([*mine, *theirs], key=lambda one: one[0])]

    async def above(self, ticket_id: int, kind: LinkKind) -> set[int]:
        """Every ticket this one leads to by links of the kind, however far."""
        met: set[int] = set()
        ahead = {ticket_id}
        while ahead:
            found = await self._found(LinkRow.ticket_id.in_(ahead) & (LinkRow.kind == kind.value))
            ahead = {link.other for _, link in found} - met
            met |= ahead
        return met

    async def _found(self, condition: ColumnElement[bool]) -> list[tuple[int, Link]]:
        columns = [getattr(LinkRow, name) for name in Link.__dataclass_fields__]
        found = await self._connection.execute(
            select(LinkRow.id, *columns).where(condition).order_by(LinkRow.id)
        )
        rows = [row._asdict() for row in found]
        return [(row.pop("id"), Link(**{**row, "kind": LinkKind(row["kind"])})) for row in rows]
