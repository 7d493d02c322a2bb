"""Updates as they came: written first, acknowledged after, worked through in order."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import Into, Prepared, named
from storage.tables import InboxRow
from storage.upsert import Insert

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


@dataclass(frozen=True, slots=True)
class Dead:
    """An update that was set aside: whose chat it is of, since when, after which error."""

    id: int
    bot: str
    chat_id: int
    received_at: datetime
    dead_at: datetime
    error: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many wait, since when the oldest does, and how many are set aside."""

    waiting: int
    oldest: datetime | None
    dead: int


_COLUMNS = tuple(getattr(InboxRow, one.name) for one in fields(Received))
_DEAD_COLUMNS = tuple(getattr(InboxRow, one.name) for one in fields(Dead))
_DEAD = InboxRow.dead_at.is_not(None)
_PUT = ("bot", "account", "update_id", "chat_id", "payload", "received_at")


def _put(into: Into) -> Insert:
    adding = into(InboxRow).values({**named(_PUT), "tries": 0})
    return adding.on_conflict_do_nothing(index_elements=["bot", "account", "update_id"])


_WRITE = Prepared(_put)
_NEXT = Prepared(
    select(*_COLUMNS)
    .where(_WAITING, InboxRow.bot == bindparam("bot"), InboxRow.chat_id == bindparam("chat"))
    .order_by(InboxRow.id)
    .limit(1)
)
_DONE = Prepared(
    update(InboxRow)
    .where(InboxRow.id == bindparam("number"), _WAITING)
    .values(done_at=bindparam("now"))
    .returning(InboxRow.id)
)


class Inbox:
    """The inbox table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        #: Lanes that updates were put on in this unit of work: the bot and the chat.
        self.touched: dict[tuple[str, int], None] = {}

    async def put(self, updates: Sequence[Received]) -> None:
        """Write the updates down; one that is there already is left as it is."""
        for one in updates:
            await _WRITE.run(self._connection, **{name: getattr(one, name) for name in _PUT})
            self.touched[one.bot, one.chat_id] = None

    async def next(self, bot: str, chat_id: int) -> Received | None:
        """The oldest update of the chat that is neither done nor dead."""
        row = await _NEXT.row(self._connection, bot=bot, chat=chat_id)
        return Received(*row) if row else None

    async def waiting_chats(self) -> list[tuple[str, int]]:
        """Every (bot, chat) with something to do, oldest first; asked once at the start."""
        found = await self._connection.execute(
            select(InboxRow.bot, InboxRow.chat_id)
            .where(_WAITING)
            .group_by(InboxRow.bot, InboxRow.chat_id)
            .order_by(func.min(InboxRow.id))
        )
        return [(row.bot, row.chat_id) for row in found]

    async def done(self, inbox_id: int, now: datetime) -> bool:
        """Mark the update as worked through; False when somebody did so before."""
        return await _DONE.row(self._connection, number=inbox_id, now=now) is not None

    async def failed(self, inbox_id: int, error: str) -> None:
        """Count a try that came to nothing, with its reason."""
        await self._connection.execute(
            update(InboxRow).where(InboxRow.id == inbox_id).values(tries=InboxRow.tries + 1, error=error)
        )

    async def dead(self, inbox_id: int, now: datetime) -> None:
        """Set the update aside: it holds up its chat no longer and waits for a person to look."""
        await self._connection.execute(update(InboxRow).where(InboxRow.id == inbox_id).values(dead_at=now))

    async def set_aside(self, limit: int = 20) -> list[Dead]:
        """The newest updates that were set aside, the newest first."""
        found = await self._connection.execute(
            select(*_DEAD_COLUMNS).where(_DEAD).order_by(InboxRow.id.desc()).limit(limit)
        )
        return [Dead(**row._asdict()) for row in found]

    async def revive(self, inbox_id: int) -> Dead | None:
        """Have a set-aside update tried anew, as often as a fresh one; None when there is none such."""
        found = await self._connection.execute(select(*_DEAD_COLUMNS).where(_DEAD, InboxRow.id == inbox_id))
        row = found.one_or_none()
        if row is None:
            return None
        await self._connection.execute(
            update(InboxRow).where(InboxRow.id == inbox_id).values(dead_at=None, tries=0)
        )
        return Dead(**row._asdict())

    async def standing(self) -> Standing:
        """How the inbox stands."""
        waiting = select(func.count(), func.min(InboxRow.received_at)).where(_WAITING)
        (count, oldest) = (await self._connection.execute(waiting)).one()
        dead = await self._connection.scalar(select(func.count()).where(_DEAD))
        return Standing(count, oldest, dead or 0)

    async def prune(self, done_before: datetime, dead_before: datetime, limit: int = 1000) -> int:
        """Delete up to `limit` updates done, or set aside, before these moments; how many went."""
        old = select(InboxRow.id).where(InboxRow.done_at < done_before).limit(limit)
        gone = await self._connection.execute(delete(InboxRow).where(InboxRow.id.in_(old)))
        given_up = await self._connection.execute(
            delete(InboxRow).where(_DEAD, InboxRow.dead_at < dead_before)
        )
        return gone.rowcount + given_up.rowcount
