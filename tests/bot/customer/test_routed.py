"""Where line 1 gives a matter: by rules, after questions, to another department, on any number of lines."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
import re2

from bot.actions.redirecting import Forward
from bot.config import load
from bot.rules import Rules, rules_of
from playground.door import ChatDoor
from routing.desk import Desk, Outside, Queue
from routing.intake import Choice, Question
from routing.rules import Rule
from tests.bot.customer.steps import ticket
from tests.bot.desk.steps import Clock, card, cards, hand_over, hears, take, told
from tests.bot.house import ANNA, EGOR, GLEB, VERA, house, sample_rules

ORDER = Question(
    "order",
    {"en": "What is the order number?", "ru": "Какой номер заказа?"},
    {"en": "Order", "ru": "Заказ"},
    pattern=re2.compile(r"\b(\d{6})\b"),
)
DEVICE = Question(
    "device",
    {"en": "Which device is it?", "ru": "Какое это устройство?"},
    {"en": "Device"},
    choices=(
        Choice("router", {"en": "Router", "ru": "Роутер"}),
        Choice("till", {"en": "Till", "ru": "Касса"}),
    ),
)
HR = Outside(
    {"en": "HR", "ru": "Отдел кадров"},
    {"en": "10 to 18", "ru": "с 10 до 18"},
    {"en": "+7 495 1", "ru": "+7 495 1"},
    webhook="https://hr.example.com",
)
#: Words line 1 knows nothing of, so that its second miss hands over.
ODD = {
    "en": ("The blue thing is odd", "It hums, quite odd"),
    "ru": ("Синяя штука странная", "Гудит как-то странно"),
}


def ruled(*more: Queue, **network: object) -> Rules:
    """The sample desk with changes to its network queue, and more queues."""
    rules = sample_rules()
    queues = [replace(one, **network) if one.id == "network" else one for one in rules.desk.queues]  # type: ignore[arg-type]
    return replace(rules, desk=Desk(rules.desk.lines, (*queues, *more), rules.desk.staff))


async def lost(customer: ChatDoor, language: str) -> None:
    """Line 1 misses twice, and would hand over."""
    first, second = ODD[language]
    await customer.say(first)
    await customer.next()
    await customer.say(second)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_queues_questions_come_once_before_people(sqlite_url: str, language: str) -> None:
    """The order number was said already; the device is asked, by buttons, and both stand on the card."""
    async with house(
        sqlite_url, rules=ruled(intake=(ORDER, DEVICE), rules=(Rule(words=("odd", "странный")),))
    ) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        customer = await desk.customer(language=language)
        first, second = ODD[language]
        await customer.say(f"{first} 123456")
        await customer.next()
        await customer.say(second)
        question = await hears(customer, DEVICE.asked(language))
        await customer.tap(question, DEVICE.choices[1].called(language))
        await card(gleb, "Order: 123456", "Device: Till")
        assert not any(ORDER.asked(language) in one.text for one in customer.messages)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_who_does_not_know_or_wants_a_person_is_not_held_up(sqlite_url: str, language: str) -> None:
    """ "I don't know" goes on to the next question; the person is one tap away from there."""
    rules = ruled(intake=(ORDER, DEVICE), rules=(Rule(words=("odd", "странный")),))
    async with house(sqlite_url, rules=rules) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        customer = await desk.customer(language=language)
        await lost(customer, language)
        await hears(customer, ORDER.asked(language))
        await customer.say({"en": "I don't know", "ru": "Не знаю"}[language])
        question = await hears(customer, DEVICE.asked(language))
        await customer.tap(question, {"en": "A person, please", "ru": "Позвать человека"}[language])
        shown = await card(gleb)
        assert "Device" not in shown.text


async def test_silence_after_a_question_does_not_hold_the_matter(sqlite_url: str) -> None:
    clock = Clock()
    rules = ruled(intake=(ORDER,), rules=(Rule(words=("odd",)),))
    async with house(sqlite_url, rules=rules, now=clock) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        customer = await desk.customer(language="en")
        await lost(customer, "en")
        await hears(customer, "What is the order number?")
        clock.move(minutes=11)
        await card(gleb, "odd")


async def test_danger_is_no_answer(sqlite_url: str) -> None:
    rules = ruled(intake=(ORDER,), rules=(Rule(words=("odd",)),))
    async with house(sqlite_url, rules=rules) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        customer = await desk.customer(language="en")
        await lost(customer, "en")
        await hears(customer, "What is the order number?")
        await customer.say("I want to kill myself")
        await hears(customer, "112")
        await card(gleb, "P1")


async def test_a_source_and_an_answer_send_to_a_queue(sqlite_url: str) -> None:
    """By link the matter is billing's; who answers "till" is given to the people of tills."""
    rules = ruled(intake=(DEVICE,), rules=(Rule(words=("odd",)),))
    queues = tuple(
        replace(one, rules=(Rule(answers={"device": ("till",)}),))
        if one.id == "tills"
        else replace(one, rules=(Rule(sources=("pay-*",)),))
        if one.id == "billing"
        else one
        for one in rules.desk.queues
    )
    rules = replace(rules, desk=replace(rules.desk, queues=queues))
    async with house(sqlite_url, rules=rules) as desk:
        one = await desk.customer(language="en")
        await lost(one, "en")
        await one.tap(await hears(one, "Which device"), "Till")
        await hears(one, "“Tills”")
        other = desk.telegram.person(9_000_000_003, "Ivan", language="en").chat("help_bot")
        await other.say("/start pay-7")
        await other.next()
        await other.say("The blue thing is strange")
        await other.next()
        await other.say("It hums strangely")
        await hears(other, "“Billing”")
        assert [(await ticket(desk, number)).queue for number in (1, 2)] == ["tills", "billing"]


