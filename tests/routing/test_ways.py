"""The way up and back down: a return goes to a lower line where people work, whatever happened before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.desk import Contact, Desk, Line, LineKind, Queue, Specialist
from routing.ticket import Move, State, Ticket
from routing.ways import below, moved, standing

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
STAFF = 1001
#: Two queues on each of four lines of people, the first of them a reception, and a maker above.
QUEUES = tuple(Queue(f"{line}{place}", line, line) for line in ("P1", "P2", "P3", "P4") for place in "ab")
DESK = Desk(
    lines=(
        Line("L1", "Bot", LineKind.BOT, Contact.RELAYED, 0),
        Line("P1", "Reception", LineKind.PEOPLE, Contact.RELAYED, 1, reception=True),
        *(
            Line(name, name, LineKind.PEOPLE, Contact.RELAYED, height)
            for height, name in enumerate(("P2", "P3", "P4"), start=2)
        ),
        Line("V", "Maker", LineKind.VENDOR, Contact.NONE, 5),
    ),
    queues=(*QUEUES, Queue("maker", "V", "Maker")),
    staff=(Specialist(STAFF, "Anna", queues=frozenset(queue.id for queue in QUEUES)),),
)
NAMES = [queue.id for queue in QUEUES]
#: Which of its queues the next config still has; the first stays, since a desk has a default.
CONFIGS = st.sets(st.sampled_from(NAMES[1:]))
ACTS = st.lists(
    st.one_of(
        st.sampled_from(["return", "take back"]),
        st.tuples(st.sampled_from(["up", "move"]), st.sampled_from(NAMES)),
    ),
    max_size=25,
)


def without(gone: set[str]) -> Desk:
    """The desk after these queues left its config."""
    return replace(DESK, queues=tuple(one for one in DESK.queues if one.id not in gone))


def a_ticket(queue: str, *path: str) -> Ticket:
    """Waiting there, having come up that way."""
    ticket = Ticket(7, queue, "No internet", "en", 3, NOW, NOW + timedelta(minutes=30), id=17)
    return replace(ticket, path=path)


def height(queue: str, desk: Desk = DESK) -> int:
    """How high its line is."""
    return desk.line_of(queue).height


def lived(acts: Sequence[str | tuple[str, str]]) -> list[Ticket]:
    """A ticket from the first queue on, after each act that the desk allows."""
    seen = [a_ticket(NAMES[0])]
    for act in acts:
        seen.append(after(seen[-1].taken_by(STAFF, NOW), act))
    return seen


def after(ticket: Ticket, act: str | tuple[str, str]) -> Ticket:
    """One act, or the ticket as it was."""
    match act:
        case "return" if ticket.came_from:
            return moved(DESK, ticket, ticket.came_from, Move.RETURN)
        case "take back" if ticket.came_from:
            return ticket.taken_back(STAFF, NOW).released()
        case ("up", queue) if height(queue) > height(ticket.queue):
            return moved(DESK, ticket, queue, Move.ESCALATE)
        case ("move", queue):
            return moved(DESK, ticket, queue)
    return ticket.released()


@given(ACTS)
def test_every_way_goes_up_line_by_line_to_where_the_ticket_is(acts: list[str | tuple[str, str]]) -> None:
    """So a return, and the one after it, always lead down, and end."""
    for ticket in lived(acts):
        steps = [height(one) for one in (*ticket.path, ticket.queue)]
        assert all(lower < upper for lower, upper in pairwise(steps))


@given(ACTS, st.sampled_from(NAMES))
def test_what_goes_up_and_comes_back_is_where_it_was(acts: list[str | tuple[str, str]], above: str) -> None:
    ticket = lived(acts)[-1].taken_by(STAFF, NOW)
    up = after(ticket, ("up", above))
    if up.queue != ticket.queue:
        assert up.came_from == ticket.queue
        back = after(up.taken_by(STAFF, NOW), "return")
        assert (back.queue, back.path) == (ticket.queue, ticket.path)


@given(ACTS, st.sampled_from(NAMES))
def test_to_the_side_the_way_back_stays(acts: list[str | tuple[str, str]], beside: str) -> None:
    ticket = lived(acts)[-1]
    there = moved(DESK, ticket, beside)
    if height(beside) == height(ticket.queue):
        assert there.path == ticket.path
    if height(beside) > height(ticket.queue):
        assert there.path == (*ticket.path, ticket.queue), "from a higher line it can be returned"


@given(ACTS, CONFIGS)
def test_after_a_change_of_the_config_it_stands_where_people_work(
    acts: list[str | tuple[str, str]], gone: set[str]
) -> None:
    desk, ticket = without(gone), lived(acts)[-1]
    kept = standing(desk, ticket)
    assert all(desk.keeps(one) for one in (*kept.path, kept.queue))
    assert kept.queue == (ticket.queue if desk.keeps(ticket.queue) else desk.default_queue().id)
    assert standing(desk, kept) == kept


@pytest.mark.parametrize(
    ("queue", "path", "to", "left"),
    [
        ("P3a", ("P2a",), "P3b", ("P2a",)),
        ("P3a", ("P2a",), "P2b", ()),
        ("P3a", ("P2a",), "P2a", ()),
        ("P4a", ("P2a", "P3a"), "P3b", ("P2a",)),
        ("P4a", ("P1a", "P2a", "P3a"), "P2b", ("P1a",)),
    ],
)
def test_a_move_down_or_to_the_side_ends_the_way_where_it_is(
    queue: str, path: tuple[str, ...], to: str, left: tuple[str, ...]
) -> None:
    assert moved(DESK, a_ticket(queue, *path), to).path == left


def test_makers_and_queues_that_nobody_serves_are_no_way_back() -> None:
    assert below(DESK, "P4a", ("P1a", "nowhere", "maker", "P3a")) == ("P1a", "P3a")


def test_a_ticket_of_a_queue_that_is_gone_waits_in_the_default_one() -> None:
    kept = standing(without({"P3a", "P2a"}), a_ticket("P3a", "P1b", "P2a"))
    assert (kept.queue, kept.path, kept.state) == ("P1a", (), State.QUEUED)
