"""Who gets a ticket, and who answers for it: the same for equal facts, never too much, never nobody."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from routing.assignment import (
    ALL_ASKED,
    ALL_FULL,
    NO_LANGUAGE,
    NO_SKILL,
    NOBODY_HERE,
    Give,
    Loads,
    Need,
    Wait,
    choose_specialist,
)
from routing.desk import Desk
from routing.duty import DutyLead, Line1, Owner, accountable, next_arrival, present, staffed_from
from routing.ticket import State, Ticket
from tests.routing.desks import EVENING, FIVE_LINES, LINES, MORNING, NOON, QUEUES, STAFF, large

NETWORK = Need("network", "ru")
LARGE = large(60, 7)
HELD = st.dictionaries(st.sampled_from([one.id for one in LARGE.staff]), st.integers(0, 6))
PEOPLE = st.sets(st.sampled_from([one.id for one in LARGE.staff]))
NEEDS = st.builds(Need, st.sampled_from([one.id for one in LARGE.queues]), st.sampled_from(["ru", "en"]))
MOMENTS = st.integers(0, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes))


def test_the_least_loaded_gets_it_then_the_longest_idle_then_by_id() -> None:
    ago = {2: NOON - timedelta(hours=1), 3: NOON - timedelta(hours=2)}
    chosen = [
        choose_specialist(FIVE_LINES, NETWORK, NOON, loads)
        for loads in (Loads({2: 1}), Loads({3: 1}), Loads(last=ago), Loads())
    ]
    assert [one.person.id for one in chosen if isinstance(one, Give)] == [3, 2, 3, 2]


def test_each_reason_to_wait_is_told_apart() -> None:
    """The lead too is full, speaks all languages and has no skills."""
    full = Loads({2: 9, 3: 9, 4: 9})
    russians = replace(FIVE_LINES, staff=STAFF[:2])
    waits = [
        choose_specialist(FIVE_LINES, NETWORK, NOON, Loads(), away={2, 3, 4}),
        choose_specialist(FIVE_LINES, replace(NETWORK, skills=frozenset({"fibre"})), NOON, Loads()),
        choose_specialist(russians, Need("network", "en"), NOON, Loads()),
        choose_specialist(FIVE_LINES, NETWORK, NOON, full),
        choose_specialist(FIVE_LINES, NETWORK, NOON, Loads(), asked={2, 3, 4}),
    ]
    assert waits == [Wait(one) for one in (NOBODY_HERE, NO_SKILL, NO_LANGUAGE, ALL_FULL, ALL_ASKED)]


@given(NEEDS, MOMENTS, HELD, PEOPLE, PEOPLE)
def test_only_those_who_can_have_it_get_it(
    need: Need, at: object, held: dict[int, int], away: set[int], asked: set[int]
) -> None:
    """Serves the queue, is there, speaks the language, below capacity; twice the same answer."""
    assert isinstance(at, type(NOON))
    chosen = choose_specialist(LARGE, need, at, Loads(held), away, asked)
    assert chosen == choose_specialist(LARGE, need, at, Loads(held), away, asked)
    if isinstance(chosen, Wait):
        return
    person = chosen.person
    assert need.queue in person.queues
    assert person.on_shift(at)
    assert need.language in person.languages
    assert held.get(person.id, 0) < person.capacity
    assert person.id not in away | asked


def test_when_nobody_is_on_shift_who_is_on_call_is_called() -> None:
    on_call = replace(STAFF[2], shift=EVENING, on_call=MORNING)
    desk = Desk(LINES, QUEUES, (replace(STAFF[1], shift=EVENING), on_call))
    assert [one.id for one in present(desk, "network", NOON)] == [3]
    assert [one.id for one in present(desk, "network", NOON + timedelta(hours=2))] == [2, 3]


def test_the_next_to_come_is_known_and_a_queue_is_staffed_from_then() -> None:
    desk = Desk(LINES, QUEUES, (replace(STAFF[1], shift=EVENING), replace(STAFF[2], shift=EVENING)))
    one_o_clock = NOON + timedelta(hours=1)
    assert next_arrival(desk, "network", NOON) == staffed_from(desk, "network", NOON) == one_o_clock
    assert next_arrival(desk, "network", one_o_clock) is None
    assert staffed_from(desk, "network", one_o_clock) == one_o_clock


def a_ticket(queue: str = "network", **facts: object) -> Ticket:
    ticket = Ticket(1, queue, "x", "ru", 3, opened_at=NOON, first_word_due=NOON, id=7)
    return replace(ticket, **facts)  # type: ignore[arg-type]


def test_line_1_then_the_duty_lead_then_the_owner_then_line_1_again() -> None:
    taken = a_ticket(state=State.TAKEN, owner=3)
    told = [
        accountable(one, FIVE_LINES, NOON) for one in (None, a_ticket(), taken, a_ticket(state=State.CLOSED))
    ]
    assert told == [Line1(), DutyLead(STAFF[3]), Owner(STAFF[2]), Line1()]


def test_leads_on_shift_come_first_and_take_turns_by_day() -> None:
    zoya = replace(STAFF[3], id=9, name="Zoya")
    desk = replace(FIVE_LINES, staff=(*STAFF, zoya))
    days = [accountable(a_ticket(), desk, NOON + timedelta(days=day)) for day in (0, 1, 2)]
    assert days[0] == days[2] != days[1]
    evening = replace(desk, staff=(replace(STAFF[3], shift=EVENING), zoya))
    assert accountable(a_ticket(), evening, NOON) == DutyLead(zoya)
    assert accountable(a_ticket(), desk, NOON, away={9}) == DutyLead(STAFF[3])


@given(
    st.sampled_from([*(one.id for one in QUEUES), "gone"]),
    st.sampled_from(State),
    st.none() | st.integers(1, 12),
    MOMENTS,
    st.sets(st.integers(1, 5)),
)
def test_somebody_answers_at_every_moment(
    queue: str, state: State, owner: int | None, at: object, away: set[int]
) -> None:
    """Even with its owner or its queue gone from the config, an open ticket is a person's."""
    assert isinstance(at, type(NOON))
    ticket = a_ticket(queue, state=state, owner=owner)
    assert isinstance(accountable(ticket, FIVE_LINES, at, away), Line1) is not ticket.is_open