def hr(**reach: object) -> Queue:
    """Another department, known by its word."""
    rules = (Rule(words=("vacancy", "вакансия")),)
    return Queue("hr", "L1", "HR", {"ru": "Кадры"}, rules=rules, outside=replace(HR, **reach))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "words", "told_whom"),
    [
        ("en", "Do you have a vacancy?", "“HR” deals with this"),
        ("ru", "Есть у вас вакансия?", "«Отдел кадров»"),
    ],
)
async def test_another_department_is_told_and_a_person_stays_near(
    sqlite_url: str, language: str, words: str, told_whom: str
) -> None:
    """The words arrive, at the second try; who wants a person all the same gets one, nothing to repeat."""
    clock, tries, arrived = Clock(), list[Forward](), asyncio.Event()

    async def send(forward: Forward) -> str | None:
        tries.append(forward)
        if len(tries) == 1:
            return "ClientConnectorError"
        arrived.set()
        return None

    async with house(sqlite_url, rules=ruled(hr()), now=clock, forward=send) as desk:
        vera, ilya = await desk.staff(VERA, "Vera", "en"), await desk.staff(GLEB, "Gleb", "en")
        customer = await desk.customer(language=language)
        await customer.say(words)
        redirected = await hears(customer, told_whom, "+7 495 1")
        await hears(vera, "#1", "could not be forwarded", "ClientConnectorError")
        clock.move(minutes=2)
        await asyncio.wait_for(arrived.wait(), 20)
        assert tries[1].text == words
        assert not (await ticket(desk)).is_open
        await customer.tap(redirected, {"en": "A person, please", "ru": "Позвать человека"}[language])
        await card(ilya, words[:12], number=2)


