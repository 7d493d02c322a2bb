"""What many tickets have in common, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routing.likeness import Meaning
from routing.problems import Kind, Problem, ProblemRefused, Standing
from routing.ticket import State
from storage.database import Database
from storage.errors import TicketChanged
from storage.problems import Happened, Listener
from storage.work import Work
from tests.storage.examples import ANNA, BORIS, NOW, a_ticket

OUTAGE = Problem(Kind.INCIDENT, "network", 1003, NOW, title="No internet", vector=b"\x00\x3c")


async def begun(work: Work) -> Problem:
    for customer in (ANNA, BORIS):
        await work.customers.save(customer)
    return await work.problems.add(OUTAGE)


async def test_a_problem_comes_back_as_it_was_stored(database: Database) -> None:
    async with database.begin() as work:
        problem = await begun(work)
        assert await work.problems.get(problem.id) == problem
        await work.problems.save(replace(problem, standing=Standing.CLOSED, solution="Fixed"))
        assert (await work.problems.get(problem.id)).solution == "Fixed"
        assert await work.problems.standing([Standing.OPEN]) == []
        with pytest.raises(ProblemRefused):
            await work.problems.get(99)


async def test_who_acts_on_what_has_changed_since_must_look_again(postgresql_url: str) -> None:
    """On PostgreSQL two may act at once; SQLite has one writer."""
    database = Database(postgresql_url)
    async with database.begin() as work:
        problem = await begun(work)
    async with database.begin() as late:
        await late.problems.get(problem.id)
        async with database.begin() as quick:
            await quick.problems.get(problem.id)
            await quick.problems.touch(problem.id)
        with pytest.raises(TicketChanged):
            await late.problems.save(problem)
    await database.close()


async def test_everyone_linked_is_found_once(database: Database) -> None:
    """By several tickets, by a wish to hear, by both; not by a ticket that is over."""
    async with database.begin() as work:
        problem = await begun(work)
        for _ in range(2):
            ticket = await work.tickets.add(a_ticket())
            assert await work.problems.link(problem.id, ticket.id, "line1", NOW)
            assert not await work.problems.link(problem.id, ticket.id, "line1", NOW)
        over = await work.tickets.add(a_ticket(customer_id=BORIS.id, state=State.CLOSED))
        await work.problems.link(problem.id, over.id, "line1", NOW)
        ours = await work.tickets.add(a_ticket(customer_id=None))
        await work.problems.link(problem.id, ours.id, "line1", NOW)
        assert await work.problems.listeners(problem.id) == [Listener(ANNA.id, "en", False, 1)]
        await work.problems.unlink(problem.id, ours.id)
        assert await work.problems.tell(problem.id, BORIS.id, NOW, wants=False)
        assert len(await work.problems.listeners(problem.id)) == 1, "told once is not asked for more"
        assert not await work.problems.tell(problem.id, BORIS.id, NOW, wants=True)
        assert {one.customer_id for one in await work.problems.listeners(problem.id)} == {ANNA.id, BORIS.id}
        assert await work.problems.unsolved(problem.id, 9) == [1, 2]
        assert await work.problems.sizes([problem.id]) == {problem.id: 3}
        assert await work.problems.unlink(problem.id, 1)
        assert await work.problems.tickets(problem.id) == [2, 3]
        assert [one.id for one in await work.problems.of_ticket(2)] == [problem.id]


async def test_its_history_is_kept_in_order(database: Database) -> None:
    async with database.begin() as work:
        problem = await begun(work)
        events = [Happened(problem.id, NOW, "staff:1003", what, "words") for what in ("open", "say")]
        numbers = [await work.problems.record(one) for one in events]
        assert numbers == sorted(set(numbers))
        assert await work.problems.history(problem.id) == [
            replace(one, id=number) for one, number in zip(events, numbers, strict=True)
        ]


async def test_what_tickets_mean_is_kept_for_a_while(database: Database) -> None:
    async with database.begin() as work:
        await begun(work)
        ticket = await work.tickets.add(a_ticket())
        meaning = Meaning(ticket.id, ANNA.id, "network", NOW, b"\x00\x3c", area="North")
        await work.meanings.save(replace(meaning, area=None))
        await work.meanings.save(meaning)
        assert await work.meanings.recent("network", NOW - timedelta(minutes=1)) == [meaning]
        assert await work.meanings.recent("mail", NOW) == []
        assert await work.meanings.of([ticket.id]) == [meaning]
        assert await work.meanings.in_area("north") == [ANNA.id]
        await work.meanings.save(replace(meaning, area="Север"))
        assert await work.meanings.in_area("север") == [ANNA.id]
        assert await work.meanings.in_area("north") == []
        await work.meanings.prune(NOW + timedelta(days=31))
        assert await work.meanings.of([ticket.id]) == []
