"""Whatever customers and staff do while time passes: no ticket is in limbo, nobody acts out of turn.

A small desk of four lines on a real SQLite file; acts go through the same table as commands and buttons.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from bot.actions import answering, audits, ending, hearing, promises, stranded, verdict
from bot.actions.ringing import RINGS
from bot.actions.scene import Scene
from bot.actions.speaking import Speech
from bot.actions.winding import read_clocks
from bot.desk.acts import ACTS
from bot.errors import REFUSALS
from routing.clocks import Clock
from routing.desk import Assign, Contact, Desk, Line, LineKind, Queue, Role, Specialist
from routing.history import rebuilt
from routing.ticket import OPEN_STATES, State, Ticket
from storage.history import Event
from storage.messages import Author, Said
from storage.outbox import Sending
from tests.bot.machine import DeskMachine, live
from tests.routing.desks import EVENING, MORNING

DESK = Desk(
    lines=(
        Line("L1", "Front", LineKind.BOT, Contact.RELAYED, 0),
        Line("L2", "Specialists", LineKind.PEOPLE, Contact.RELAYED, 1),
        Line("L3", "Experts", LineKind.PEOPLE, Contact.NONE, 2),
        Line("L4", "Maker", LineKind.VENDOR, Contact.NONE, 3),
    ),
    queues=(
        Queue("network", "L2", "Network", escalates_to="core", default=True),
        Queue("billing", "L2", "Billing", assign=Assign.OFFER),
        Queue("core", "L3", "Core", escalates_to="maker", assign=Assign.DIRECT),
        Queue("maker", "L4", "Maker"),
    ),
    staff=(
        Specialist(1, "Annabel", queues=frozenset({"network"}), capacity=2, shift=MORNING),
        Specialist(2, "Bartholomew", queues=frozenset({"network", "billing"}), shift=EVENING),
        Specialist(3, "Cassandra", Role.LEAD, frozenset({"network", "billing"}), shift=MORNING),
        Specialist(4, "Demetrius", queues=frozenset({"core"}), shift=MORNING),
        Specialist(5, "Evangeline", role=Role.ADMIN),
    ),
)


def without(gone: str | int) -> Desk:
    """The desk after a queue, or a member of staff, left its config."""
    return replace(
        DESK,
        queues=tuple(
            replace(one, escalates_to=None if one.escalates_to == gone else one.escalates_to)
            for one in DESK.queues
            if one.id != gone
        ),
        staff=tuple(replace(one, queues=one.queues - {gone}) for one in DESK.staff if one.id != gone),
    )


#: None: the ticket's owner, or the first who may take it, so that many acts are allowed.
PEOPLE = st.sampled_from([None, None, None, *DESK.staff])
WORDS = st.sampled_from(
    ["", "The cable was loose", "billing not ours", "core please", "network", "2", "17 x", "maker R-5 why"]
)
NUMBERS = st.sampled_from([1, 1, 2, 2, 3, 3, 4])
CUSTOMERS = st.sampled_from([101, 102])


class Lives(DeskMachine):
    """Two customers and five people at the desk, an act at a time; refused acts change nothing."""

    opens_with = DESK
    customers = (101, 102)

    @initialize()
    def it_begins(self) -> None:
        """Both ask for a person, and one of them has one."""
        for customer in (101, 102):
            self.a_person_please(customer)
        self.staff_act(DESK.staff[0], "take", 1, "")
        self.an_audit(DESK.staff[0], "network")

    def attempt(self, act: Callable[[Scene], Awaitable[Any]]) -> bool:
        """Whether it was allowed; what was refused has changed nothing."""
        before = self.tickets()
        try:
            self.do(act)
        except REFUSALS:
            assert self.tickets() == before
            return False
        return True

    @rule(customer=CUSTOMERS)
    def a_person_please(self, customer: int) -> None:
        """Asked of line 1, or again of the people who have it."""

        async def ask(scene: Scene) -> None:
            found = await scene.work.customers.get(customer)
            assert found
            message = Said(customer, Author.CUSTOMER, "Internet is down", scene.now)
            await scene.work.messages.add(message)
            await answering.wants_person(scene, found)

        self.attempt(ask)

    @rule(customer=CUSTOMERS, text=st.sampled_from(["Any news?", "It blinks red", "спасибо"]))
    def the_customer_writes(self, customer: int, text: str) -> None:
        """Words for whoever owns the conversation."""

        async def write(scene: Scene) -> None:
            found = await scene.work.customers.get(customer)
            assert found
            await hearing.said(scene, found, Said(customer, Author.CUSTOMER, text, scene.now))

        self.attempt(write)

    @rule(
        customer=CUSTOMERS,
        number=NUMBERS,
        press=st.sampled_from([verdict.confirm, verdict.not_solved, ending.withdraw]),
    )
    def the_customer_presses(self, customer: int, number: int, press: Any) -> None:
        """Solved, not solved, taken back; only their own tickets may change by it."""
        theirs = [one.id for one in self.tickets() if one.customer_id == customer]

        async def pressed(scene: Scene) -> None:
            found = await scene.work.customers.get(customer)
            assert found
            await press(scene, found, number)

        assert not self.attempt(pressed) or number in theirs

    @rule(person=st.sampled_from(DESK.staff), queue=st.sampled_from([one.id for one in DESK.served_queues()]))
    def an_audit(self, person: Specialist, queue: str) -> None:
        """Of our own, in a queue that its opener serves."""
        opened = self.attempt(lambda scene: audits.audit(scene, person, f"{queue} Backups"))
        assert opened == person.serves(queue)

    @rule(
        acts=st.lists(
            st.tuples(PEOPLE, st.sampled_from(sorted(ACTS)), NUMBERS, WORDS), min_size=1, max_size=6
        )
    )
    def staff_act_in_a_row(self, acts: list[tuple[Specialist | None, str, int, str]]) -> None:
        """Most of what happens at a desk."""
        for act in acts:
            self.staff_act(*act)

    def staff_act(self, person: Specialist | None, act: str, number: int, text: str) -> None:
        """By command or button, with or without the words it needs."""
        ticket = next((one for one in self.tickets() if one.id == number), None)
        by = person or self.fit(ticket)
        asked = self.do(partial(_asked, number))
        allowed = self.attempt(lambda scene: ACTS[act].do(scene, by, number, Speech(text)))
        assert not allowed or ticket is None or concerns(by, ticket, asked)

    def fit(self, ticket: Ticket | None) -> Specialist:
        """Whose ticket it is, else who may take it, else anybody."""
        owner = DESK.person(ticket.owner) if ticket and ticket.owner else None
        return owner or (DESK.serving(ticket.queue)[0] if ticket else DESK.staff[0])

    @rule(minutes=st.sampled_from([1, 45, 240, 60 * 24 * 4]))
    def time_passes(self, minutes: int) -> None:
        """And what has come due by then is done."""
        self.now += timedelta(minutes=minutes)

        async def ring(scene: Scene) -> None:
            for timer in await scene.work.timers.due(scene.now):
                if timer.kind in RINGS and await scene.work.timers.strike(timer):
                    await RINGS[timer.kind](scene, timer.key)

        self.do(ring)

    @rule(gone=st.sampled_from(["core", "billing", "network", 1, 2, 4]))
    def a_start_without_somebody_or_some_queue(self, gone: str | int) -> None:
        """What was there is with people, in queues and on ways that are; then all is as before."""
        desk, full = without(gone), self.desk
        if gone == "network":
            desk = replace(
                desk, queues=tuple(replace(one, default=one.id == "billing") for one in desk.queues)
            )
        self.desk = replace(full, desk=desk)
        self.do(stranded.sweep)
        for ticket in [one for one in self.tickets() if one.is_open]:
            assert all(desk.keeps(queue) for queue in (ticket.queue, *ticket.path))
            assert ticket.owner in {None, *(one.id for one in desk.staff)}
            if ticket.owner is None:
                told = self.do(partial(_cards, ticket.id))
                there = {one.id for one in (*desk.serving(ticket.queue), *desk.leads_of(ticket.queue))}
                assert there & set(told)
        assert self.do(stranded.settle) == 0
        self.desk = full

    @invariant()
    def nothing_is_in_limbo(self) -> None:
        """An open ticket has one who answers for it and a card with somebody; an ended one has no owner."""
        for ticket in self.tickets():
            assert (ticket.owner is not None) == (ticket.state in OPEN_STATES - {State.QUEUED})
            if ticket.is_open:
                assert ticket.owner in {None, *(one.id for one in DESK.staff)}
                assert DESK.leads_of(ticket.queue)
                assert self.do(partial(_cards, ticket.id))
            if ticket.state is State.QUEUED and not ticket.is_ours:
                assert ticket.promised is not None
                assert self.is_armed(promises.TIMER, ticket.id)
            if ticket.state is State.RESOLVED:
                assert self.is_armed(ending.CLOSE_TIMER, ticket.id)

    @invariant()
    def nobody_outside_has_to_do_with_what_is_ours(self) -> None:
        """No word was promised, said or rated; one of our own has the line's clock and no other."""
        for ticket in [one for one in self.tickets() if one.is_ours]:
            assert (ticket.promised, ticket.first_word_at, ticket.csat) == (None, None, None)
            assert not self.is_armed(promises.TIMER, ticket.id)
            assert self.do(partial(_sent, ticket.id)) == []
            events = self.do(partial(_events, ticket.id))
            assert {one.clock for one in read_clocks(self.desk, events, self.now)} <= {Clock.LINE}

    def is_armed(self, kind: str, number: int) -> bool:
        """Whether the clock watches over it."""
        later = self.now + timedelta(days=60)
        timers = self.do(lambda scene: scene.work.timers.due(later))
        return any((one.kind, one.key) == (kind, str(number)) for one in timers)

    @invariant()
    def the_history_tells_it_all(self) -> None:
        """Each ticket is what its events say."""
        for ticket in self.tickets():
            events = self.do(partial(_events, ticket.id))
            assert rebuilt(ticket.id, [one.changes for one in events]) == replace(ticket, version=0)
            assert [one.at for one in events] == sorted(one.at for one in events)

    @invariant()
    def a_talk_is_with_people_exactly_while_they_have_a_question_of_it(self) -> None:
        """Else the customer's words would be refused, or read by nobody who works on the matter."""
        for customer in (101, 102):
            theirs = {one.id for one in self.tickets() if one.customer_id == customer and one.is_open}
            talk = self.do(partial(_talk, customer))
            assert (talk in theirs) if theirs else talk is None

    @invariant()
    def no_name_of_ours_reaches_a_customer(self) -> None:
        """Whatever line 1 said."""
        for customer in (101, 102):
            said = self.do(partial(_said, customer))
            heard = " ".join(one.text for one in said if one.author is not Author.CUSTOMER)
            assert not [one.name for one in DESK.staff if one.name in heard]


async def _cards(number: int, scene: Scene) -> list[int]:
    return await scene.work.cards.chats(number)


async def _events(number: int, scene: Scene) -> list[Event]:
    return await scene.work.history.of(number)


async def _said(customer: int, scene: Scene) -> list[Said]:
    return await scene.work.messages.recent(customer, limit=200)


async def _talk(customer: int, scene: Scene) -> int | None:
    return (await scene.work.conversations.get(customer)).ticket_id


async def _sent(number: int, scene: Scene) -> list[Sending]:
    return await scene.work.outbox.ledger(number, limit=10)


async def _asked(number: int, scene: Scene) -> set[str]:
    return {one.queue for one in await scene.work.consultations.open_on(number)}


def concerns(person: Specialist, before: Ticket, asked: set[str]) -> bool:
    """Whether the ticket is any business of theirs: by its queue or way, once theirs, or asked of them."""
    queues = {before.queue, *before.path, *asked}
    return bool(
        person.role is Role.ADMIN
        or queues & person.queues
        or person.id in {before.owner, before.last_owner, *before.helpers}
    )


def test_lives(sqlite_template: Path) -> None:
    live(Lives, sqlite_template, steps=25)
