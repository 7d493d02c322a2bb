"""What customers tapped under line 1's answers: labelled questions, in their own words."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import Prepared, named
from storage.tables import ClickRow

#: Read at once: more than a refit can use.
MOST = 20_000


class Verdict(StrEnum):
    """What the customer said of the articles."""

    PICKED = "picked"  #: the one they chose of those offered
    HELPED = "helped"  #: the answer they were given
    UNHELPED = "unhelped"  #: the answer they were given
    NONE = "none"  #: none of those offered


@dataclass(frozen=True, slots=True)
class Click:
    """`articles` are one for all verdicts but NONE. The text has no phone and card numbers in it."""

    customer_id: int
    at: datetime
    text: str
    verdict: Verdict
    articles: tuple[str, ...]


_ADD = Prepared(insert(ClickRow).values(named(Click.__dataclass_fields__)))


class Clicks:
    """The clicks table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, click: Click) -> None:
        """Keep what was tapped."""
        await _ADD.run(self._connection, **asdict(click))

    async def newest(self, limit: int = MOST) -> list[Click]:
        """The newest, oldest first."""
        columns = [getattr(ClickRow, name) for name in Click.__dataclass_fields__]
        found = await self._connection.execute(select(*columns).order_by(ClickRow.id.desc()).limit(limit))
        return [Click(**{**row._asdict(), "verdict": Verdict(row.verdict)}) for row in reversed(found.all())]

    async def reach(self, count: int) -> bool:
        """Whether there are so many."""
        some = select(ClickRow.id).limit(count).subquery()
        found = await self._connection.scalar(select(func.count()).select_from(some))
        return (found or 0) >= count

    async def forget(self, customer_id: int) -> None:
        """Nothing of what this customer tapped is kept."""
        await self._connection.execute(delete(ClickRow).where(ClickRow.customer_id == customer_id))

    async def prune(self, before: datetime, limit: int) -> int:
        """Delete so many that are older; how many went."""
        old = select(ClickRow.id).where(ClickRow.at < before).limit(limit)
        gone = await self._connection.execute(delete(ClickRow).where(ClickRow.id.in_(old)))
        return gone.rowcount
