"""What may be linked and merged: no links in whatever order ever make a circle."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.links import LinkKind, LinkRefused, check_link, check_merge
from routing.ticket import State
from tests.storage.examples import a_ticket

PAIRS = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=30)


@given(PAIRS)
def test_links_never_make_a_circle(pairs: list[tuple[int, int]]) -> None:
    made: set[tuple[int, int]] = set()
    for ticket, other in pairs:
        with suppress(LinkRefused):
            check_link(ticket, other, LinkKind.SPLIT, above(other, made))
            made.add((ticket, other))
    assert all(ticket not in above(ticket, made) for ticket in range(1, 7))


def above(ticket: int, links: set[tuple[int, int]]) -> set[int]:
    """Everything the ticket leads to."""
    met: set[int] = set()
    ahead = {ticket}
    while ahead:
        ahead = {other for one, other in links if one in ahead} - met
        met |= ahead
    return met


@pytest.mark.parametrize(
    ("changes", "into", "why"),
    [
        ({"id": 2}, {}, "itself"),
        ({"customer_id": 5}, {}, "customers"),
        ({"state": State.CLOSED}, {}, "over"),
        ({}, {"state": State.RESOLVED}, "into_over"),
        ({"id": 9}, {"state": State.CLOSED}, "circle"),
    ],
)
def test_a_merge_is_refused_for_a_reason(
    changes: dict[str, object], into: dict[str, object], why: str
) -> None:
    ticket = replace(a_ticket(id=1), **changes)  # type: ignore[arg-type]
    with pytest.raises(LinkRefused) as refused:
        check_merge(ticket, replace(a_ticket(id=2), **into), above={9})  # type: ignore[arg-type]
    assert refused.value.why == why


def test_open_tickets_of_one_customer_are_merged() -> None:
    check_merge(a_ticket(id=1), a_ticket(id=2, state=State.TAKEN), above=())
