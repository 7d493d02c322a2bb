"""Which queue, how urgent, and who stands where at the desk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.choice import CLEAR_MEANING, choose_queue
from routing.desk import Contact, Desk, Line, LineKind, Queue, Role, Specialist
from routing.errors import QueueUnknown
from routing.priority import HIGHEST, LOWEST, URGENCY, USUAL, choose_priority

ANNA = Specialist(1001, "Anna", queues=frozenset({"network"}))
BORIS = Specialist(1002, "Boris", queues=frozenset({"core"}))
VERA = Specialist(1003, "Vera", Role.LEAD, frozenset({"network", "core"}))
ADA = Specialist(1004, "Ada", Role.ADMIN)
LINES = (
    Line("L1", "Front", LineKind.BOT, Contact.RELAYED, 0),
    Line("L2", "Specialists", LineKind.PEOPLE, Contact.RELAYED, 1),
    Line("L3", "Experts", LineKind.PEOPLE, Contact.NONE, 2),
    Line("L4", "Maker", LineKind.VENDOR, Contact.NONE, 3),
)
QUEUES = (
    Queue("network", "L2", "Network", {"ru": "Сети"}),
    Queue("billing", "L2", "Billing", default=True),
    Queue("core", "L3", "Core"),
    Queue("maker", "L4", "Maker"),
)
DESK = Desk(LINES, QUEUES, (ANNA, BORIS, VERA, ADA))
QUEUE_IDS = st.sampled_from([queue.id for queue in QUEUES])


@pytest.mark.parametrize(
    ("topics", "scores", "queue", "confidence"),
    [
        (["network"], {"billing": 0.9}, "network", 0.5),  # an article's topic is explicit
        ([None, "core", "network"], {}, "network", 0.5),  # line 1 hands to the lowest line only
        ([], {"network": 0.8, "billing": 0.5}, "network", 0.8),
        (["core"], {"core": 0.9, "network": 0.6}, "network", 0.6),
        ([], {"network": CLEAR_MEANING}, "network", CLEAR_MEANING),
        ([], {"network": CLEAR_MEANING - 0.01}, "billing", 0.0),  # too vague: the default
        ([], {"billing": 0.7, "network": 0.7}, "network", 0.7),  # named first in the config
        ([], {}, "billing", 0.0),
        ([], {"network": 1.2}, "network", 1.0),
    ],
)
def test_the_queue_is_chosen_by_topic_then_meaning_then_default(
    topics: list[str | None], scores: dict[str, float], queue: str, confidence: float
) -> None:
    choice = choose_queue(DESK, topics, scores)
    assert (choice.queue, choice.confidence) == (queue, confidence)
    assert choice.reason


@given(st.lists(st.none() | QUEUE_IDS), st.dictionaries(QUEUE_IDS, st.floats(-1, 2)))
def test_line_1_hands_to_its_next_line_only(topics: list[str | None], scores: dict[str, float]) -> None:
    choice = choose_queue(DESK, topics, scores)
    assert choice.queue in {queue.id for queue in DESK.front_queues()}
    assert 0 <= choice.confidence <= 1


@pytest.mark.parametrize(
    ("emotion", "signals", "value"),
    [
        ("calm", [], 3),
        ("confused", ["asks_for_human", "profanity"], 3),
        ("angry", [], 2),
        ("distressed", ["profanity"], 2),
        ("calm", ["outage"], 2),
        ("angry", ["danger_to_life", "outage"], 1),
    ],
)
def test_urgency_comes_from_mood_and_signals(emotion: str, signals: list[str], value: int) -> None:
    assert choose_priority(emotion, signals).value == value


SIGNALS = st.lists(st.sampled_from([*URGENCY, "capitals"]))


@given(st.sampled_from(["calm", "angry", "positive"]), SIGNALS, SIGNALS)
def test_more_signals_never_make_a_ticket_less_urgent(
    emotion: str, signals: list[str], more: list[str]
) -> None:
    few, many = choose_priority(emotion, signals).value, choose_priority(emotion, signals + more).value
    assert HIGHEST <= many <= few <= LOWEST


def test_capitals_are_no_reason_to_hurry() -> None:
    assert choose_priority("calm", ["capitals"]).value == USUAL


def test_the_reason_names_what_decided() -> None:
    assert choose_priority("angry", ["security"]).reason == "signal: security"
    assert choose_priority("angry", []).reason == "mood: angry"


def test_queues_and_lines_are_found_by_name() -> None:
    assert DESK.queue("core").title == "Core"
    assert DESK.line_of("core").id == "L3"
    with pytest.raises(QueueUnknown, match="no queue 'cor'; there are: network, billing, core, maker"):
        DESK.queue("cor")


def test_a_queue_is_called_in_the_customers_language_where_it_has_a_name() -> None:
    assert [DESK.queue("network").called(language) for language in ("ru", "en")] == ["Сети", "Network"]


def test_only_people_serve_and_line_1_sees_the_lowest_of_them() -> None:
    assert [queue.id for queue in DESK.served_queues()] == ["network", "billing", "core"]
    assert [queue.id for queue in DESK.front_queues()] == ["network", "billing"]


def test_the_default_queue_is_the_marked_one_or_the_first_that_people_serve() -> None:
    assert DESK.default_queue().id == "billing"
    assert Desk(LINES, (QUEUES[3], QUEUES[0], QUEUES[2]), ()).default_queue().id == "network"


def test_who_serves_and_who_answers_for_a_queue() -> None:
    assert DESK.serving("network") == [ANNA, VERA]
    assert DESK.serving("billing") == [ADA]  # nobody's profile names it
    assert DESK.leads_of("network") == [VERA]
    assert DESK.leads_of("billing") == [ADA]
    assert Desk(LINES, QUEUES, (ANNA, BORIS, ADA)).leads_of("network") == [ADA]
    assert Desk(LINES, QUEUES, (ANNA, BORIS)).leads_of("network") == [ANNA]


def test_roles() -> None:
    assert [person.leads for person in DESK.staff] == [False, False, True, True]
    assert [person.serves("billing") for person in DESK.staff] == [False, False, False, True]
    assert DESK.person(1002) == BORIS
    assert DESK.person(5) is None
