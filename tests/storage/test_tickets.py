"""Tickets, who wins a race for one, what happened to them, and where their cards are."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from routing.errors import MoveNotAllowed
from routing.ticket import Move, State, Ticket
from storage.database import Database
from storage.errors import TicketChanged, TicketUnknown
from storage.history import CUSTOMER, LINE1, MISROUTED, STAFF, Event, Handed, staff
from storage.letters import File
from storage.work import Work
from tests.storage.examples import ANNA, BORIS, HUGE, NOW, a_ticket, later


async def add(work: Work, *tickets: Ticket) -> list[Ticket]:
    """Store tickets of known customers."""
    await work.customers.save(ANNA)
    await work.customers.save(BORIS)
    return [await work.tickets.add(one) for one in tickets]


async def a_stored_ticket(database: Database) -> Ticket:
    """One ticket, committed."""
    async with database.begin() as work:
        (ticket,) = await add(work, a_ticket())
    return ticket


def ids(tickets: list[Ticket]) -> list[int]:
    """Their numbers."""
    return [one.id for one in tickets]


async def test_a_ticket_comes_back_as_stored(database: Database) -> None:
    full = a_ticket(
        state=State.RESOLVED,
        owner=HUGE,
        last_owner=HUGE - 1,
        path=("network", "a queue with a long name " * 5),
        promised=later(1),
        taken_at=later(2),
        first_word_at=later(3),
        resolved_at=later(4),
        closed_at=later(5),
        solution="перезагрузили",
        cause="provider",
        csat=5,
        csat_comment="thanks",
    )
    async with database.begin() as work:
        (stored,) = await add(work, full)
        assert stored == replace(full, id=stored.id, version=1)
        assert await work.tickets.get(stored.id) == stored


async def test_an_unknown_number_is_refused(database: Database) -> None:
    async with database.look() as work:
        with pytest.raises(TicketUnknown, match="no ticket 17") as refused:
            await work.tickets.get(17)
    assert refused.value.ticket_id == 17


async def test_saving_writes_and_counts_the_version(database: Database) -> None:
    async with database.begin() as work:
        (stored,) = await add(work, a_ticket())
        taken = await work.tickets.save(stored.taken_by(HUGE, NOW))
        assert taken.version == stored.version + 1
        assert await work.tickets.get(stored.id) == taken


async def test_a_stale_ticket_is_not_written(database: Database) -> None:
    ticket = await a_stored_ticket(database)
    async with database.begin() as work:
        await work.tickets.save(replace(ticket, priority=1))
    with pytest.raises(TicketChanged) as refused:
        async with database.begin() as work:
            await work.tickets.save(replace(ticket, priority=4))
    assert refused.value.ticket_id == ticket.id
    async with database.look() as work:
        assert (await work.tickets.get(ticket.id)).priority == 1


async def test_of_ten_who_saw_the_same_ticket_exactly_one_takes_it(database: Database) -> None:
    ticket = await a_stored_ticket(database)

    async def take(staff_id: int) -> int:
        async with database.begin() as work:
            taken = await work.tickets.save(ticket.taken_by(staff_id, NOW))
            await work.history.add(Event(ticket.id, NOW, staff(staff_id), Move.TAKE))
        assert taken.owner is not None
        return taken.owner

    await one_wins(database, ticket, await race(take))


async def test_of_ten_who_read_and_take_exactly_one_takes_it(database: Database) -> None:
    ticket = await a_stored_ticket(database)

    async def take(staff_id: int) -> int:
        async with database.begin() as work:
            seen = await work.tickets.get(ticket.id)
            await work.tickets.save(seen.taken_by(staff_id, NOW))
            await work.history.add(Event(ticket.id, NOW, staff(staff_id), Move.TAKE))
        return staff_id

    await one_wins(database, ticket, await race(take))


async def race(take: Callable[[int], Awaitable[int]]) -> list[int | BaseException]:
    """Ten specialists press Take at once."""
    return await asyncio.gather(*(take(1000 + number) for number in range(10)), return_exceptions=True)


async def one_wins(database: Database, ticket: Ticket, outcomes: list[int | BaseException]) -> None:
    """One outcome is the owner, the others refusals, and the database says the same."""
    winners = [one for one in outcomes if isinstance(one, int)]
    refusals = [one for one in outcomes if isinstance(one, TicketChanged | MoveNotAllowed)]
    assert (len(winners), len(refusals)) == (1, 9)
    async with database.look() as work:
        assert (await work.tickets.get(ticket.id)).owner == winners[0]
        assert [event.who for event in await work.history.of(ticket.id)] == [staff(winners[0])]


async def test_waiting_tickets_come_most_urgent_first_then_by_promise(database: Database) -> None:
    async with database.begin() as work:
        tickets = await add(
            work,
            a_ticket(first_word_due=later(50)),
            a_ticket(first_word_due=later(10)),
            a_ticket(priority=1, first_word_due=later(90), queue="core"),
            a_ticket(priority=1, queue="other"),
            a_ticket(state=State.TAKEN, owner=5),
        )
        late, soon, urgent, *_ = tickets
        assert await work.tickets.waiting_in(["network", "core"]) == [urgent, soon, late]
        assert await work.tickets.waiting_in(["network", "core"], limit=1) == [urgent]
        assert await work.tickets.waiting_in([]) == []
        assert await work.tickets.count_waiting(["network", "core", "empty"]) == {"network": 2, "core": 1}


async def test_a_specialist_sees_what_they_hold(database: Database) -> None:
    async with database.begin() as work:
        tickets = await add(work, a_ticket(owner=HUGE), a_ticket(owner=5), a_ticket(owner=HUGE))
        assert await work.tickets.held_by(HUGE) == [tickets[0], tickets[2]]


async def test_a_customers_tickets_and_the_open_ones(database: Database) -> None:
    async with database.begin() as work:
        mine = await add(work, *(a_ticket(state=state) for state in State))
        await add(work, a_ticket(customer_id=BORIS.id))
        assert await work.tickets.of_customer(ANNA.id) == mine[::-1]
        assert await work.tickets.of_customer(ANNA.id, limit=1) == mine[-1:]
        assert {one.state for one in await work.tickets.open_of(ANNA.id)} == {
            State.QUEUED,
            State.TAKEN,
            State.ASKED,
            State.VENDOR,
        }
        assert ids(await work.tickets.open_of(ANNA.id)) == sorted(ids(await work.tickets.open_of(ANNA.id)))


async def test_history_is_told_in_order(database: Database) -> None:
    async with database.begin() as work:
        ticket, other = await add(work, a_ticket(), a_ticket())
        told = [
            Event(ticket.id, later(5), LINE1, "open", data={"queue": "network", "why": ["мысль", 0.5]}),
            Event(ticket.id, NOW, CUSTOMER, "hear", "help"),
            Event(ticket.id, NOW, staff(1001), "take"),
        ]
        for event in [told[0], Event(other.id, NOW, LINE1, "open"), *told[1:]]:
            await work.history.add(event)
        assert await work.history.of(ticket.id) == told
    assert told[2].who == "staff:1001"


async def test_a_card_is_laid_once_and_keeps_its_message(database: Database) -> None:
    async with database.begin() as work:
        ticket, other = await add(work, a_ticket(), a_ticket())
        for chat_id in (HUGE, -5, HUGE):
            await work.cards.lay(ticket.id, chat_id)
        assert await work.cards.message(ticket.id, HUGE) is None
        await work.cards.shown(ticket.id, HUGE, 2**33)
        await work.cards.lay(ticket.id, HUGE)
        assert await work.cards.message(ticket.id, HUGE) == 2**33
        assert await work.cards.message(ticket.id, -5) is None
        assert await work.cards.chats(ticket.id) == [-5, HUGE]
        assert await work.cards.chats(other.id) == []
        await work.cards.shown(ticket.id, HUGE, None)
        assert await work.cards.message(ticket.id, HUGE) is None


async def test_a_chat_may_give_its_card_back(database: Database) -> None:
    async with database.begin() as work:
        (ticket,) = await add(work, a_ticket())
        for chat_id in (1, 2):
            await work.cards.lay(ticket.id, chat_id)
        await work.cards.remove(ticket.id, 1)
        assert await work.cards.chats(ticket.id) == [2]


async def test_a_file_is_known_to_its_own_bot_and_to_one_that_learned_it(database: Database) -> None:
    file = File(kind="document", bot="customer", id="B" * 300)
    async with database.begin() as work:
        assert await work.files.known_to("customer", file) == file.id
        assert await work.files.known_to("desk", file) is None
        await work.files.learn("desk", file, "first", NOW)
        await work.files.learn("desk", file, "second", NOW)
        assert await work.files.known_to("desk", file) == "second"
        assert await work.files.known_to("desk", file.model_copy(update={"id": "C"})) is None


async def test_what_line_1_handed_to_each_queue_and_what_had_come_there_wrongly(database: Database) -> None:
    """Tickets that people opened are none of line 1's, and what is older is left out."""
    async with database.begin() as work:
        await work.customers.save(ANNA)
        [ticket] = await add(work, a_ticket())
        wrong = {"queue": "network", "right": "mail"}
        for minutes, who, what, data in (
            (-1, LINE1, "open", {"queue": "network"}),
            (0, LINE1, "open", {"queue": "network"}),
            (1, LINE1, "open", {"queue": "network"}),
            (1, LINE1, "open", {"queue": "mail"}),
            (1, "staff:7", "open", {"reason": "split: #1"}),
            (2, "staff:7", MISROUTED, {**wrong, "sender": LINE1}),
            (2, "staff:7", MISROUTED, {**wrong, "queue": "core", "sender": STAFF}),
            (2, "staff:7", "move", {"queue": "network"}),
        ):
            await work.history.add(Event(ticket.id, later(minutes), who, what, "", data))
        assert await work.history.handed(NOW) == {
            "network": Handed(given=2, wrong=1),
            "mail": Handed(given=1),
            "core": Handed(returned=1),
        }


async def test_open_tickets_that_came_up_by_a_queue_which_is_gone(database: Database) -> None:
    async with database.begin() as work:
        stale, _, other, _ = await add(
            work,
            a_ticket(path=("till", "core")),
            a_ticket(path=("network", "core")),
            a_ticket(path=("касса",)),
            a_ticket(path=("till",), state=State.CLOSED),
        )
        kept = {"network", "core"}.__contains__
        assert ids(await work.tickets.open_by_way(kept)) == [stale.id, other.id]
        assert ids(await work.tickets.open_by_way(kept, limit=1)) == [stale.id]
        assert await work.tickets.open_by_way(lambda _: True) == []


async def test_what_is_ours_comes_back_without_a_customer_and_teaches_nothing(database: Database) -> None:
    async with database.begin() as work:
        theirs, ours = await add(
            work, a_ticket(state=State.CLOSED), a_ticket(customer_id=None, state=State.CLOSED)
        )
        assert (await work.tickets.get(ours.id)).is_ours
        assert [one.id for one in await work.tickets.ended(limit=5)] == [theirs.id]
