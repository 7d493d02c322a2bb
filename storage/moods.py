"""How customers felt, reading by reading: personal, kept for thirty days, part of no export."""

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import Prepared, named
from storage.tables import ConversationRow, MoodRow, TicketRow

#: How long a reading is kept.
KEPT = timedelta(days=30)
#: What of a conversation's step (storage/customers.py) tells of a mood.
OF_A_MOOD = frozenset({"emotion", "intensity", "signals", "why", "warned", "felt_at"})


@dataclass(frozen=True, slots=True)
class Felt:
    """One reading of `text`; `level` is that of bot/line1/mood.py, `signals` are name to words.

    `corrected` is the emotion a specialist (`corrected_by`) heard instead.
    """

    customer_id: int
    at: datetime
    emotion: str
    intensity: float
    level: float
    text: str
    emotions: dict[str, float] = field(default_factory=dict)
    signals: dict[str, str] = field(default_factory=dict)
    ticket_id: int | None = None
    corrected: str | None = None
    corrected_by: int | None = None
    id: int = 0


class Moods:
    """The moods table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, felt: Felt) -> None:
        """Keep a reading."""
        await _ADD.run(self._connection, **{name: getattr(felt, name) for name in _ADDED})

    async def course(self, customer_id: int, since: datetime, limit: int = 20) -> list[Felt]:
        """The customer's newest readings since then, oldest first."""
        found = await _COURSE.rows(self._connection, customer=customer_id, since=since, most=limit)
        return [Felt(*row) for row in reversed(found)]

    async def join(self, customer_id: int, since: datetime, ticket_id: int) -> None:
        """The readings since then that belong to no ticket yet belong to this one."""
        loose = (MoodRow.customer_id == customer_id) & (MoodRow.at >= since) & MoodRow.ticket_id.is_(None)
        await self._connection.execute(update(MoodRow).where(loose).values(ticket_id=ticket_id))

    async def until(self, moment: datetime) -> list[tuple[Felt, str | None]]:
        """Every kept reading from before the moment with its ticket's queue; by customer, oldest first."""
        found = await self._connection.execute(
            select(*_COLUMNS, TicketRow.queue)
            .join(TicketRow, TicketRow.id == MoodRow.ticket_id, isouter=True)
            .where(MoodRow.at < moment)
            .order_by(MoodRow.customer_id, MoodRow.id)
        )
        return [(Felt(**dict(zip(_NAMES, row, strict=False))), row.queue) for row in found]

    async def correct(self, mood_id: int, emotion: str, by: int) -> None:
        """A specialist heard something else."""
        await self._connection.execute(
            update(MoodRow).where(MoodRow.id == mood_id).values(corrected=emotion, corrected_by=by)
        )

    async def corrections(self) -> list[Felt]:
        """Every corrected reading that is still kept, oldest first: labelled messages for tuning."""
        found = await self._connection.execute(
            select(*_COLUMNS).where(MoodRow.corrected.is_not(None)).order_by(MoodRow.id)
        )
        return [Felt(**row._asdict()) for row in found]

    async def uncorrected(self, limit: int = 5000) -> list[Felt]:
        """The newest readings on tickets that people have seen and left as they are."""
        seen = MoodRow.corrected.is_(None) & MoodRow.ticket_id.is_not(None)
        found = await self._connection.execute(
            select(*_COLUMNS).where(seen).order_by(MoodRow.id.desc()).limit(limit)
        )
        return [Felt(**row._asdict()) for row in found]

    async def forget(self, customer_id: int) -> None:
        """Nothing of how this customer felt is kept: no reading, nothing where line 1 stands with them."""
        await self._connection.execute(delete(MoodRow).where(MoodRow.customer_id == customer_id))
        await self._calm_down(ConversationRow.customer_id == customer_id)

    async def prune(self, now: datetime, portion: int = 1000) -> int:
        """Forget what is older than it may be; how many conversations were cleared, a portion at a time."""
        await self._connection.execute(delete(MoodRow).where(MoodRow.at < now - KEPT))
        return await self._calm_down(ConversationRow.felt_at < now - KEPT, portion)

    async def _calm_down(self, which: ColumnElement[bool], portion: int = 1000) -> int:
        """Take every trace of a mood out of the steps of these conversations."""
        found = await self._connection.execute(
            select(ConversationRow.customer_id, ConversationRow.step).where(which).limit(portion)
        )
        rows = found.all()
        for row in rows:
            calm = {name: told for name, told in row.step.items() if name not in OF_A_MOOD}
            await self._connection.execute(
                update(ConversationRow)
                .where(ConversationRow.customer_id == row.customer_id)
                .values(step=calm, felt_at=None)
            )
        return len(rows)


_NAMES = tuple(one.name for one in fields(Felt))
_COLUMNS = tuple(getattr(MoodRow, name) for name in _NAMES)
_ADDED = tuple(name for name in _NAMES if name != "id")
_ADD = Prepared(insert(MoodRow).values(named(_ADDED)))
_COURSE = Prepared(
    select(*_COLUMNS)
    .where(MoodRow.customer_id == bindparam("customer"), MoodRow.at >= bindparam("since"))
    .order_by(MoodRow.id.desc())
    .limit(bindparam("most"))
)
