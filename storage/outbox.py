"""Letters to be sent: written in the transaction that decided them, delivered afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import LETTERS, Letter, Show
from storage.prepared import Into, Prepared, Row, named
from storage.tables import OutboxRow
from storage.upsert import Insert, insert_into

CUSTOMER_BOT = "customer"
DESK_BOT = "desk"
#: How the keys of waiting cards begin: one letter per ticket and chat waits at a time.
_CARD = "card:"
#: Keys asked for in one question: databases take so many values at once.
PORTION = 500


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter on its way; `tries` counts sends so far that came to nothing.

    `doubtful`: an earlier try may have got through, so the reader may see it twice.
    """

    id: int
    bot: str
    chat_id: int
    ticket_id: int | None
    act: str | None
    letter: Letter
    created_at: datetime
    tries: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Bulk:
    """One of many letters put at once; `key` as for `put`."""

    chat_id: int
    letter: Letter
    ticket_id: int | None
    key: str


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of a letter, for the ledger: waiting, sent or failed."""

    id: int
    state: str
    letter: Letter
    created_at: datetime
    sent_at: datetime | None
    tries: int
    doubtful: bool
    error: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many letters of a bot wait, since when the oldest does, and how many have failed before."""

    waiting: int
    oldest: datetime | None
    retried: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sent letter was about, so that a reply to it finds its ticket and its act."""

    ticket_id: int | None
    act: str | None


class Outbox:
    """The outbox table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        #: Where letters were put in this unit of work: the bot and the chat.
        self.touched: set[tuple[str, int]] = set()

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
        await _PUT.run(
            self._connection,
            bot=bot,
            chat_id=chat_id,
            key=key,
            ticket_id=ticket_id,
            act=act,
            letter=LETTERS.dump_python(letter, mode="json", exclude_defaults=False),
            created_at=now,
            not_before=now,
        )
        self.touched.add((bot, chat_id))

    async def broadcast(self, bot: str, letters: Sequence[Bulk], now: datetime) -> None:
        """Queue many letters in one statement; a second letter of the same key is left out."""
        rows = [
            {
                "bot": bot,
                "chat_id": one.chat_id,
                "key": one.key,
                "ticket_id": one.ticket_id,
                "letter": LETTERS.dump_python(one.letter, mode="json", exclude_defaults=False),
                "created_at": now,
                "not_before": now,
            }
            for one in letters
        ]
        if rows:
            write = insert_into(self._connection, OutboxRow).on_conflict_do_nothing(index_elements=["key"])
            await self._connection.execute(write, rows)
            self.touched |= {(bot, one.chat_id) for one in letters}

    async def known(self, keys: Sequence[str]) -> set[str]:
        """Those of these keys that letters were put under before."""
        met: set[str] = set()
        for place in range(0, len(keys), PORTION):
            portion = keys[place : place + PORTION]
            found = await self._connection.scalars(select(OutboxRow.key).where(OutboxRow.key.in_(portion)))
            met |= {key for key in found if key}
        return met

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

    async def show(self, ticket_id: int, chats: Collection[int], now: datetime) -> None:
        """Have the ticket's card shown in these chats as it stands then; one that waits already will do."""
        for chat_id in chats:
            key = f"{_CARD}{ticket_id}:{chat_id}"
            await self.put(DESK_BOT, chat_id, Show(), now, ticket_id=ticket_id, key=key)

    async def due(self, bot: str, now: datetime, *, busy: Collection[int], limit: int) -> list[int]:
        """Chats that are not busy and whose oldest waiting letter's time has come, the oldest letter first.

        A chat's later letters wait behind its first, so their order holds even while it is retried. One that
        was not tried yet goes at once, whatever the clock says: it may have been set back since.
        """
        found = await self._connection.scalars(
            select(OutboxRow.chat_id)
            .where(_first_of_each_chat(bot, busy), (OutboxRow.tries == 0) | (OutboxRow.not_before <= now))
            .order_by(OutboxRow.id)
            .limit(limit)
        )
        return list(found)

    async def lease(self, bot: str, chat_id: int, now: datetime) -> Outgoing | None:
        """Take the chat's oldest waiting letter to send it now, if its time has come.

        Known to the database before Telegram hears of it: one that was leased before and never settled may
        have got through then, and comes back doubtful.
        """
        first = await _FIRST.row(self._connection, bot=bot, chat=chat_id)
        if first is None or (first[2] and first[1] > now):
            return None
        row = await _LEASE.row(self._connection, number=first[0], now=now)
        return _outgoing(row) if row else None

    async def sent(self, outgoing: Outgoing, message_id: int | None, now: datetime) -> None:
        """Telegram has it, under this message id."""
        await _SENT.run(self._connection, number=outgoing.id, message=message_id, now=now)

    async def given_up(self, outgoing: Outgoing, error: str) -> None:
        """It cannot be delivered; the reason is kept for the desk."""
        await self._settle(outgoing, state="failed", error=error)

    async def postpone(
        self, outgoing: Outgoing, until: datetime, error: str, *, may_have_got_through: bool
    ) -> None:
        """Try again later, and not before."""
        free = {} if may_have_got_through else {"leased_at": None}
        await self._settle(outgoing, not_before=until, tries=outgoing.tries + 1, error=error, **free)

    async def ledger(self, ticket_id: int, limit: int = 30) -> list[Sending]:
        """What became of the newest letters to the ticket's customer, oldest first."""
        found = await _LEDGER.rows(self._connection, ticket=ticket_id, most=limit)
        return [_sending(row) for row in reversed(found)]

    async def unshown(self, ticket_id: int, limit: int = 10) -> list[Sending]:
        """The newest letters about the ticket that staff never got, its cards among them; oldest first."""
        found = await _UNSHOWN.rows(self._connection, ticket=ticket_id, most=limit)
        return [_sending(row) for row in reversed(found)]

    async def standing(self, bot: str) -> Standing:
        """How the bot's outbox stands."""
        waiting = select(
            func.count(), func.min(OutboxRow.created_at), func.count(case((OutboxRow.tries > 0, 1)))
        ).where(OutboxRow.bot == bot, OutboxRow.state == "waiting")
        (count, oldest, retried) = (await self._connection.execute(waiting)).one()
        return Standing(count, oldest, retried)

    async def prune(self, before: datetime, limit: int = 1000) -> int:
        """Delete up to `limit` letters made before that moment, never one that waits; how many went."""
        old = (
            select(OutboxRow.id)
            .where(OutboxRow.created_at < before, OutboxRow.state != "waiting")
            .limit(limit)
        )
        gone = await self._connection.execute(delete(OutboxRow).where(OutboxRow.id.in_(old)))
        return gone.rowcount

    async def topic(self, bot: str, chat_id: int, message_id: int) -> Topic | None:
        """What the message we sent there was about, or None when we did not send it."""
        row = await _TOPIC.row(self._connection, bot=bot, chat=chat_id, message=message_id)
        return Topic(*row) if row else None

    async def _settle(self, outgoing: Outgoing, **values: object) -> None:
        await self._connection.execute(update(OutboxRow).where(OutboxRow.id == outgoing.id).values(**values))


