"""Drafts of articles made from tickets; publishing one is another step and not here."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import ArticleDraftRow, TicketRow


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a file would hold it: `text` is Markdown with front matter, `article` its id."""

    ticket_id: int
    article: str
    text: str
    by: int
    at: datetime
    id: int = 0


_COLUMNS = tuple(getattr(ArticleDraftRow, one.name) for one in fields(Draft))


class Drafts:
    """The drafts table; a new draft of a ticket stands beside the earlier ones."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, draft: Draft) -> Draft:
        """Store a draft; it comes back with its number."""
        values = asdict(draft)
        del values["id"]
        number = await self._connection.scalar(
            insert(ArticleDraftRow).values(values).returning(ArticleDraftRow.id)
        )
        assert number is not None
        return replace(draft, id=number)

    async def get(self, draft_id: int) -> Draft | None:
        """The draft, None if there is none of that number."""
        found = (
            await self._connection.execute(select(*_COLUMNS).where(ArticleDraftRow.id == draft_id))
        ).one_or_none()
        return Draft(**found._asdict()) if found else None

    async def of(self, ticket_id: int) -> list[Draft]:
        """The ticket's drafts, oldest first."""
        found = await self._connection.execute(
            select(*_COLUMNS).where(ArticleDraftRow.ticket_id == ticket_id).order_by(ArticleDraftRow.id)
        )
        return [Draft(**row._asdict()) for row in found]

    async def newest(self, queues: Collection[str], limit: int = 15) -> list[Draft]:
        """The newest drafts of tickets that are in these queues, newest first."""
        found = await self._connection.execute(
            select(*_COLUMNS)
            .join(TicketRow, TicketRow.id == ArticleDraftRow.ticket_id)
            .where(TicketRow.queue.in_(queues))
            .order_by(ArticleDraftRow.id.desc())
            .limit(limit)
        )
        return [Draft(**row._asdict()) for row in found]
