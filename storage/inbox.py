"""Updates as they came: written first, acknowledged after, worked through in order."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import InboxRow
from storage.upsert import insert_into

_WAITING = InboxRow.done_at.is_(None) & InboxRow.dead_at.is_(None)


@dataclass(frozen=True, slots=True)
class Received:
    """An update of one bot, as Telegram's JSON; `chat_id` is the lane it belongs to (0: none).

    `account` is the Telegram id of the bot: another bot under the same role numbers its updates anew.
    """

    bot: str
    update_id: int
    chat_id: int
    payload: dict[str, Any]
    received_at: datetime
    account: int = 0
    id: int = 0
    tries: int = 0


_COLUMNS = tuple(getattr(InboxRow, one.name) for one in fields(Received))


class Inbox:
    """The inbox table."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, updates: Sequence[Received]) -> None:
        """Write the updates down; one that is there already is left as it is."""
        if not updates:
            return
        rows = [
            {
                "bot": one.bot,
                "account": one.account,
                "update_id": one.update_id,
                "chat_id": one.chat_id,
                "payload": one.payload,
                "received_at": one.received_at,
            }
            for one in updates
        ]
        write = insert_into(self._session, InboxRow).on_conflict_do_nothing(
            index_elements=["bot", "account", "update_id"]
        )
        await self._session.execute(write, rows)

    async def next(self, bot: str, chat_id: int) -> Received | None:
        """The oldest update of the chat that is neither done nor dead."""
        found = await self._session.execute(
            select(*_COLUMNS)
            .where(_WAITING, InboxRow.bot == bot, InboxRow.chat_id == chat_id)
            .order_by(InboxRow.id)
            .limit(1)
        )
        row = found.one_or_none()
        return Received(**row._asdict()) if row else None

    async def waiting_chats(self) -> list[tuple[str, int]]:
        """Every (bot, chat) with something to do, oldest first; asked once at the start."""
        found = await self._session.execute(
            select(InboxRow.bot, InboxRow.chat_id)
            .where(_WAITING)
            .group_by(InboxRow.bot, InboxRow.chat_id)
            .order_by(func.min(InboxRow.id))
        )
        return [(row.bot, row.chat_id) for row in found]

    async def done(self, inbox_id: int, now: datetime) -> bool:
        """Mark the update as worked through; False when somebody did so before."""
        marked = await self._session.scalar(
            update(InboxRow)
            .where(InboxRow.id == inbox_id, _WAITING)
            .values(done_at=now)
            .returning(InboxRow.id)
        )
        return marked is not None

    async def failed(self, inbox_id: int, error: str) -> None:
        """Count a try that came to nothing, with its reason."""
        await self._session.execute(
            update(InboxRow).where(InboxRow.id == inbox_id).values(tries=InboxRow.tries + 1, error=error)
        )

    async def dead(self, inbox_id: int, now: datetime) -> None:
        """Set the update aside: it holds up its chat no longer and waits for a person to look."""
        await self._session.execute(update(InboxRow).where(InboxRow.id == inbox_id).values(dead_at=now))
