"""What was said in conversations, word for word, with every earlier wording."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import File
from storage.tables import MessageRow


class Author(StrEnum):
    """Who said it."""

    CUSTOMER = "customer"
    LINE1 = "line1"
    SPECIALIST = "specialist"


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `text` is plain; `album` joins files sent together; `pending` ones await their turn."""

    customer_id: int
    author: Author
    text: str
    at: datetime
    kind: str = "text"
    ticket_id: int | None = None
    staff_id: int | None = None
    file: File | None = None
    album: str | None = None
    telegram_id: int | None = None
    pending: bool = False
    id: int = 0
    edits: tuple[str, ...] = ()


class Messages:
    """The messages table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, said: Said) -> int:
        """Keep the message; its id comes back."""
        values = {name: getattr(said, name) for name in _COLUMNS if name != "id"}
        values["file"] = said.file.model_dump(mode="json") if said.file else None
        values["edits"] = list(said.edits)
        added: int | None = await self._connection.scalar(
            insert(MessageRow).values(values).returning(MessageRow.id)
        )
        assert added is not None
        return added

    async def of_ticket(self, ticket_id: int, limit: int = 200) -> list[Said]:
        """The newest messages of a ticket, oldest first."""
        return await self._newest(MessageRow.ticket_id == ticket_id, limit)

    async def between_people(self, ticket_id: int, limit: int) -> list[Said]:
        """The newest words of customer and specialists on a ticket, oldest first, without line 1's own."""
        of_people = (MessageRow.ticket_id == ticket_id) & (MessageRow.author != Author.LINE1.value)
        return await self._newest(of_people, limit)

    async def pending(self, customer_id: int) -> list[Said]:
        """The customer's words that line 1 has not considered yet, oldest first."""
        mine = (MessageRow.customer_id == customer_id) & MessageRow.pending
        return await self._newest(mine, limit=100)

    async def recent(self, customer_id: int, limit: int) -> list[Said]:
        """The customer's newest messages with us, oldest first."""
        return await self._newest(MessageRow.customer_id == customer_id, limit)

    async def loose(self, customer_id: int, limit: int) -> list[Said]:
        """The newest messages that belong to no ticket yet, oldest first."""
        free = (MessageRow.customer_id == customer_id) & MessageRow.ticket_id.is_(None)
        return await self._newest(free, limit)

    async def album_of(self, customer_id: int, album: str) -> list[Said]:
        """The files sent together under this album id, in order."""
        together = (MessageRow.customer_id == customer_id) & (MessageRow.album == album)
        return await self._newest(together, limit=10)

    async def pend(self, message_id: int) -> None:
        """The message awaits line 1, perhaps again."""
        await self._connection.execute(
            update(MessageRow).where(MessageRow.id == message_id).values(pending=True)
        )

    async def considered(self, customer_id: int) -> None:
        """Line 1 has read what was pending."""
        await self._connection.execute(
            update(MessageRow)
            .where(MessageRow.customer_id == customer_id, MessageRow.pending)
            .values(pending=False)
        )

    async def join(self, message_ids: list[int], ticket_id: int) -> None:
        """Make the messages part of the ticket."""
        await self._connection.execute(
            update(MessageRow).where(MessageRow.id.in_(message_ids)).values(ticket_id=ticket_id)
        )

    async def by_telegram_id(self, customer_id: int, telegram_id: int) -> Said | None:
        """The customer's message with this id in their chat, if we have it."""
        own = (MessageRow.customer_id == customer_id) & (MessageRow.telegram_id == telegram_id)
        found = await self._newest(own, limit=1)
        return found[0] if found else None

    async def reword(self, said: Said, text: str) -> None:
        """The author edited it; the earlier wording is kept."""
        await self._connection.execute(
            update(MessageRow)
            .where(MessageRow.id == said.id)
            .values(text=text, edits=[*said.edits, said.text])
        )

    async def _newest(self, condition: ColumnElement[bool], limit: int) -> list[Said]:
        found = await self._connection.execute(
            select(*(getattr(MessageRow, name) for name in _COLUMNS))
            .where(condition)
            .order_by(MessageRow.id.desc())
            .limit(limit)
        )
        return [_said(row._asdict()) for row in reversed(found.all())]


_COLUMNS = tuple(Said.__dataclass_fields__)


def _said(row: dict[str, Any]) -> Said:
    file = File.model_validate(row["file"]) if row["file"] else None
    return Said(**{**row, "author": Author(row["author"]), "file": file, "edits": tuple(row["edits"])})
