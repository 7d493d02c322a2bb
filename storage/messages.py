"""What was said in conversations, word for word, with every earlier wording."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnExpressionArgument, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import File
from storage.prepared import Prepared, Row, named
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
        added: int | None = await _ADD.value(self._connection, **_row(said))
        assert added is not None
        return added

    async def add_all(self, said: Sequence[Said]) -> None:
        """Keep many messages at once."""
        if said:
            await self._connection.execute(insert(MessageRow), [_row(one) for one in said])

    async def of_ticket(self, ticket_id: int, limit: int = 200) -> list[Said]:
        """The newest messages of a ticket, oldest first."""
        return await self._newest(_OF_TICKET, limit, ticket=ticket_id)

    async def between_people(self, ticket_id: int, limit: int) -> list[Said]:
        """The newest words of customer and specialists on a ticket, oldest first, without line 1's own."""
        return await self._newest(_BETWEEN_PEOPLE, limit, ticket=ticket_id)

    async def pending(self, customer_id: int) -> list[Said]:
        """The customer's words that line 1 has not considered yet, oldest first."""
        return await self._newest(_PENDING, 100, customer=customer_id)

    async def recent(self, customer_id: int, limit: int) -> list[Said]:
        """The customer's newest messages with us, oldest first."""
        return await self._newest(_RECENT, limit, customer=customer_id)

    async def loose(self, customer_id: int, limit: int) -> list[Said]:
        """The newest messages that belong to no ticket yet, oldest first."""
        return await self._newest(_LOOSE, limit, customer=customer_id)

    async def album_of(self, customer_id: int, album: str) -> list[Said]:
        """The files sent together under this album id, in order."""
        return await self._newest(_ALBUM, 10, customer=customer_id, album=album)

    async def pend(self, message_id: int) -> None:
        """The message awaits line 1, perhaps again."""
        await self._connection.execute(
            update(MessageRow).where(MessageRow.id == message_id).values(pending=True)
        )

    async def considered(self, customer_id: int) -> None:
        """Line 1 has read what was pending."""
        await _CONSIDERED.run(self._connection, customer=customer_id)

    async def join(self, message_ids: list[int], ticket_id: int) -> None:
        """Make the messages part of the ticket."""
        await self._connection.execute(
            update(MessageRow).where(MessageRow.id.in_(message_ids)).values(ticket_id=ticket_id)
        )

    async def part(self, message_id: int) -> None:
        """The message belongs to no ticket any more."""
        await self._connection.execute(
            update(MessageRow).where(MessageRow.id == message_id).values(ticket_id=None)
        )

    async def pass_on(self, ticket_id: int, to: int) -> None:
        """All that was said on one ticket belongs to the other from now on."""
        await self._connection.execute(
            update(MessageRow).where(MessageRow.ticket_id == ticket_id).values(ticket_id=to)
        )

    async def by_telegram_id(self, customer_id: int, telegram_id: int) -> Said | None:
        """The customer's message with this id in their chat, if we have it."""
        found = await self._newest(_BY_TELEGRAM_ID, 1, customer=customer_id, telegram=telegram_id)
        return found[0] if found else None

    async def reword(self, said: Said, text: str) -> None:
        """The author edited it; the earlier wording is kept."""
        await self._connection.execute(
            update(MessageRow)
            .where(MessageRow.id == said.id)
            .values(text=text, edits=[*said.edits, said.text])
        )

    async def _newest(self, found: Prepared, limit: int, **about: object) -> list[Said]:
        return [_said(row) for row in reversed(await found.rows(self._connection, most=limit, **about))]


_COLUMNS = tuple(Said.__dataclass_fields__)
_ADDED = tuple(name for name in _COLUMNS if name != "id")
_OF_CUSTOMER = MessageRow.customer_id == bindparam("customer")
_ON_TICKET = MessageRow.ticket_id == bindparam("ticket")


def _newest(*conditions: ColumnExpressionArgument[bool]) -> Prepared:
    found = select(*(getattr(MessageRow, name) for name in _COLUMNS)).where(*conditions)
    return Prepared(found.order_by(MessageRow.id.desc()).limit(bindparam("most")))


_ADD = Prepared(insert(MessageRow).values(named(_ADDED)).returning(MessageRow.id))
_OF_TICKET = _newest(_ON_TICKET)
_BETWEEN_PEOPLE = _newest(_ON_TICKET, MessageRow.author != Author.LINE1.value)
_PENDING = _newest(_OF_CUSTOMER, MessageRow.pending)
_RECENT = _newest(_OF_CUSTOMER)
_LOOSE = _newest(_OF_CUSTOMER, MessageRow.ticket_id.is_(None))
_ALBUM = _newest(_OF_CUSTOMER, MessageRow.album == bindparam("album"))
_BY_TELEGRAM_ID = _newest(_OF_CUSTOMER, MessageRow.telegram_id == bindparam("telegram"))
_CONSIDERED = Prepared(update(MessageRow).where(_OF_CUSTOMER, MessageRow.pending).values(pending=False))


def _row(said: Said) -> dict[str, Any]:
    values = {name: getattr(said, name) for name in _ADDED}
    values["file"] = said.file.model_dump(mode="json") if said.file else None
    values["edits"] = list(said.edits)
    return values


def _said(row: Row) -> Said:
    said = dict(zip(_COLUMNS, row, strict=True))
    file = File.model_validate(said["file"]) if said["file"] else None
    return Said(**{**said, "author": Author(said["author"]), "file": file, "edits": tuple(said["edits"])})
