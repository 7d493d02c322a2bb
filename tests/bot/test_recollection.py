"""Where tickets of the past ended decides where a new one goes, when nothing nearer does."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.line1.triage import FeltTriage
from bot.recollection import Recollection
from bot.thinking import Thinker
from kb.article import Library
from routing.ticket import State
from storage.database import Database
from tests.bot.house import encoder, sample_rules
from tests.storage.examples import ANNA, a_ticket

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def unread() -> Thinker:
    """Nothing but the past to go by."""
    desk = sample_rules().desk
    mute = replace(desk, queues=tuple(replace(one, examples=()) for one in desk.queues))
    return Thinker(Library.of([]), mute, ("en", "ru"), encoder(), FeltTriage(encoder()), NOW.date())


async def test_tickets_that_ended_are_learnt_from_once_and_those_that_end_later_too(
    sqlite_database: Database,
) -> None:
    thinker = unread()
    recollection = Recollection(sqlite_database, thinker)
    queue = sample_rules().desk.front_queues()[-1].id
    said = ["the coffee machine leaks", "coffee machine is leaking water", "our coffee machine leaks again"]

    async def learned() -> dict[str, float]:
        await recollection.recollect()
        heard = await thinker.understand("the coffee machine leaks a lot", (), "en", NOW.date())
        return dict(heard.learned)

    async with sqlite_database.begin() as work:
        await work.customers.save(ANNA)
        for subject in said[:2]:
            await work.tickets.add(a_ticket(subject=subject, queue=queue, state=State.CLOSED))
        last = await work.tickets.add(a_ticket(subject=said[2], queue=queue))
    assert await learned() == {}
    assert await learned() == {}

    async with sqlite_database.begin() as work:
        await work.tickets.save(replace(last, state=State.CLOSED))
    assert list(await learned()) == [queue]
    thinker.close()
