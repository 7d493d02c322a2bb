"""What staff told the desk bot about themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import File
from storage.prepared import Prepared, kept
from storage.tables import StaffRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the desk bot put to a specialist: the next plain words are `act` on the ticket.

    `queue` is where a move shall go. With an `album` nothing was asked: the rest of that album is `act`.
    Nor with `kept` words: they could not go where they were meant to, and a button may send them elsewhere,
    or as they are; `about` is the text of the message that they replied to.
    """

    act: str
    ticket_id: int
    at: datetime
    queue: str | None = None
    album: str | None = None
    kept: str | None = None
    kind: str = "text"
    file: File | None = None
    about: str = ""

    @property
    def is_prompt(self) -> bool:
        """Whether plain words answer it."""
        return self.album is None and self.kept is None


_ASKED: TypeAdapter[Asked] = TypeAdapter(Asked)


@dataclass(frozen=True, slots=True)
class AtDesk:
    """How a member of staff works now; `language` is None until they choose one."""

    id: int
    language: str | None = None
    away: bool = False
    asked: Asked | None = None


class Staff:
    """The staff table; who is on the staff is the config's to say."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, staff_id: int) -> AtDesk:
        """What they told us, or the usual for someone who said nothing yet."""
        row = await _GET.row(self._connection, staff=staff_id)
        if row is None:
            return AtDesk(staff_id)
        language, away, asked = row
        return AtDesk(staff_id, language, away, _ASKED.validate_python(asked) if asked else None)

    async def save(self, at_desk: AtDesk) -> None:
        """Write it down."""
        asked = at_desk.asked
        await _SAVE.run(
            self._connection,
            id=at_desk.id,
            language=at_desk.language,
            away=at_desk.away,
            asked=_ASKED.dump_python(asked, mode="json") if asked else None,
        )

    async def given(self, staff_id: int, now: datetime) -> None:
        """They got a ticket now."""
        write = insert_into(self._connection, StaffRow).values(id=staff_id, given_at=now)
        await self._connection.execute(
            write.on_conflict_do_update(index_elements=["id"], set_={"given_at": now})
        )

    async def last_given(self, staff_ids: Collection[int]) -> dict[int, datetime]:
        """When each of them last got a ticket; who never did is left out."""
        columns = (StaffRow.id, StaffRow.given_at)
        found = await self._connection.execute(
            select(*columns).where(StaffRow.id.in_(staff_ids), StaffRow.given_at.is_not(None))
        )
        return {row.id: row.given_at for row in found}

    async def away(self) -> set[int]:
        """Who said they are away."""
        return {row[0] for row in await _AWAY.rows(self._connection)}


_GET = Prepared(
    select(StaffRow.language, StaffRow.away, StaffRow.asked).where(StaffRow.id == bindparam("staff"))
)
_SAVE = kept(StaffRow, ["id", "language", "away", "asked"], ["id"])
_AWAY = Prepared(select(StaffRow.id).where(StaffRow.away))