TWO_LINES = """\
desk: {name: Acme, languages: [en, ru], timezone: Europe/Moscow}
lines:
  - {id: L1, title: Bot, kind: bot}
  - {id: L2, title: People, kind: people}
queues:
  - {id: all, line: L2, title: {en: People, ru: Люди}}
staff:
  - {telegram_id: 1001, name: Anna, role: lead, queues: [all]}
kb: {articles: %s}
"""
FIVE_LINES = """\
desk: {name: Acme, languages: [en, ru], timezone: Europe/Moscow}
lines:
  - {id: L1, title: Bot, kind: bot}
  - {id: L1p, title: Reception, kind: people, reception: true}
  - {id: L2, title: Specialists, kind: people}
  - {id: L3, title: Experts, kind: people, contact: none}
  - {id: L4, title: Maker, kind: vendor}
queues:
  - {id: hello, line: L1p, title: {en: Reception, ru: Приёмная}, default: true, escalates_to: network}
  - {id: network, line: L2, title: Network, rules: [{words: [odd, странный]}], escalates_to: core}
  - {id: core, line: L3, title: Core, escalates_to: maker}
  - {id: maker, line: L4, title: Maker}
staff:
  - {telegram_id: 1001, name: Anna, queues: [hello]}
  - {telegram_id: 1004, name: Gleb, queues: [network]}
  - {telegram_id: 1006, name: Egor, queues: [core]}
  - {telegram_id: 1003, name: Vera, role: lead, queues: [hello, network, core]}
kb: {articles: %s}
"""


def read(folder: Path, text: str) -> Rules:
    """The rules of a config file, with the sample's articles and no pause between messages."""
    sample = sample_rules()
    path = folder / "config.yaml"
    path.write_text(text % "kb", "utf-8")
    rules = rules_of(load(path), sample.library)
    return replace(rules, burst=sample.burst)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_two_lines_by_yaml_alone(sqlite_url: str, tmp_path: Path, language: str) -> None:
    """The bot and one queue of people: asked, taken, answered, solved."""
    async with house(sqlite_url, rules=read(tmp_path, TWO_LINES)) as desk:
        anna = await desk.staff(ANNA, "Anna", "en")
        customer = await desk.customer(language=language)
        await hand_over(customer, anna)
        await take(anna)
        assert "Escalate" not in {one.text for row in (await card(anna, "With Anna")).buttons for one in row}
        await told(anna, "/resolve 1 The port was off.")
        await hears(customer, "The port was off.")


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_five_lines_by_yaml_alone(sqlite_url: str, tmp_path: Path, language: str) -> None:
    """A person, please: the reception, and up from there to the experts; a clear matter goes past it."""
    async with house(sqlite_url, rules=read(tmp_path, FIVE_LINES)) as desk:
        anna, gleb = await desk.staff(ANNA, "Anna", "en"), await desk.staff(GLEB, "Gleb", "en")
        egor = await desk.staff(EGOR, "Egor", "en")
        customer = await desk.customer(language=language)
        await hand_over(customer, anna, words="It is odd")
        assert cards(gleb) == []
        for chat, name in ((anna, "Anna"), (gleb, "Gleb")):
            await card(chat, "Waits since")
            await told(chat, "/take 1")
            await card(chat, f"With {name}")
            await told(chat, "/escalate 1 Rebooted it, no change, needs access")
        assert "Core" in (await card(egor, "Waits since")).text
        assert (await ticket(desk)).path == ("hello", "network")
        other = await desk.customer(9_000_000_005, "Emma", language)
        await lost(other, language)
        await card(gleb, "Network", number=2)
        assert cards(anna, 2) == []


async def test_a_matter_split_off_goes_where_a_rule_sends_it(sqlite_url: str) -> None:
    """And waits there, if whoever split it off does not serve that queue."""
    rules = sample_rules()
    queues = [
        replace(one, rules=(Rule(words=("invoices",)),)) if one.id == "billing" else one
        for one in rules.desk.queues
    ]
    rules = replace(rules, desk=Desk(rules.desk.lines, tuple(queues), rules.desk.staff))
    async with house(sqlite_url, rules=rules) as desk:
        gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(language="en")
        await hand_over(emma, gleb)
        await take(gleb)
        await told(gleb, "/split 1 Two invoices")
        await hears(emma, "a question of its own now: #2")
        apart = await ticket(desk, 2)
        assert (apart.queue, apart.owner) == ("billing", None)
