"""Whatever is offered, accepted, declined and left: each waiting ticket is with somebody, and fairly so.

The acts of the desk on a real SQLite file: queues offer, give or leave it to people, who come in shifts.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from bot.actions import ending, moving, offering, offers, owning, stranded
from bot.actions.ringing import RINGS
from bot.actions.scene import Scene
from bot.errors import REFUSALS
from routing.desk import Assign, Contact, Desk, Line, LineKind, Queue, Role, Specialist
from routing.duty import present
from routing.hours import Hours, Span
from routing.ticket import State, Ticket
from storage.history import CUSTOMER
from tests.bot.machine import DeskMachine, live
from tests.storage.examples import a_ticket

CUSTOMERS = (101, 102, 103)


def shift(begins: int, ends: int) -> Hours:
    """Every day between these hours, UTC."""
    return Hours(ZoneInfo("UTC"), ((Span(time(begins), time(ends)),),) * 7)


DESK = Desk(
    lines=(
        Line("L1", "Front", LineKind.BOT, Contact.RELAYED, 0),
        Line("L2", "Specialists", LineKind.PEOPLE, Contact.RELAYED, 1),
    ),
    queues=(
        Queue("network", "L2", "Network", default=True, assign=Assign.OFFER, offer=timedelta(minutes=5)),
        Queue("billing", "L2", "Billing", assign=Assign.DIRECT),
        Queue("mail", "L2", "Mail", assign=Assign.OFFER, offer=timedelta(minutes=5)),
        Queue("tills", "L2", "Tills"),
    ),
    staff=(
        Specialist(1, "Anna", queues=frozenset({"network", "mail", "tills"}), capacity=1, shift=shift(8, 13)),
        Specialist(
            2, "Boris", queues=frozenset({"network", "billing", "tills"}), capacity=2, shift=shift(12, 20)
        ),
        Specialist(3, "Vera", role=Role.LEAD, queues=frozenset({"network", "billing"}), capacity=3),
        Specialist(
            4,
            "Dina",
            queues=frozenset({"billing", "mail"}),
            languages=frozenset({"ru"}),
            capacity=2,
            shift=shift(9, 17),
        ),
        Specialist(5, "Ilya", role=Role.ADMIN, shift=shift(9, 18)),
    ),
)
PEOPLE = st.sampled_from(DESK.staff)
QUEUES = st.sampled_from([one.id for one in DESK.queues])
NUMBERS = st.sampled_from([1, 2, 3, 4, 5])


class Offers(DeskMachine):
    """Matters come, people accept, decline, go and come, time passes."""

    opens_with = DESK
    customers = CUSTOMERS

    def __init__(self) -> None:
        super().__init__()
        #: Offers that stood when they were last looked at: ticket to whom.
        self.stood: dict[int, int] = {}

    def attempt(self, act: Callable[[Scene], Awaitable[Any]]) -> bool:
        """Whether it was allowed."""
        try:
            self.do(act)
        except REFUSALS:
            return False
        return True

    def away(self) -> set[int]:
        """Who has said so."""
        return set(self.do(lambda scene: scene.work.staff.away()))

    def offered(self) -> dict[int, int]:
        """Every offer that stands: ticket to whom."""
        return self.do(offers.standing)

    @rule(queue=QUEUES, customer=st.sampled_from(CUSTOMERS), language=st.sampled_from(["ru", "en"]))
    def a_matter_comes(self, queue: str, customer: int, language: str) -> None:
        """To the queue, as line 1 hands it over."""

        async def open_it(scene: Scene) -> None:
            due = scene.now + timedelta(hours=1)
            ticket = a_ticket(customer_id=customer, queue=queue, language=language, opened_at=scene.now)
            ticket = replace(ticket, first_word_due=due, promised=due)
            await offering.place(scene, await scene.write(ticket, CUSTOMER, "open"))

        self.do(open_it)

    @rule(person=PEOPLE, number=NUMBERS)
    def somebody_takes(self, person: Specialist, number: int) -> None:
        """Accepts an offer, or takes it all the same: one who was quicker keeps it."""
        ticket = self.ticket(number)
        taken = self.attempt(lambda scene: owning.take(scene, person, number))
        waits = ticket is not None and ticket.state is State.QUEUED and person.serves(ticket.queue)
        assert taken == waits

    @rule(number=NUMBERS)
    def whoever_is_asked_accepts(self, number: int) -> None:
        """The offer as it is meant; it is no offer afterwards."""
        if person := DESK.person(self.offered().get(number, 0)):
            assert self.attempt(lambda scene: owning.take(scene, person, number))
            assert number not in self.offered()

    @rule(number=NUMBERS)
    def whoever_is_asked_declines(self, number: int) -> None:
        """It moves on, to somebody else."""
        if person := DESK.person(self.offered().get(number, 0)):
            assert self.attempt(lambda scene: offering.declined(scene, person, number))
            assert self.offered().get(number) != person.id

    @rule(person=PEOPLE, number=NUMBERS)
    def somebody_declines(self, person: Specialist, number: int) -> None:
        """Only who is asked may."""
        asked = self.offered().get(number)
        assert self.attempt(lambda scene: offering.declined(scene, person, number)) == (asked == person.id)

    @rule(person=PEOPLE)
    def somebody_wants_the_next(self, person: Specialist) -> None:
        """Never one that another is asked about."""
        before = self.offered()
        mine = {one.id for one in self.tickets() if one.owner == person.id}
        if self.attempt(lambda scene: owning.take_next(scene, person)):
            (new,) = {one.id for one in self.tickets() if one.owner == person.id} - mine
            assert before.get(new, person.id) == person.id
            assert len(mine) < person.capacity

    @rule(number=NUMBERS, what=st.sampled_from(["release", "close", "move"]), queue=QUEUES)
    def its_owner_lets_go(self, number: int, what: str, queue: str) -> None:
        """Back to the queue, over, or elsewhere."""
        ticket = self.ticket(number)
        owner = DESK.person(ticket.owner) if ticket and ticket.owner else None
        if owner is None:
            return
        acts: dict[str, Callable[[Scene], Awaitable[Any]]] = {
            "release": lambda scene: owning.release(scene, owner, number),
            "close": lambda scene: ending.close(scene, owner, number, "double"),
            "move": lambda scene: moving.move(scene, owner, number, queue, "yours"),
        }
        if self.attempt(acts[what]):
            assert self.offered().get(number) != owner.id or what == "move"

    @rule(person=PEOPLE, away=st.booleans())
    def somebody_goes_or_comes(self, person: Specialist, away: bool) -> None:
        """What was offered to who goes is offered to them no more."""
        self.do(lambda scene: owning.set_away(scene, person, away=away))
        if away:
            assert person.id not in self.offered().values()
        else:
            self.do(lambda scene: owning.returned(scene, person))

    @rule(minutes=st.sampled_from([1, 6, 6, 45, 240, 720]))
    def time_passes(self, minutes: int) -> None:
        """And what has come due by then is done."""
        self.now += timedelta(minutes=minutes)
        self.do(_ring)

    @rule()
    def it_is_looked_after(self) -> None:
        """From time to time: then whatever waits is offered, or lies with who is there, else with a lead."""
        self.do(stranded.sweep)
        standing, away = self.offered(), self.away()
        for ticket in [one for one in self.tickets() if one.state is State.QUEUED]:
            there = present(DESK, ticket.queue, self.now, away) or DESK.leads_of(ticket.queue)
            have = set(self.do(partial(_cards, ticket.id)))
            assert ticket.id in standing or have & {one.id for one in there}

    def ticket(self, number: int) -> Ticket | None:
        """Of that number, if there is one."""
        return next((one for one in self.tickets() if one.id == number), None)

    @invariant()
    def an_offer_is_of_what_waits_to_one_who_may_have_it(self) -> None:
        """Who serves the queue; one offered just now was there, not away, speaks the language, has room."""
        standing, away = self.offered(), self.away()
        held = [one.owner for one in self.tickets()]
        for number, staff_id in standing.items():
            ticket, person = self.ticket(number), DESK.person(staff_id)
            assert ticket
            assert person
            assert ticket.state is State.QUEUED
            assert person.serves(ticket.queue)
            assert staff_id not in away
            assert staff_id in self.do(partial(_cards, number))
            if self.stood.get(number) != staff_id:
                assert person.on_shift(self.now)
                assert not person.languages or ticket.language in person.languages
                assert held.count(staff_id) + [*standing.values()].count(staff_id) <= person.capacity
        self.stood = standing

    @invariant()
    def nothing_is_in_limbo(self) -> None:
        """What waits lies in somebody's chat; what is owned is with one of the staff."""
        for ticket in [one for one in self.tickets() if one.is_open]:
            assert (ticket.owner is None) == (ticket.state is State.QUEUED)
            assert self.do(partial(_cards, ticket.id))


async def _cards(number: int, scene: Scene) -> list[int]:
    return list(await scene.work.cards.chats(number))


async def _ring(scene: Scene) -> None:
    for timer in await scene.work.timers.due(scene.now):
        if timer.kind in RINGS and await scene.work.timers.strike(timer):
            await RINGS[timer.kind](scene, timer.key)


def test_offers(sqlite_template: Path) -> None:
    live(Offers, sqlite_template, steps=30)
