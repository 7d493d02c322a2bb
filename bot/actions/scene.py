"""What every action works with: the open work, the rules in force, and the moment."""

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from markupsafe import Markup

from bot.actions.winding import concerns_clocks, wind
from bot.rules import Rules
from bot.texts.catalogue import Words
from routing.desk import Specialist
from routing.history import changed
from routing.ticket import Ticket
from storage.history import Event
from storage.letters import Letter, Text
from storage.messages import Author, Said
from storage.outbox import CUSTOMER_BOT, DESK_BOT
from storage.timers import Timer
from storage.work import Work

#: What a new ticket means is read outside the transaction that opened it (bot/actions/floods.py).
MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Scene:
    """One transaction's worth of acting; whoever opened `work` commits it. `now` is aware, UTC.

    `as_written`: names in the words to customers are nobody's of the desk, who wrote them has said so.
    """

    work: Work
    rules: Rules
    now: datetime
    as_written: bool = False

    async def write(self, ticket: Ticket, who: str, what: str, text: str = "", /, **data: object) -> Ticket:
        """Store the ticket, new or changed, together with what happened to it and what that changed.

        A ticket is never stored in another way: its history alone must be able to tell how it stands.
        """
        before = self.work.tickets.as_stored(ticket.id)
        ticket = await (self.work.tickets.save(ticket) if ticket.id else self.work.tickets.add(ticket))
        changes = changed(before, ticket)
        event = Event(ticket.id, self.now, who, what, text, data, changes)
        await self.work.history.add(event)
        if concerns_clocks(event):
            await wind(self.work, self.rules, self.now, ticket)
        if before is None and not ticket.is_ours:
            # On a lane of the queue: two tickets of one flood are never compared at the same moment.
            lane = crc32(ticket.queue.encode())
            await self.work.timers.arm(Timer(MEANING, f"ticket:{ticket.id}", DESK_BOT, lane, self.now))
        return ticket

    async def record(self, ticket_id: int, who: str, what: str, text: str = "", /, **data: object) -> None:
        """Add to the ticket's history what changed nothing in it."""
        await self.work.history.add(Event(ticket_id, self.now, who, what, text, data))

    async def say(
        self, customer_id: int, letter: Text, *, ticket_id: int | None = None, once: str | None = None
    ) -> None:
        """Line 1 says something to the customer, and it is kept with the talk; `once` under that key."""
        if once and await self.work.outbox.known([once]):
            return
        await self.work.outbox.put(CUSTOMER_BOT, customer_id, letter, self.now, ticket_id=ticket_id, key=once)
        plain = Markup(letter.html).striptags()  # noqa: S704 our own HTML, made plain
        said = Said(customer_id, Author.LINE1, plain, self.now, ticket_id=ticket_id)
        await self.work.messages.add(said)

    async def tell(
        self, staff_id: int, letter: Letter, *, ticket_id: int | None = None, act: str | None = None
    ) -> None:
        """The desk bot says something to a member of staff; `act` is what a reply to it will mean."""
        await self.work.outbox.to_staff(staff_id, letter, self.now, ticket_id=ticket_id, act=act)

    async def words_of(self, person: Specialist) -> Words:
        """Words in the language the member of staff chose, else in the desk's first."""
        chosen = (await self.work.staff.get(person.id)).language
        return self.rules.words(chosen or self.rules.languages[0])
