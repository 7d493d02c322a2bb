"""Whatever people do to tickets, in whatever order: none is in limbo, and the books agree."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.actions import customers, ending, handing, hearing, owning, promises, verdict
from bot.actions.customers import Sender
from bot.actions.scene import Scene
from bot.actions.speaking import Speech
from bot.desk.acts import ACTS
from bot.errors import REFUSALS
from routing.desk import LineKind
from routing.ticket import Move, State, Ticket
from storage.database import Database
from storage.messages import Author, Said
from storage.work import Work
from tests.bot.desk.steps import NETWORK, Clock
from tests.bot.house import ANNA, EGOR, VERA, sample_rules

OLGA = Sender(9_000_000_001, "Olga", None, "en")
#: Words that fit an act; the others need none.
WORDS = {
    Move.REPLY: ["Hello", ""],
    Move.ASK: ["Why?"],
    Move.NOTE: ["Seen"],
    Move.MOVE: ["tills Till", "core Up", "maker Off", "nowhere"],
    Move.ESCALATE: ["Up", ""],
    Move.RETURN: ["Down"],
    Move.RESOLVE: ["Done", ""],
    Move.CLOSE: ["Off"],
    Move.VENDOR: ["maker R-1 Fix it", "Cables Which?", "maker R-1", ""],
    Move.VENDOR_ANSWER: ["2.5 cures it", "R-1 2.5", ""],
}
#: Who does it (0: the ticket's owner, or who may take it); which of the moves that the table allows now,
#: or of all there are; with which of its words; on which ticket.
COMMANDS = st.tuples(
    st.sampled_from([0, 0, 0, 0, ANNA, VERA, EGOR]),
    st.sampled_from([True, True, True, False]),
    st.integers(0, 11),
    st.integers(0, 3),
    st.sampled_from([1, 2]),
)
#: What the customer does meanwhile.
WISHES = st.sampled_from(
    ["says", "says", "withdraws 1", "withdraws 2", "solved 1", "solved 2", "not solved 1", "not solved 2"]
)
#: What staff do for themselves.
SELF = st.tuples(st.sampled_from(["next", "away", "back"]), st.sampled_from([ANNA, VERA, EGOR]))
Step = tuple[int, bool, int, int, int] | tuple[str, int] | str


@dataclass(frozen=True, slots=True)
class Books:
    """What is written down of a ticket at one moment."""

    ticket: Ticket
    events: tuple[str, ...]


class Over(Exception):
    """A history is told; nothing of it stays in the database."""


@pytest.fixture
async def begun(sqlite_database: Database) -> Database:
    """#1 was solved by Anna, #2 of the same customer waits."""
    async with sqlite_database.begin() as work:
        scene = Scene(work, sample_rules(), Clock()())
        await hand_off(scene)
        anna = scene.rules.desk.person(ANNA)
        assert anna
        await owning.take(scene, anna, 1)
        await ending.resolve(scene, anna, 1, "Port 4 was off.")
        await hand_off(scene)
    return sqlite_database


async def hand_off(scene: Scene) -> None:
    customer = await customers.known(scene, OLGA)
    conversation = await scene.work.conversations.get(customer.id)
    await scene.work.messages.add(Said(customer.id, Author.CUSTOMER, NETWORK, scene.now))
    await handing.hand_off(scene, customer, conversation, "asked for a person")


@given(st.lists(st.one_of(COMMANDS, COMMANDS, COMMANDS, WISHES, SELF), min_size=15, max_size=30))
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking takes minutes
async def test_no_ticket_is_ever_in_limbo(begun: Database, steps: list[Step]) -> None:
    """Whoever does whatever in whatever order."""
    clock = Clock()
    with suppress(Over):
        async with begun.begin() as work:
            for step in steps:
                clock.move(minutes=1)
                await tell(Scene(work, sample_rules(), clock()), step)
            raise Over


async def tell(scene: Scene, step: Step) -> None:
    before = await books(scene.work)
    with suppress(*REFUSALS):
        async with scene.work.savepoint():
            match step:
                case str():
                    await wish(scene, step)
                case (str(act), staff_id):
                    await alone(scene, act, staff_id)
                case (who, fitting, move, words, ticket_id):
                    await command(scene, who, fitting, move, words, ticket_id)
    await check(scene.work, before, await books(scene.work))


