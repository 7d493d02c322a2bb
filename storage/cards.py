"""Which message in a staff chat is a ticket's card."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import CardRow
from storage.upsert import insert_into


class Cards:
    """The cards table: one card per ticket and chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lay(self, ticket_id: int, chat_id: int) -> None:
        """The chat shall have the ticket's card; nothing changes where it has."""
        write = insert_into(self._connection, CardRow).values(ticket_id=ticket_id, chat_id=chat_id)
        await self._connection.execute(write.on_conflict_do_nothing(index_elements=["ticket_id", "chat_id"]))

    async def chats(self, ticket_id: int) -> list[int]:
        """Chats that have the ticket's card."""
        found = await self._connection.scalars(
            select(CardRow.chat_id).where(CardRow.ticket_id == ticket_id).order_by(CardRow.chat_id)
        )
        return list(found)

    async def message(self, ticket_id: int, chat_id: int) -> int | None:
        """The card's message id there, None when it was not sent yet."""
        found: int | None = await self._connection.scalar(
            select(CardRow.message_id).where(CardRow.ticket_id == ticket_id, CardRow.chat_id == chat_id)
        )
        return found

    async def shown(self, ticket_id: int, chat_id: int, message_id: int | None) -> None:
        """The card stands under this message id; None: it must be sent anew."""
        await self._connection.execute(
            update(CardRow)
            .where(CardRow.ticket_id == ticket_id, CardRow.chat_id == chat_id)
            .values(message_id=message_id)
        )

    async def remove(self, ticket_id: int, chat_id: int) -> None:
        """The chat shall not have the card any more."""
        await self._connection.execute(
            delete(CardRow).where(CardRow.ticket_id == ticket_id, CardRow.chat_id == chat_id)
        )
