"""Newcomers' words to customers that wait for a mentor's tap."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import File
from storage.tables import DraftRow

WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Draft:
    """Words (and a file) of `author` that shall become `act` on the ticket once somebody lets them.

    `state` is `waits`, `sent`, `edited` (sent in other words), `returned` or `dropped`.
    """

    ticket_id: int
    author: int
    act: str
    text: str
    at: datetime
    kind: str = "text"
    file: File | None = None
    state: str = WAITS
    decided_by: int | None = None
    reminded: int = 0
    id: int = 0


class Drafts:
    """The drafts table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, draft: Draft) -> Draft:
        """Keep a new draft; it comes back with its number."""
        values = {name: getattr(draft, name) for name in _NAMES if name != "id"}
        values["file"] = draft.file.model_dump(mode="json") if draft.file else None
        number = await self._connection.scalar(insert(DraftRow).values(values).returning(DraftRow.id))
        assert number is not None
        return replace(draft, id=number)

    async def get(self, draft_id: int) -> Draft | None:
        """The draft, or None."""
        return next(iter(await self._where(DraftRow.id == draft_id)), None)

    async def waiting(self, ticket_id: int) -> list[Draft]:
        """The ticket's drafts that nobody has decided on, oldest first."""
        return await self._where((DraftRow.ticket_id == ticket_id) & (DraftRow.state == WAITS))

    async def waiting_of(self, authors: list[int]) -> list[Draft]:
        """The same of these authors, on any ticket."""
        return await self._where(DraftRow.author.in_(authors) & (DraftRow.state == WAITS))

    async def pass_on(self, draft: Draft, to: int) -> None:
        """It belongs to that ticket from now on."""
        await self._connection.execute(update(DraftRow).where(DraftRow.id == draft.id).values(ticket_id=to))

    async def reminded(self, draft: Draft) -> None:
        """Count a reminder."""
        await self._connection.execute(
            update(DraftRow).where(DraftRow.id == draft.id).values(reminded=draft.reminded + 1)
        )

    async def decide(self, draft: Draft, state: str, by: int | None) -> bool:
        """Settle a draft that waits; False when somebody else just did."""
        waits = (DraftRow.id == draft.id) & (DraftRow.state == WAITS)
        settled = update(DraftRow).where(waits).values(state=state, decided_by=by).returning(DraftRow.id)
        return await self._connection.scalar(settled) is not None

    async def _where(self, condition: ColumnElement[bool]) -> list[Draft]:
        columns = [getattr(DraftRow, name) for name in _NAMES]
        found = await self._connection.execute(select(*columns).where(condition).order_by(DraftRow.id))
        return [_draft(row._asdict()) for row in found]


_NAMES = tuple(Draft.__dataclass_fields__)


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(**{**row, "file": File.model_validate(row["file"]) if row["file"] else None})
