"""A ticket's life: what may follow what, who owns it, and whose words count."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.errors import MoveNotAllowed
from routing.ticket import MOVES, OPEN_STATES, Move, State, Ticket

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
STAFF = 1001
HISTORIES = st.lists(st.sampled_from(Move), max_size=20)


def a_ticket(**facts: object) -> Ticket:
    """A ticket that waits in the network queue."""
    ticket = Ticket(7, "network", "No internet", "en", 3, NOW, NOW + timedelta(minutes=30), id=17)
    return replace(ticket, **facts)  # type: ignore[arg-type]


def do(ticket: Ticket, move: Move, at: datetime = NOW) -> Ticket:
    """The move in the way people make it."""
    match move:
        case Move.TAKE:
            return ticket.taken_by(STAFF, at)
        case Move.RELEASE:
            return ticket.released()
        case Move.REPLY | Move.ASK:
            return ticket.spoken(move, at)
        case Move.MOVE | Move.ESCALATE | Move.RETURN:
            return ticket.moved_to("core", (), move)
        case Move.TAKE_BACK:
            return replace(ticket, path=("till",)).taken_back(STAFF, at)
        case Move.RESOLVE:
            return ticket.resolved("rebooted", "power", at)
        case Move.CLOSE:
            return ticket.closed(at)
        case Move.REOPEN:
            return ticket.reopened(at)
        case Move.HEAR | Move.NOTE | Move.VENDOR | Move.VENDOR_ANSWER:
            return ticket.after(move)


def lived(moves: list[Move]) -> list[Ticket]:
    """The ticket after each of the moves that were allowed, a minute apart."""
    seen = [a_ticket()]
    for minute, move in enumerate(moves):
        with suppress(MoveNotAllowed):
            seen.append(do(seen[-1], move, NOW + timedelta(minutes=minute)))
    return seen


@given(HISTORIES)
def test_only_a_reopening_brings_a_closed_ticket_back(moves: list[Move]) -> None:
    closed = a_ticket().closed(NOW)
    for move in moves:
        if move is not Move.REOPEN:
            with suppress(MoveNotAllowed):
                closed = do(closed, move)
    assert closed.state is State.CLOSED
    assert closed.reopened(NOW).state is State.QUEUED


@given(HISTORIES)
def test_a_ticket_has_an_owner_exactly_while_somebody_works_on_it(moves: list[Move]) -> None:
    for ticket in lived(moves):
        assert (ticket.owner is not None) == (ticket.state in OPEN_STATES - {State.QUEUED})
        assert ticket.owner in {None, ticket.last_owner}


@given(HISTORIES)
def test_the_first_word_never_moves_within_one_opening(moves: list[Move]) -> None:
    history = lived(moves)
    for before, after in pairwise(history):
        reopened = before.state in {State.RESOLVED, State.CLOSED} and after.state is State.QUEUED
        if before.first_word_at and not reopened:
            assert after.first_word_at == before.first_word_at
        if reopened:
            assert after.first_word_at is None


@given(HISTORIES)
def test_an_ended_ticket_says_when_and_an_open_one_does_not(moves: list[Move]) -> None:
    for ticket in lived(moves):
        assert (ticket.resolved_at is None and ticket.closed_at is None) == ticket.is_open
        assert (ticket.state is State.CLOSED) == (ticket.closed_at is not None)
        assert ticket.solution is None or not ticket.is_open


@given(HISTORIES)
def test_every_open_ticket_can_be_ended(moves: list[Move]) -> None:
    """No history leads to where nothing but a note is left to do."""
    last = lived(moves)[-1]
    assert last.may(Move.CLOSE) or last.may(Move.REOPEN)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_what_the_table_lacks_is_refused_and_named(state: State, move: Move) -> None:
    ticket = a_ticket(state=state)
    if (state, move) in MOVES:
        assert ticket.after(move).state is MOVES[state, move]
        return
    with pytest.raises(MoveNotAllowed, match=f"ticket 17 is {state}: {move} is not allowed") as refused:
        ticket.after(move)
    assert (refused.value.ticket_id, refused.value.state, refused.value.move) == (17, state, move)


@pytest.mark.parametrize("state", State)
def test_a_note_changes_nothing(state: State) -> None:
    assert a_ticket(state=state).after(Move.NOTE) == a_ticket(state=state)


def test_open_means_somebody_should_work_on_it() -> None:
    assert {state for state in State if a_ticket(state=state).is_open} == OPEN_STATES


def test_taken_and_released() -> None:
    taken = a_ticket().taken_by(STAFF, NOW)
    assert (taken.owner, taken.last_owner, taken.taken_at) == (STAFF, STAFF, NOW)
    back = taken.released()
    assert (back.state, back.owner, back.last_owner, back.queue) == (State.QUEUED, None, STAFF, "network")


def test_what_the_customer_says_brings_an_asked_ticket_to_its_owner() -> None:
    asked = a_ticket().taken_by(STAFF, NOW).spoken(Move.ASK, NOW)
    heard = asked.after(Move.HEAR)
    assert (heard.state, heard.owner) == (State.TAKEN, STAFF)


def test_while_the_maker_works_the_owner_stays_and_may_speak() -> None:
    waiting = a_ticket().taken_by(STAFF, NOW).after(Move.VENDOR)
    assert (waiting.is_open, waiting.owner) == (True, STAFF)
    assert waiting.spoken(Move.REPLY, NOW).state is State.VENDOR
    assert waiting.after(Move.VENDOR_ANSWER).state is State.TAKEN


def test_a_solution_told_at_once_is_also_the_first_word() -> None:
    resolved = a_ticket().taken_by(STAFF, NOW).resolved("rebooted", None, NOW)
    assert (resolved.first_word_at, resolved.resolved_at, resolved.solution) == (NOW, NOW, "rebooted")


def test_a_reopened_ticket_has_a_new_promise_and_no_solution() -> None:
    due = NOW + timedelta(hours=2)
    again = a_ticket().taken_by(STAFF, NOW).resolved("rebooted", "power", NOW).closed(NOW).reopened(due)
    assert (again.state, again.first_word_due) == (State.QUEUED, due)
    assert (again.solution, again.cause, again.resolved_at, again.closed_at) == (None, None, None, None)
    assert again.last_owner == STAFF


@pytest.mark.parametrize(("days_later", "may"), [(0, True), (3, True), (3.001, False), (100, False)])
def test_a_return_is_the_same_ticket_for_so_many_days(days_later: float, may: bool) -> None:
    later = NOW + timedelta(days=days_later)
    resolved = a_ticket().taken_by(STAFF, NOW).resolved("rebooted", None, NOW)
    assert resolved.may_reopen(later, days=3) is may
    assert resolved.closed(NOW + timedelta(days=2)).may_reopen(later, days=3) is may
    assert a_ticket().closed(NOW).may_reopen(later, days=3) is may


def test_an_open_ticket_needs_no_reopening() -> None:
    assert not a_ticket().may_reopen(NOW, days=3)
    assert not a_ticket().closed(NOW).reopened(NOW).may_reopen(NOW, days=3)
