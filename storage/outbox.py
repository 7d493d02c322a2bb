"""Letters to be sent: written in the transaction that decided them, delivered afterwards."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.letters import LETTERS, Letter
from storage.tables import OutboxRow
from storage.upsert import insert_into

CUSTOMER_BOT = "customer"
DESK_BOT = "desk"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter on its way; `tries` counts sends so far."""

    id: int
    bot: str
    chat_id: int
    ticket_id: int | None
    act: str | None
    letter: Letter
    created_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sent letter was about, so that a reply to it finds its ticket and its act."""

    ticket_id: int | None
    act: str | None


class Outbox:
    """The outbox table."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(
        self,
        bot: str,
        chat_id: int,
        letter: Letter,
        now: datetime,
        *,
        ticket_id: int | None = None,
        act: str | None = None,
        key: str | None = None,
    ) -> None:
        """Queue the letter; with a `key`, a second letter of the same key is left out."""
        write = insert_into(self._session, OutboxRow).values(
            bot=bot,
            chat_id=chat_id,
            key=key,
            ticket_id=ticket_id,
            act=act,
            letter=LETTERS.dump_python(letter, mode="json", exclude_defaults=False),
            created_at=now,
            not_before=now,
        )
        await self._session.execute(write.on_conflict_do_nothing(index_elements=["key"]))

    async def to_customer(
        self, customer_id: int, letter: Letter, now: datetime, *, ticket_id: int | None = None
    ) -> None:
        """Say something to a customer through line 1."""
        await self.put(CUSTOMER_BOT, customer_id, letter, now, ticket_id=ticket_id)

    async def to_staff(
        self,
        staff_id: int,
        letter: Letter,
        now: datetime,
        *,
        ticket_id: int | None = None,
        act: str | None = None,
    ) -> None:
        """Say something to a member of staff in the desk bot."""
        await self.put(DESK_BOT, staff_id, letter, now, ticket_id=ticket_id, act=act)

    async def due(self, bot: str, now: datetime, *, busy: Collection[int], limit: int) -> list[Outgoing]:
        """The oldest waiting letter of each chat that is not busy and whose time has come.

        A chat's later letters wait behind its first, so their order holds even while it is retried.
        """
        found = await self._session.execute(
            select(*_COLUMNS)
            .where(_first_of_each_chat(bot, busy), OutboxRow.not_before <= now)
            .order_by(OutboxRow.id)
            .limit(limit)
        )
        return [_outgoing(row._asdict()) for row in found]

    async def sent(self, outgoing: Outgoing, message_id: int | None, now: datetime) -> None:
        """Telegram has it, under this message id."""
        await self._settle(outgoing, state="sent", message_id=message_id, sent_at=now)

    async def given_up(self, outgoing: Outgoing, error: str) -> None:
        """It cannot be delivered; the reason is kept for the desk."""
        await self._settle(outgoing, state="failed", error=error)

    async def postpone(self, outgoing: Outgoing, until: datetime, error: str) -> None:
        """Try again later, and not before."""
        await self._settle(outgoing, not_before=until, tries=outgoing.tries + 1, error=error)

    async def topic(self, bot: str, chat_id: int, message_id: int) -> Topic | None:
        """What the message we sent there was about, or None when we did not send it."""
        found = await self._session.execute(
            select(OutboxRow.ticket_id, OutboxRow.act)
            .where(OutboxRow.bot == bot, OutboxRow.chat_id == chat_id, OutboxRow.message_id == message_id)
            .order_by(OutboxRow.id.desc())
            .limit(1)
        )
        row = found.one_or_none()
        return Topic(row.ticket_id, row.act) if row else None

    async def _settle(self, outgoing: Outgoing, **values: object) -> None:
        await self._session.execute(update(OutboxRow).where(OutboxRow.id == outgoing.id).values(**values))


_COLUMNS = tuple(getattr(OutboxRow, one.name) for one in fields(Outgoing))


def _first_of_each_chat(bot: str, busy: Collection[int]) -> ColumnElement[bool]:
    waiting = select(func.min(OutboxRow.id)).where(OutboxRow.bot == bot, OutboxRow.state == "waiting")
    free = waiting.where(OutboxRow.chat_id.not_in(busy)) if busy else waiting
    return OutboxRow.id.in_(free.group_by(OutboxRow.chat_id))


def _outgoing(row: dict[str, Any]) -> Outgoing:
    return Outgoing(**{**row, "letter": LETTERS.validate_python(row["letter"])})
