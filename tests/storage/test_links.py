"""Links between tickets on both databases."""

from routing.links import LinkKind
from storage.database import Database
from storage.links import Link
from storage.work import Work
from tests.storage.examples import ANNA, NOW, a_ticket


async def tickets(work: Work, count: int) -> None:
    await work.customers.save(ANNA)
    for _ in range(count):
        await work.tickets.add(a_ticket())


def link(ticket: int, other: int, kind: LinkKind = LinkKind.RELATED) -> Link:
    return Link(ticket, other, kind, "staff:1001", NOW)


async def test_a_link_is_read_from_both_ends_and_written_once(database: Database) -> None:
    async with database.begin() as work:
        await tickets(work, 3)
        assert await work.links.add(link(1, 2))
        assert not await work.links.add(link(1, 2))
        assert not await work.links.add(link(2, 1)), "related reads the same both ways"
        assert await work.links.add(link(2, 1, LinkKind.DUPLICATE))
        assert await work.links.add(link(3, 1, LinkKind.SPLIT))
        assert [one.beyond(1) for one in await work.links.of(1)] == [2, 2, 3]
        assert await work.links.of(3) == [link(3, 1, LinkKind.SPLIT)]


async def test_what_a_ticket_leads_to_is_found_however_far(database: Database) -> None:
    async with database.begin() as work:
        await tickets(work, 5)
        for ticket, other in ((1, 2), (2, 3), (2, 4)):
            await work.links.add(link(ticket, other, LinkKind.DUPLICATE))
        await work.links.add(link(4, 5))
        assert await work.links.above(1, LinkKind.DUPLICATE) == {2, 3, 4}
        assert await work.links.above(5, LinkKind.DUPLICATE) == set()
