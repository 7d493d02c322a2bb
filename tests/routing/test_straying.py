"""When a ticket had come to the wrong queue."""

import pytest

from routing.straying import moved_astray, says_wrong_queue
from routing.ticket import State, Ticket
from tests.routing.desks import FIVE_LINES
from tests.storage.examples import NOW, a_ticket


def astray(*past: str, to: str = "billing", by_line1: bool = True, ticket: Ticket | None = None) -> bool:
    """Whether a move after these acts counts."""
    return moved_astray(FIVE_LINES, ticket or a_ticket(), ["open", *past], by_line1, to)


@pytest.mark.parametrize("past", [[], ["take"], ["take", "ask", "hear"], ["take", "note", "release"]])
def test_a_move_from_where_line_1_put_it_is_a_wrong_turn(past: list[str]) -> None:
    assert astray(*past)


@pytest.mark.parametrize(
    "past",
    [["move"], ["take", "escalate", "return"], ["take", "escalate", "take_back"], ["resolve", "reopen"]],
)
def test_a_move_later_on_says_nothing_of_line_1(past: list[str]) -> None:
    assert not astray(*past)


def test_only_line_1s_own_choice_counts() -> None:
    assert not astray(by_line1=False)
    assert not astray(ticket=a_ticket(path=("billing",), queue="core"))
    assert not astray(ticket=a_ticket(state=State.CLOSED, closed_at=NOW))


def test_a_way_up_is_no_wrong_turn_and_a_way_down_is() -> None:
    """A reception passes tickets on: that is its work."""
    assert not astray(to="core")
    assert not astray(ticket=a_ticket(queue="hello"), to="network")
    assert astray(ticket=a_ticket(queue="core"), to="network")


@pytest.mark.parametrize(
    "reason",
    [
        "wrong queue",
        "Wrong queue: this is about mail",
        "Sorry, it came to the wrong team.",
        "Not ours, ask billing",
        "Not a matter for us",
        "This isn't ours.",
        "Misrouted",
        "Не та очередь",
        "не та линия, это почта",
        "Коллеги, это не к нам",
        "Попало не в ту очередь",
        "Не наше, это к кассам",
        "Это не по адресу.",
    ],
)
def test_a_reason_that_begins_with_the_wrong_queue_says_so(reason: str) -> None:
    assert says_wrong_queue(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "Ping the router first.",
        "The queue of print jobs is wrong",
        "The router is not ours, the customer bought it; ask for its model",
        "Fixed: it was the wrong port",
        "Wrong cable, replace it",
        "Роутер не наш, спросите модель",
        "Не хватает данных: какая прошивка?",
        "Очередь печати не та, поправили",
        "Не та прошивка стоит, обновите",
        "Не наш роутер, спросите модель",
        "Not ours to fix: the provider does",
        "Не так давно меняли, проверьте ещё раз",
    ],
)
def test_other_reasons_do_not(reason: str) -> None:
    assert not says_wrong_queue(reason)
