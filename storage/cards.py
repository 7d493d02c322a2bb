"""Which message in a staff chat is a ticket's card."""

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import Into, Prepared, named
from storage.tables import CardRow
from storage.upsert import Insert


class Cards:
    """The cards table: one card per ticket and chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lay(self, ticket_id: int, chat_id: int) -> None:
        """The chat shall have the ticket's card; nothing changes where it has."""
        await _LAY.run(self._connection, ticket_id=ticket_id, chat_id=chat_id)

    async def chats(self, ticket_id: int) -> list[int]:
        """Chats that have the ticket's card."""
        return [row[0] for row in await _CHATS.rows(self._connection, ticket=ticket_id)]

    async def message(self, ticket_id: int, chat_id: int) -> int | None:
        """The card's message id there, None when it was not sent yet."""
        found: int | None = await _MESSAGE.value(self._connection, ticket=ticket_id, chat=chat_id)
        return found

    async def shown(self, ticket_id: int, chat_id: int, message_id: int | None) -> None:
        """The card stands under this message id; None: it must be sent anew."""
        await _SHOWN.run(self._connection, ticket=ticket_id, chat=chat_id, message=message_id)

    async def remove(self, ticket_id: int, chat_id: int) -> None:
        """The chat shall not have the card any more."""
        await _REMOVE.run(self._connection, ticket=ticket_id, chat=chat_id)


def _lay(into: Into) -> Insert:
    adding = into(CardRow).values(named(["ticket_id", "chat_id"]))
    return adding.on_conflict_do_nothing(index_elements=["ticket_id", "chat_id"])


_OF_TICKET = CardRow.ticket_id == bindparam("ticket")
_ONE = (_OF_TICKET, CardRow.chat_id == bindparam("chat"))
_LAY = Prepared(_lay)
_CHATS = Prepared(select(CardRow.chat_id).where(_OF_TICKET).order_by(CardRow.chat_id))
_MESSAGE = Prepared(select(CardRow.message_id).where(*_ONE))
_SHOWN = Prepared(update(CardRow).where(*_ONE).values(message_id=bindparam("message")))
_REMOVE = Prepared(delete(CardRow).where(*_ONE))
