"""Things to do later, kept as rows so that a restart forgets none."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.ticket import Ticket
from storage.outbox import CUSTOMER_BOT, DESK_BOT
from storage.prepared import Prepared, kept
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


def about(kind: str, ticket: Ticket, due_at: datetime, key: str = "") -> Timer:
    """The ticket's own timer, or (`key`) that of something on it.

    It runs on the lane of the ticket's customer, in order with their words; where there is none, on a lane
    of the ticket's own at the desk.
    """
    bot, chat = (DESK_BOT, ticket.id) if ticket.customer_id is None else (CUSTOMER_BOT, ticket.customer_id)
    return Timer(kind, key or str(ticket.id), bot, chat, due_at)


class Timers:
    """The timers table: one row per kind and key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        #: What was set in this unit of work.
        self.armed: list[Timer] = []

    async def arm(self, timer: Timer) -> None:
        """Set the timer, or move the one of the same kind and key."""
        await _ARM.run(
            self._connection,
            kind=timer.kind,
            key=timer.key,
            bot=timer.bot,
            chat_id=timer.chat_id,
            due_at=timer.due_at,
        )
        self.armed.append(timer)

    async def arm_once(self, timer: Timer) -> None:
        """Set the timer unless one of the same kind and key is set: that one stays as it is."""
        write = insert_into(self._connection, TimerRow).values(asdict(timer))
        await self._connection.execute(write.on_conflict_do_nothing(index_elements=["kind", "key"]))
        self.armed.append(timer)

    async def get(self, kind: str, key: str) -> Timer | None:
        """The timer of that kind and key, None when none is set."""
        asked = select(*_ROW).where(TimerRow.kind == kind, TimerRow.key == key)
        row = (await self._connection.execute(asked)).one_or_none()
        return Timer(*row) if row else None

    async def of_kind(self, kind: str, limit: int = 10_000) -> list[Timer]:
        """Every timer of that kind, the first to come due first."""
        asked = select(*_ROW).where(TimerRow.kind == kind).order_by(TimerRow.due_at, TimerRow.id)
        return [Timer(*row) for row in await self._connection.execute(asked.limit(limit))]

    async def disarm(self, kind: str, key: str) -> None:
        """Forget the timer, if it is there."""
        await _DISARM.run(self._connection, kind=kind, key=key)

    async def due(self, now: datetime, limit: int = 200) -> list[Timer]:
        """Timers whose time has come, the longest overdue first."""
        return [Timer(*row) for row in await _DUE.rows(self._connection, now=now, most=limit)]

    async def due_on(self, bot: str, chat_id: int, now: datetime) -> list[Timer]:
        """The same for one chat's lane."""
        found = await _DUE_ON.rows(self._connection, bot=bot, chat_id=chat_id, now=now)
        return [Timer(*row) for row in found]

    async def moment(self, kind: str, key: str) -> datetime | None:
        """When that timer is due, None when it is not set."""
        asked = select(TimerRow.due_at).where(TimerRow.kind == kind, TimerRow.key == key)
        found: datetime | None = await self._connection.scalar(asked)
        return found

    async def next_moment(self) -> datetime | None:
        """When the earliest timer is due, None when none is set."""
        found: datetime | None = await _NEXT_MOMENT.value(self._connection)
        return found

    async def strike(self, timer: Timer) -> bool:
        """Take the timer off, to act on it now; False when it was moved or struck since it was read."""
        struck = await _STRIKE.row(self._connection, kind=timer.kind, key=timer.key, due_at=timer.due_at)
        return struck is not None


_COLUMNS = tuple(one.name for one in fields(Timer))
_ROW = tuple(getattr(TimerRow, name) for name in _COLUMNS)
_FOUND = select(*(getattr(TimerRow, name) for name in _COLUMNS)).order_by(TimerRow.due_at, TimerRow.id)
_ARM = kept(TimerRow, _COLUMNS, ["kind", "key"])
_ONE = delete(TimerRow).where(TimerRow.kind == bindparam("kind"), TimerRow.key == bindparam("key"))
_DISARM = Prepared(_ONE)
_STRIKE = Prepared(_ONE.where(TimerRow.due_at == bindparam("due_at")).returning(TimerRow.id))
_IS_DUE = TimerRow.due_at <= bindparam("now")
_DUE = Prepared(_FOUND.where(_IS_DUE).limit(bindparam("most")))
_DUE_ON = Prepared(
    _FOUND.where(TimerRow.bot == bindparam("bot"), TimerRow.chat_id == bindparam("chat_id"), _IS_DUE).limit(
        20
    )
)
_NEXT_MOMENT = Prepared(select(func.min(TimerRow.due_at)))
