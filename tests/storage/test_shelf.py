"""Cases that vendors owe and drafts of articles, as lists of one's queues, on both databases."""

from dataclasses import replace
from datetime import timedelta

from routing.cases import Case
from routing.ticket import State
from storage.database import Database
from storage.drafts import Draft
from storage.work import Work
from tests.storage.examples import ANNA, NOW, a_ticket


async def tickets(work: Work) -> None:
    """1 waits in core, 2 is 77's in mail, 3 is closed in core."""
    await work.customers.save(ANNA)
    for one in (
        replace(a_ticket(), queue="core"),
        replace(a_ticket(), queue="mail", state=State.VENDOR, owner=77),
        replace(a_ticket(), queue="core", state=State.CLOSED),
    ):
        await work.tickets.add(one)


async def test_what_is_owed_is_of_open_tickets_and_the_first_promised_day_is_on_top(
    database: Database,
) -> None:
    async with database.begin() as work:
        await tickets(work)
        plain = Case(1, "Plain", 77, NOW)
        for case in (
            plain,
            replace(plain, vendor="Later", promised=NOW + timedelta(days=2)),
            replace(plain, vendor="Sooner", ticket_id=2, promised=NOW + timedelta(days=1)),
            replace(plain, vendor="Answered", answer="Yes", answered_at=NOW),
            replace(plain, vendor="Closed", closed_at=NOW),
            replace(plain, vendor="Over", ticket_id=3),
        ):
            await work.cases.add(case)

        async def owed(staff_id: int, *queues: str, limit: int = 30) -> list[str]:
            return [one.vendor for one in await work.cases.owed_to(staff_id, queues, limit)]

        assert await owed(77, "core") == ["Sooner", "Later", "Plain"]
        assert await owed(78, "core") == ["Later", "Plain"]
        assert await owed(78, "core", limit=1) == ["Later"]
        assert await owed(78) == []


async def test_drafts_of_ones_queues_are_listed_newest_first(database: Database) -> None:
    async with database.begin() as work:
        await tickets(work)
        for number in (1, 2, 3):
            await work.article_drafts.add(Draft(number, f"ticket-{number}", "text", 77, NOW))
        assert [one.ticket_id for one in await work.article_drafts.newest(["core"])] == [3, 1]
        assert [one.ticket_id for one in await work.article_drafts.newest(["core", "mail"], limit=2)] == [
            3,
            2,
        ]
        assert await work.article_drafts.newest([]) == []