_COLUMNS = tuple(getattr(OutboxRow, one.name) for one in fields(Outgoing))
_SENDING = tuple(getattr(OutboxRow, one.name) for one in fields(Sending))
_LETTER = {kind: [one.name for one in fields(kind)].index("letter") for kind in (Outgoing, Sending)}
_GIVEN = ("bot", "chat_id", "key", "ticket_id", "act", "letter", "created_at", "not_before")
_ONE = OutboxRow.id == bindparam("number")
_IN_CHAT = (OutboxRow.bot == bindparam("bot"), OutboxRow.chat_id == bindparam("chat"))


def _put(into: Into) -> Insert:
    adding = into(OutboxRow).values({**named(_GIVEN), "tries": 0, "state": "waiting", "doubtful": False})
    return adding.on_conflict_do_nothing(index_elements=["key"])


_PUT = Prepared(_put)
_LEASE = Prepared(
    update(OutboxRow)
    .where(_ONE, OutboxRow.state == "waiting")
    .values(
        leased_at=bindparam("now"),
        doubtful=OutboxRow.doubtful | OutboxRow.leased_at.is_not(None),
        # From here on what a card shows is settled: a later change needs a letter of its own.
        key=case((OutboxRow.key.startswith(_CARD), None), else_=OutboxRow.key),
    )
    .returning(*_COLUMNS)
)
_FIRST = Prepared(
    select(OutboxRow.id, OutboxRow.not_before, OutboxRow.tries)
    .where(*_IN_CHAT, OutboxRow.state == "waiting")
    .order_by(OutboxRow.id)
    .limit(1)
)
_SENT = Prepared(
    update(OutboxRow)
    .where(_ONE)
    .values(state="sent", message_id=bindparam("message"), sent_at=bindparam("now"))
)
_LEDGER = Prepared(
    select(*_SENDING)
    .where(OutboxRow.ticket_id == bindparam("ticket"), OutboxRow.bot == CUSTOMER_BOT)
    .order_by(OutboxRow.id.desc())
    .limit(bindparam("most"))
)
_UNSHOWN = Prepared(
    select(*_SENDING)
    .where(OutboxRow.ticket_id == bindparam("ticket"), OutboxRow.bot == DESK_BOT, OutboxRow.state == "failed")
    .order_by(OutboxRow.id.desc())
    .limit(bindparam("most"))
)
_TOPIC = Prepared(
    select(OutboxRow.ticket_id, OutboxRow.act)
    .where(*_IN_CHAT, OutboxRow.message_id == bindparam("message"))
    .order_by(OutboxRow.id.desc())
    .limit(1)
)


def _first_of_each_chat(bot: str, busy: Collection[int]) -> ColumnElement[bool]:
    waiting = select(func.min(OutboxRow.id)).where(OutboxRow.bot == bot, OutboxRow.state == "waiting")
    free = waiting.where(OutboxRow.chat_id.not_in(busy)) if busy else waiting
    return OutboxRow.id.in_(free.group_by(OutboxRow.chat_id))


def _outgoing(row: Row) -> Outgoing:
    return Outgoing(*_read(row, _LETTER[Outgoing]))


def _sending(row: Row) -> Sending:
    return Sending(*_read(row, _LETTER[Sending]))


def _read(row: Row, place: int) -> Row:
    return (*row[:place], LETTERS.validate_python(row[place]), *row[place + 1 :])
