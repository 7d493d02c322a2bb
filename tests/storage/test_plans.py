"""No question asked of a big table reads all of it; SQLite's own query plans say so."""

from routing.links import LinkKind
from storage.clicks import Click, Verdict
from storage.database import Database
from storage.inbox import Received
from storage.letters import Text
from storage.messages import Author, Said
from storage.timers import Timer
from storage.work import Work
from tests.storage.behind import on, overheard
from tests.storage.examples import ANNA, NOW, a_ticket

BIG = ("inbox", "outbox", "messages", "tickets", "events", "customers", "conversations", "cards", "links")


async def test_every_question_finds_its_rows_by_an_index(sqlite_database: Database, sqlite_url: str) -> None:
    with overheard() as asked:
        async with sqlite_database.begin() as work:
            await _everything(work)
    questions = [one for one in asked if one.startswith(("SELECT", "UPDATE", "DELETE"))]
    plans = [(row, statement) for statement in questions for row in _plan(sqlite_url, statement)]
    assert len(plans) > 25
    assert [plan for plan in plans if _reads_much(plan[0])] == []


def _reads_much(row: str) -> bool:
    """A whole table, or all of it that one bot has, sent letters included."""
    scans = row.startswith(tuple(f"SCAN {table}" for table in BIG)) and "USING" not in row
    return scans or (row.endswith("(bot=?)") and "_waiting" not in row)


async def _everything(work: Work) -> None:
    await work.customers.save(ANNA)
    ticket = await work.tickets.add(a_ticket())
    await work.tickets.save(ticket)
    await work.inbox.put([Received("customer", 1, ANNA.id, {}, NOW)])
    update = await work.inbox.next("customer", ANNA.id)
    assert update
    await work.inbox.waiting_chats()
    await work.inbox.done(update.id, NOW)
    await work.inbox.failed(update.id, "")
    await work.inbox.dead(update.id, NOW)
    await work.outbox.to_customer(ANNA.id, Text(html=""), NOW)
    await work.outbox.due("customer", NOW, busy=[7, 8], limit=5)
    letter = await work.outbox.lease("customer", ANNA.id, NOW)
    assert letter
    await work.outbox.sent(letter, 5, NOW)
    await work.outbox.topic("customer", ANNA.id, 5)
    await work.outbox.show(ticket.id, [7], NOW)
    await work.outbox.ledger(ticket.id)
    await work.outbox.standing("customer")
    await work.outbox.prune(NOW)
    await work.clicks.add(Click(ANNA.id, NOW, "hi", Verdict.HELPED, ("a",)))
    await work.clicks.forget(ANNA.id)
    await work.clicks.prune(NOW, 5)
    await work.inbox.set_aside()
    await work.inbox.revive(update.id)
    await work.inbox.standing()
    await work.inbox.prune(NOW, NOW)
    await work.timers.arm(Timer("turn", "1", "customer", ANNA.id, NOW))
    await work.timers.due(NOW)
    await work.timers.due_on("customer", ANNA.id, NOW)
    await work.timers.next_moment()
    said = Said(ANNA.id, Author.CUSTOMER, "hi", NOW, telegram_id=4, pending=True)
    number = await work.messages.add(said)
    await work.messages.of_ticket(ticket.id)
    await work.messages.pending(ANNA.id)
    await work.messages.recent(ANNA.id, 10)
    await work.messages.loose(ANNA.id, 10)
    await work.messages.album_of(ANNA.id, "a")
    await work.messages.considered(ANNA.id)
    await work.messages.join([number], ticket.id)
    await work.messages.by_telegram_id(ANNA.id, 4)
    await work.tickets.waiting_in(["network", "core"])
    await work.tickets.held_by(1001)
    await work.tickets.of_customer(ANNA.id)
    await work.tickets.open_of(ANNA.id)
    await work.tickets.count_waiting(["network"])
    await work.tickets.open_after(0, 500)
    await work.tickets.queues()
    await work.tickets.owners()
    await work.history.of(ticket.id)
    await work.history.handed(NOW)
    await work.cards.chats(ticket.id)
    await work.links.of(ticket.id)
    await work.links.above(ticket.id, LinkKind.DUPLICATE)
    await work.conversations.get(ANNA.id)


def _plan(url: str, statement: str) -> list[str]:
    plan = f"EXPLAIN QUERY PLAN {statement}"
    return on(url, lambda connection: [row.detail for row in connection.exec_driver_sql(plan)])
