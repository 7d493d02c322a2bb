"""Whether enough like tickets came at once; vectors are values."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from routing.likeness import Flood, Meaning, centre, cosine, flood, likeness, packed

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NORTH, SOUTH = packed(np.array([1.0, 0, 0])), packed(np.array([0, 1.0, 0]))
RULE = Flood(tickets=3, span=timedelta(minutes=15), likeness=0.6)


def meant(number: int, **facts: object) -> Meaning:
    meaning = Meaning(number, 1000 + number, "network", NOW + timedelta(minutes=number), NORTH)
    return replace(meaning, **facts)  # type: ignore[arg-type]


def test_like_tickets_of_enough_customers_at_once_are_a_flood() -> None:
    assert [one.ticket_id for one in flood(meant(3), [meant(2), meant(1)], RULE)] == [1, 2, 3]


def test_too_few_too_late_unlike_or_of_another_queue_are_none() -> None:
    for other in (
        {"vector": SOUTH},
        {"vector": b""},
        {"queue": "mail"},
        {"at": NOW - timedelta(minutes=13)},
        {"customer_id": 1003},
    ):
        assert flood(meant(3), [meant(2), meant(1, **other)], RULE) == [], other
    assert flood(meant(3), [meant(2)], RULE) == []


def test_another_area_is_another_matter_and_the_same_one_counts() -> None:
    assert likeness(meant(1, area="North"), meant(2, area="south")) == 0
    assert likeness(meant(1, area="North"), meant(2, area=" north ")) == 1
    half = packed(np.array([0.55, 0.835, 0]))
    assert likeness(meant(1, device="R1"), meant(2, device="r1", vector=half)) > 0.6
    assert likeness(meant(1), meant(2, device="r1", vector=half)) < 0.6


@given(
    st.lists(st.floats(-1, 1, width=16), min_size=4, max_size=4).filter(lambda row: np.linalg.norm(row) > 0.1)
)
def test_a_packed_vector_is_near_itself(row: list[float]) -> None:
    vector = packed(np.array(row))
    assert abs(cosine(vector, vector) - 1) < 0.01
    assert abs(cosine(centre([vector, vector, b""]), vector) - 1) < 0.01
    assert len(vector) == 2 * len(row)


def test_nothing_known_is_like_nothing() -> None:
    assert centre([b"", b""]) == b""
    assert cosine(b"", NORTH) == 0
    assert cosine(packed(np.array([1.0])), NORTH) == 0
