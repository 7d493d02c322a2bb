"""Things to do later, kept as rows so that a restart forgets none."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import TimerRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Timer:
    """What is due (`kind`, `key`), when, and on which chat's lane it shall run."""

    kind: str
    key: str
    bot: str
    chat_id: int
    due_at: datetime


class Timers:
    """The timers table: one row per kind and key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def arm(self, timer: Timer) -> None:
        """Set the timer, or move the one of the same kind and key."""
        values = asdict(timer)
        write = insert_into(self._connection, TimerRow).values(values)
        await self._connection.execute(
            write.on_conflict_do_update(index_elements=["kind", "key"], set_=values)
        )

    async def disarm(self, kind: str, key: str) -> None:
        """Forget the timer, if it is there."""
        await self._connection.execute(delete(TimerRow).where(TimerRow.kind == kind, TimerRow.key == key))

    async def due(self, now: datetime, limit: int = 200) -> list[Timer]:
        """Timers whose time has come, the longest overdue first."""
        return await self._found(TimerRow.due_at <= now, limit)

    async def due_on(self, bot: str, chat_id: int, now: datetime) -> list[Timer]:
        """The same for one chat's lane."""
        found = await self._connection.execute(
            _DUE_ON, {"lane_bot": bot, "lane_chat": chat_id, "lane_now": now}
        )
        return [Timer(**row._asdict()) for row in found]

    async def next_moment(self) -> datetime | None:
        """When the earliest timer is due, None when none is set."""
        found: datetime | None = await self._connection.scalar(_NEXT_MOMENT)
        return found

    async def strike(self, timer: Timer) -> bool:
        """Take the timer off, to act on it now; False when it was moved or struck since it was read."""
        as_read = (
            (TimerRow.kind == timer.kind) & (TimerRow.key == timer.key) & (TimerRow.due_at == timer.due_at)
        )
        return (
            await self._connection.scalar(delete(TimerRow).where(as_read).returning(TimerRow.id)) is not None
        )

    async def _found(self, condition: ColumnElement[bool], limit: int) -> list[Timer]:
        found = await self._connection.execute(
            select(*_COLUMNS).where(condition).order_by(TimerRow.due_at, TimerRow.id).limit(limit)
        )
        return [Timer(**row._asdict()) for row in found]


_COLUMNS = tuple(getattr(TimerRow, one.name) for one in fields(Timer))
# Asked at every step of every lane, and at every look of the clock: put together once.
_DUE_ON = (
    select(*_COLUMNS)
    .where(
        TimerRow.bot == bindparam("lane_bot"),
        TimerRow.chat_id == bindparam("lane_chat"),
        TimerRow.due_at <= bindparam("lane_now"),
    )
    .order_by(TimerRow.due_at, TimerRow.id)
    .limit(20)
)
_NEXT_MOMENT = select(func.min(TimerRow.due_at))
