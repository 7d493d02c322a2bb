"""Questions to experts on tickets that stay where they are; and what was found out before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import Row
from storage.tables import ConsultationRow, TicketRow
from storage.versions import Versions

#: Solutions are looked for among so many newest tickets: a search through millions would hold the desk up.
REACH = 50_000


@dataclass(frozen=True, slots=True)
class Consultation:
    """`asked_by` asks those who serve `queue`; `taken_by` answers. `over`, no answer: the ticket ended."""

    ticket_id: int
    queue: str
    asked_by: int
    question: str
    at: datetime
    taken_by: int | None = None
    answer: str | None = None
    answered_at: datetime | None = None
    reminded: int = 0
    over: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Solved:
    """A ticket's solution as a search finds it."""

    ticket_id: int
    subject: str
    solution: str


class Consultations:
    """The consultations table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._versions = Versions(connection, ConsultationRow)

    async def add(self, asked: Consultation) -> Consultation:
        """Keep a new question; it comes back with its number."""
        values = {name: getattr(asked, name) for name in _NAMES if name != "id"}
        values["folded"] = _folded(asked)
        number = await self._connection.scalar(
            insert(ConsultationRow).values(values).returning(ConsultationRow.id)
        )
        assert number is not None
        self._versions.know(number)
        return replace(asked, id=number)

    async def save(self, asked: Consultation) -> None:
        """Write it back; TicketChanged, of its ticket, if someone wrote it since this work read it."""
        values = {name: getattr(asked, name) for name in _NAMES if name != "id"}
        await self._versions.write(asked.id, {**values, "folded": _folded(asked)}, asked.ticket_id)

    async def pass_on(self, asked: Consultation, to: int) -> None:
        """It belongs to that ticket from now on."""
        await self.save(replace(asked, ticket_id=to))

    async def get(self, number: int) -> Consultation | None:
        """The question, or None."""
        return next(iter(await self._where(ConsultationRow.id == number)), None)

    async def of_ticket(self, ticket_id: int) -> list[Consultation]:
        """Everything asked on the ticket, oldest first."""
        return await self._where(ConsultationRow.ticket_id == ticket_id)

    async def open_on(self, ticket_id: int) -> list[Consultation]:
        """What is asked there and not answered yet, oldest first."""
        return [one for one in await self.of_ticket(ticket_id) if not one.over]

    async def found(
        self, words: Collection[str], queues: Collection[str], limit: int, barred: Collection[str] = ()
    ) -> list[Consultation]:
        """Answered ones with all these words, newest first, of tickets or experts of these queues.

        Never those of tickets in queues that are `barred`.
        """
        mine = or_(ConsultationRow.queue.in_(queues), TicketRow.queue.in_(queues))
        holds = [ConsultationRow.folded.contains(word.casefold(), autoescape=True) for word in words]
        found = await self._connection.execute(
            select(*_COLUMNS)
            .join(TicketRow, TicketRow.id == ConsultationRow.ticket_id)
            .where(ConsultationRow.answer.is_not(None), mine, TicketRow.queue.not_in(barred), *holds)
            .order_by(ConsultationRow.id.desc())
            .limit(limit)
        )
        return self._known([tuple(row) for row in found])

    async def solutions(self, words: Collection[str], queues: Collection[str], limit: int) -> list[Solved]:
        """Newest solutions with all these words of tickets in these queues."""
        newest = await self._connection.scalar(select(func.max(TicketRow.id))) or 0
        found = await self._connection.execute(
            select(TicketRow.id, TicketRow.subject, TicketRow.solution)
            .where(
                TicketRow.id > newest - REACH,
                TicketRow.queue.in_(queues),
                TicketRow.solution.is_not(None),
                *(_said(word) for word in words),
            )
            .order_by(TicketRow.id.desc())
            .limit(limit)
        )
        return [Solved(row.id, row.subject, row.solution) for row in found]

    async def _where(self, condition: ColumnElement[bool]) -> list[Consultation]:
        found = await self._connection.execute(
            select(*_COLUMNS).where(condition).order_by(ConsultationRow.id)
        )
        return self._known([tuple(row) for row in found])

    def _known(self, rows: Sequence[Row]) -> list[Consultation]:
        asked = [Consultation(*columns) for _, *columns in rows]
        for one, row in zip(asked, rows, strict=True):
            self._versions.know(one.id, row[0])
        return asked


_NAMES = tuple(Consultation.__dataclass_fields__)
_COLUMNS = (ConsultationRow.version, *(getattr(ConsultationRow, name) for name in _NAMES))


def _folded(asked: Consultation) -> str:
    return f"{asked.question}\n{asked.answer or ''}".casefold()


def _said(word: str) -> ColumnElement[bool]:
    """SQLite folds Latin capitals only, so each way to write the word is looked for."""
    ways = {word, word.lower(), word.capitalize(), word.upper()}
    columns = (TicketRow.solution, TicketRow.subject)
    return or_(*(column.contains(way, autoescape=True) for way in sorted(ways) for column in columns))
