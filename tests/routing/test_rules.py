"""Rules come first; whoever may be meant is found by what people write, in any grammatical form."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from routing.choice import CLEAR_PAST, choose_queue
from routing.intake import MOST, Choice, Question, next_question, said_already
from routing.rules import Matter, Rule, stems
from tests.routing.desks import FIVE_LINES

ORDER = Question("order", {"en": "Order number?"}, pattern=re2.compile(r"\b(\d{6})\b"))
DEVICE = Question(
    "device", {"en": "Which?"}, choices=(Choice("router", {"en": "Router", "ru": "Роутер"}), Choice("till"))
)


@pytest.mark.parametrize(
    ("rule", "matter", "why"),
    [
        (Rule(words=("счёт",)), Matter("Пришлите СЧЕТА за ноябрь"), "“счёт”"),
        (Rule(words=("till",)), Matter("Both tills are dead"), "“till”"),
        (Rule(words=("till",)), Matter("Wait until noon"), None),
        (Rule(words=("касса",)), Matter("Куплю кассету"), None),
        (Rule(words=("card payments",)), Matter("our card payment failed"), "“card payments”"),
        (Rule(words=("card payments",)), Matter("payment of the card"), None),
        (Rule(words=("!!!",)), Matter("!!!"), None),
        (Rule(patterns=(("E-\\d+", re2.compile(r"E-\d+")),)), Matter("It says E-17"), "E-\\d+"),
        (Rule(answers={"device": ("router",)}), Matter(answers={"device": "Router"}), "device: Router"),
        (Rule(answers={"device": ("router",)}), Matter(), None),
        (Rule(articles=("reset",)), Matter(articles=("wifi", "reset")), "reset"),
        (Rule(languages=("ru",)), Matter(language="ru"), "ru"),
        (Rule(languages=("ru",)), Matter(language="en"), None),
        (Rule(sources=("shop-*",)), Matter(source="shop-7"), "shop-7"),
        (Rule(sources=("shop-7",)), Matter(source="shop-70"), None),
        (Rule(sources=("*",)), Matter(), None),
        (Rule(words=("till",), languages=("ru",)), Matter("till", language="en"), None),
        (Rule(words=("till",), languages=("en",)), Matter("till", language="en"), "“till”, en"),
        (Rule(), Matter("anything"), None),
    ],
)
def test_a_rule_holds_when_all_it_names_holds(rule: Rule, matter: Matter, why: str | None) -> None:
    assert rule.holds(matter, stems(matter.text)) == why


@pytest.mark.parametrize(
    ("text", "scores", "queue", "confidence", "why"),
    [
        ("Не работает интернет", {"billing": 0.9}, "network", 1.0, "rule: “интернет”"),
        ("Счёт за интернет", {"billing": 0.9, "network": 0.5}, "billing", 0.7, "rule: “счёт”"),
        ("Have you a vacancy?", {}, "hr", 1.0, "rule: “vacancy”"),
        ("It blinks", {"network": 0.8}, "network", 0.8, "meaning: like the examples of network"),
        ("It blinks", {"network": 0.2}, "billing", 0.6, "past tickets: like those of billing"),
    ],
)
def test_the_queue_is_chosen_by_rules_then_meaning_then_the_past(
    text: str, scores: dict[str, float], queue: str, confidence: float, why: str
) -> None:
    choice = choose_queue(FIVE_LINES, [], scores, {"billing": 0.6, "network": 0.4}, Matter(text))
    assert (choice.queue, choice.confidence, choice.reason) == (queue, confidence, why)


def test_a_matter_like_no_other_goes_to_the_default() -> None:
    choice = choose_queue(FIVE_LINES, [], {}, {"billing": CLEAR_PAST - 0.01}, Matter("Hm"))
    assert (choice.queue, choice.confidence) == ("hello", 0.0)


def test_who_wants_a_person_gets_the_reception_and_who_needs_one_no_other_department() -> None:
    vacancy = Matter("A vacancy, please")
    assert choose_queue(FIVE_LINES, [], {}, matter=vacancy, reception=True).queue == "hello"
    assert choose_queue(FIVE_LINES, [], {}, matter=vacancy, people=True).queue == "hello"


@given(st.text(), st.text(), st.booleans())
def test_a_person_in_need_is_never_sent_to_another_department(
    text: str, source: str, reception: bool
) -> None:
    matter = Matter(f"{text} vacancy", source=source)
    chosen = choose_queue(
        FIVE_LINES, ["hr"], {"hr": 1.0}, {"hr": 1.0}, matter, reception=reception, people=True
    )
    assert FIVE_LINES.queue(chosen.queue).outside is None


def test_what_the_words_say_already_is_not_asked() -> None:
    assert said_already([ORDER, DEVICE], "Order 123456 did not come") == {"order": "123456"}
    assert next_question([ORDER, DEVICE], {"order"}, set()) is DEVICE
    assert next_question([ORDER, DEVICE], {"order"}, {"device"}) is None
    assert next_question([ORDER], (), [str(number) for number in range(MOST)]) is None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (ORDER, "it is 123456, I think", "123456"),
        (ORDER, "the blue one", "the blue one"),
        (DEVICE, "роутер", "router"),
        (DEVICE, "2.", "till"),
        (DEVICE, "3", "3"),
    ],
)
def test_an_answer_is_read_from_words(question: Question, text: str, answer: str) -> None:
    assert question.answered(text) == answer
