import pytest

from kb.encoder import UseEncoder
from kb.past import MOST, Past

ENDED = [
    ("the till prints no receipt", "tills"),
    ("no receipt comes out of the till", "tills"),
    ("касса не печатает чек", "tills"),
    ("the till is offline", "tills"),
    ("my inbox is full", "mail"),
    ("emails do not arrive", "mail"),
    ("письма не приходят на почту", "mail"),
    ("на почте нет новых писем", "mail"),
    ("почта не работает", "mail"),
    ("", "network"),
]


@pytest.fixture(scope="module")
def past(encoder: UseEncoder) -> Past:
    found = Past(encoder)
    found.add(ENDED)
    return found


@pytest.mark.parametrize(
    ("text", "label"),
    [("receipts are not printed by our till", "tills"), ("на почту не приходят письма", "mail")],
)
def test_a_message_is_said_to_be_like_the_tickets_of_its_matter(text: str, label: str, past: Past) -> None:
    scores = past.scores(text)

    assert max(scores, key=lambda name: scores[name]) == label
    assert scores[label] > 0.5
    assert sum(scores.values()) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "what is the capital of france", "👍"])
def test_nothing_is_said_of_what_is_like_no_ticket(text: str, past: Past) -> None:
    assert past.scores(text) == {}


def test_few_tickets_say_nothing(encoder: UseEncoder) -> None:
    few = Past(encoder)
    assert few.scores("the till prints no receipt") == {}
    few.add(ENDED[:2])
    assert few.scores("the till prints no receipt") == {}
    few.add(ENDED[2:3])
    assert few.scores("the till prints no receipt") == {"tills": pytest.approx(1)}


def test_the_oldest_are_forgotten(encoder: UseEncoder) -> None:
    past = Past(encoder)
    past.add([("the till prints no receipt", "tills")] * 3)
    past.add([("emails do not arrive", "mail")] * MOST)

    assert len(past) == MOST
    assert past.scores("the till prints no receipt") == {}
