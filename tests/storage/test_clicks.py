"""What customers tapped under answers: kept in order, forgotten, pruned; on both databases."""

from routing.ticket import State
from storage.clicks import Click, Verdict
from storage.database import Database
from storage.messages import Author, Said
from storage.tickets import Ended
from tests.storage.examples import ANNA, BORIS, NOW, a_ticket, later

ASKED = [
    Click(ANNA.id, later(0), "no net", Verdict.PICKED, ("internet-down",)),
    Click(BORIS.id, later(1), "как платить", Verdict.NONE, ("pay", "tariff")),
    Click(ANNA.id, later(2), "no net", Verdict.HELPED, ("internet-down",)),
]


async def test_clicks_come_oldest_first_and_of_many_the_newest(database: Database) -> None:
    async with database.begin() as work:
        await work.customers.save(ANNA)
        await work.customers.save(BORIS)
        for click in ASKED:
            await work.clicks.add(click)
        assert await work.clicks.newest() == ASKED
        assert await work.clicks.newest(2) == ASKED[1:]
        assert [await work.clicks.reach(count) for count in (3, 4)] == [True, False]

        await work.clicks.prune(later(1), 10)
        assert await work.clicks.newest() == ASKED[1:]
        await work.clicks.forget(ANNA.id)
        assert await work.clicks.newest() == ASKED[1:2]


async def test_tickets_that_ended_tell_their_words_and_the_queue_they_should_have_gone_to(
    database: Database,
) -> None:
    """One moved to another queue counts for that; one that went up, for where it went up from."""
    async with database.begin() as work:
        await work.customers.save(ANNA)
        await work.tickets.add(a_ticket())
        moved = await work.tickets.add(a_ticket(queue="mail", state=State.CLOSED, subject="No mail"))
        raised = await work.tickets.add(a_ticket(queue="core", path=("network",), state=State.RESOLVED))
        for text in ("", "letters do not come", "still not"):
            await work.messages.add(Said(ANNA.id, Author.CUSTOMER, text, NOW, ticket_id=moved.id))
        await work.messages.add(Said(ANNA.id, Author.SPECIALIST, "hello", NOW, ticket_id=raised.id))

        assert await work.tickets.ended(5) == [
            Ended(moved.id, "No mail. letters do not come", "mail"),
            Ended(raised.id, "No internet. ", "network"),
        ]
        assert [one.id for one in await work.tickets.ended(1)] == [raised.id]