async def command(scene: Scene, who: int, fitting: bool, place: int, words: int, number: int) -> None:
    ticket = await scene.work.tickets.get(number)
    fit = scene.rules.desk.person(ticket.owner or 0) or scene.rules.desk.serving(ticket.queue)[0]
    person = scene.rules.desk.person(who) or fit
    acts = {move: {Move.VENDOR_ANSWER: "answer"}.get(move, move.value) for move in Move}
    moves = [move for move in Move if acts[move] in ACTS and (ticket.may(move) or not fitting)]
    move = moves[place % len(moves)]
    spoken = WORDS.get(move, [""])
    await ACTS[acts[move]].do(scene, person, number, Speech(spoken[words % len(spoken)]))


async def alone(scene: Scene, act: str, staff_id: int) -> None:
    person = scene.rules.desk.person(staff_id)
    assert person
    if act == "next":
        await owning.take_next(scene, person)
    else:
        await owning.set_away(scene, person, away=act == "away")


async def wish(scene: Scene, step: str) -> None:
    customer = await customers.known(scene, OLGA)
    what, _, number = step.rpartition(" ")
    match what:
        case "withdraws":
            await ending.withdraw(scene, customer, int(number))
        case "solved":
            await verdict.confirm(scene, customer, int(number))
        case "not solved":
            await verdict.not_solved(scene, customer, int(number))
        case _:
            await hearing.said(scene, customer, Said(customer.id, Author.CUSTOMER, "Hello?", scene.now))


async def books(work: Work) -> list[Books]:
    return [Books(await work.tickets.get(number), await events(work, number)) for number in (1, 2)]


async def events(work: Work, number: int) -> tuple[str, ...]:
    return tuple(event.what for event in await work.history.of(number))


async def check(work: Work, before: list[Books], now: list[Books]) -> None:
    for old, new in zip(before, now, strict=True):
        in_somebodys_hands(new.ticket)
        the_history_tells(old, new)
        await the_promise_stands(work, new.ticket)
        await the_maker_is_waited_for(work, new.ticket)
    await the_talk_is_with_its_people(work, [one.ticket for one in now])


def in_somebodys_hands(ticket: Ticket) -> None:
    """An open ticket has an owner, or waits where somebody works; one that is over has none."""
    desk = sample_rules().desk
    if ticket.state is State.QUEUED:
        assert ticket.owner is None
        assert desk.line_of(ticket.queue).kind is LineKind.PEOPLE
        assert desk.serving(ticket.queue)
    else:
        assert (ticket.owner is not None) is ticket.is_open


def the_history_tells(old: Books, new: Books) -> None:
    """Every change of state or owner has its event; nothing written is ever taken back."""
    added = new.events[len(old.events) :]
    assert new.events[: len(old.events)] == old.events
    if (old.ticket.state, old.ticket.owner) != (new.ticket.state, new.ticket.owner):
        assert any(what in set(Move) - {Move.NOTE} for what in added), (old, new)


async def the_maker_is_waited_for(work: Work, ticket: Ticket) -> None:
    """A ticket counts its open cases, and nobody is at work on it while one is."""
    waiting = await work.cases.open_of(ticket.id)
    assert ticket.open_cases == len(waiting)
    assert not (ticket.state is State.TAKEN and waiting)
    assert ticket.state is not State.VENDOR or waiting


async def the_promise_stands(work: Work, ticket: Ticket) -> None:
    """A word is promised, and watched by the clock, whenever the customer waits for one from us."""
    said = await work.messages.between_people(ticket.id, limit=1)
    spoke_last = bool(said) and said[0].author is Author.CUSTOMER
    owed = {State.QUEUED, State.VENDOR}
    if ticket.state in owed or (ticket.state is State.TAKEN and spoke_last):
        assert ticket.promised is not None
    if ticket.state not in {*owed, State.TAKEN}:
        assert ticket.promised is None
    timers = await work.timers.due(ticket.opened_at + timedelta(days=30))
    watched = {timer.key for timer in timers if timer.kind == promises.TIMER}
    assert (str(ticket.id) in watched) is (ticket.promised is not None)


async def the_talk_is_with_its_people(work: Work, tickets: list[Ticket]) -> None:
    """Line 1 has the talk only when no ticket is open; else the people of one that is."""
    open_now = {ticket.id for ticket in tickets if ticket.is_open}
    talk = (await work.conversations.get(OLGA.id)).ticket_id
    assert talk in open_now if open_now else talk is None
