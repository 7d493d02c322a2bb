"""Line 4: a case with the maker, its package, chasing, answers; who waits on whom stays right."""

from dataclasses import replace

import pytest

from bot.rules import Rules
from playground.door import ChatDoor
from playground.seen import Seen
from routing.desk import Named, Vendor
from tests.bot.desk.experts import accepted
from tests.bot.desk.steps import (
    WORDS,
    ZHANNA,
    Clock,
    answer,
    card,
    hand_over,
    hears,
    hears_nothing,
    labels,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, VERA, House, house, sample_rules


def rules(**vendor: object) -> Rules:
    """The sample's rules with the maker's contract and days."""
    desk = sample_rules().desk
    maker = replace(Vendor(name="Router Works", contract="C-12"), **vendor)  # type: ignore[arg-type]
    queues = tuple(replace(one, vendor=maker) if one.id == "maker" else one for one in desk.queues)
    return replace(sample_rules(), desk=replace(desk, queues=queues))


async def put(chat: ChatDoor, words: str) -> None:
    """Put #1 to a maker and hear that it is."""
    written = await chat.say(words)
    await chat.until(
        lambda seen: [one for one in seen if one.id > written and one.text.startswith("#1: with the maker.")]
    )


async def package(chat: ChatDoor) -> tuple[Seen, str]:
    """The newest file in the chat: its message and its text."""
    seen = await chat.until(lambda seen: [one for one in seen if one.files and not one.mine])
    message = [one for one in seen if one.files and not one.mine][-1]
    return message, chat.file(message).decode()


@pytest.mark.parametrize(
    ("language", "escalate", "words", "kept", "customer", "shown"),
    [
        (
            "en",
            "Escalate",
            "R-5120 Restarts by itself, see the log. by 27.11",
            "#1: with the maker. It stays yours.",
            "We expect the answer on 27 November by 18:00 and I will write by then in any case.",
            "Router Works R-5120: asked 12:00. Promised on 27 November by 18:00.",
        ),
        (
            "ru",
            "Выше",
            "R-5120 Сам перезапускается, см. журнал. до 27.11",
            "#1: у производителя. Вопрос остаётся за вами.",
            "Ждём ответа 27 ноября до 18:00 и к этому времени напишу в любом случае.",
            "Router Works R-5120: спросили 12:00. Обещали 27 ноября до 18:00.",
        ),
    ],
)
async def test_escalating_to_a_maker_opens_a_case_and_the_expert_keeps_the_ticket(
    sqlite_url: str,
    clock: Clock,
    language: str,
    escalate: str,
    words: str,
    kept: str,
    customer: str,
    shown: str,
) -> None:
    async with house(sqlite_url, rules=rules(), now=clock) as desk:
        way = await accepted(desk, language)
        await tapped(way.egor, await card(way.egor), escalate)
        await way.egor.say(words)
        await hears(way.egor, kept)
        letter = await way.olga.next()
        assert customer in letter.text
        assert "Router Works" not in letter.text, "customers are told of the maker, not of its name"
        assert "Egor" in (await card(way.egor, shown)).text


async def test_the_package_is_a_file_without_personal_data(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        way = await accepted(desk)
        await way.olga.say("I am Olga, +7 912 345-67-89, olga@example.com. S/N RW22-0001, error E-4012.")
        await hears(way.egor, "E-4012")
        await told(way.egor, "/stage 1 cause: memory leak; done: Anna swapped the power supply")
        await put(way.egor, "/vendor 1 maker R-5120 Which firmware cures it? Ask Egor <b> or @egor_core.")
        caption = await hears(way.egor, "put to Router Works", "forward the file")
        message, text = await package(way.egor)
        assert message.id == caption.id
        for kept in ("C-12", "R-5120", "RW22-0001", "E-4012", "memory leak", "Which firmware", "<b>"):
            assert kept in text
        for gone in ("Olga", "912", "olga@", "Anna", "Egor", "egor_core"):
            assert gone not in text
        assert await told(way.egor, "2.5 cures it.", reply_to=message) == "#1: the answer is kept."


async def test_the_answer_is_heard_by_all_and_it_is_the_experts_turn_again(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        zhanna = await desk.staff(ZHANNA, "Zhanna", "en")
        way = await accepted(desk)
        await put(way.egor, "/vendor 1 maker R-5120 Which firmware?")
        await way.olga.next()
        await card(way.egor, "Waits for the maker.")
        assert await told(zhanna, "/answer 1 2.5 <cures> it.") == "#1: the answer is kept."
        assert "the maker has answered" in (await way.olga.next()).text
        for chat in (way.egor, way.anna):
            await hears(chat, "Router Works answered: 2.5 <cures> it.")
        answered = await card(way.egor, "Router Works R-5120: 2.5 <cures> it.")
        assert "Waits for the maker" not in answered.text
        assert "no vendor owes an answer" in await told(way.egor, "/answer 1 again")


async def test_with_two_cases_the_answer_names_one_and_the_last_ends_the_waiting(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        way = await accepted(desk)
        await put(way.egor, "/vendor 1 maker R-1 Which firmware?")
        await way.olga.next()
        await put(way.egor, "/vendor 1 Cables SR-2 Which cable?")
        await way.olga.next()
        await card(way.egor, "R-1", "Cables SR-2")
        assert "one of R-1, SR-2" in await told(way.egor, "/answer 1 The blue one.")
        await told(way.egor, "/answer 1 sr-2: the blue one.")
        await card(way.egor, "Waits for the maker.", "Cables SR-2: the blue one.")
        await hears_nothing(way.olga)
        await told(way.egor, "/answer 1 2.5")
        assert "the maker has answered" in (await way.olga.next()).text


async def test_a_number_that_comes_late_joins_its_case(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        way = await accepted(desk)
        await put(way.egor, "/vendor 1 maker Which firmware?")
        await way.olga.next()
        await told(way.egor, "/vendor 1 maker R-77")
        await card(way.egor, "Router Works R-77: asked")
        await hears_nothing(way.olga)


async def test_a_late_maker_is_chased_and_the_customer_hears_in_any_case(
    sqlite_url: str, clock: Clock
) -> None:
    async with house(sqlite_url, rules=rules(promised_days=1, chase_days=1), now=clock) as desk:
        zhanna = await desk.staff(ZHANNA, "Zhanna", "en")
        way = await accepted(desk)
        await put(way.egor, "/vendor 1 maker R-5120 Which firmware?")
        assert "tomorrow by 18:00" in (await way.olga.next()).text
        clock.move(days=1, hours=6)
        reminder = await hears(way.egor, "⏰ #1", "Router Works (R-5120) has not answered")
        assert labels(reminder) == {"The maker answered", "Open the card"}
        assert "the maker has not answered yet" in (await hears(way.olga, "not answered yet")).text
        clock.move(days=1)
        await hears(way.egor, "⏰ #1", "Reminder 2.")
        await hears(zhanna, "⏰ #1", "Reminder 2.")
        await tapped(way.egor, reminder, "The maker answered")
        assert await told(way.egor, "2.5 cures it.") == "#1: the answer is kept."
        before = len(way.egor.messages)
        clock.move(days=3)
        await told(way.egor, "/queue")
        assert [one for one in way.egor.messages[before:] if "⏰" in one.text] == []


async def test_what_the_customer_says_meanwhile_leaves_it_with_the_maker(sqlite_url: str) -> None:
    """Anna of line 2 may ask; the question and its answer end where they began: with the maker."""
    two_lines = rules()
    queues = tuple(
        replace(one, escalates_to="maker") if one.id == "network" else one for one in two_lines.desk.queues
    )
    two_lines = replace(two_lines, desk=replace(two_lines.desk, queues=queues))
    async with house(sqlite_url, rules=two_lines) as desk:
        anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
        await hand_over(olga, anna)
        await take(anna)
        await olga.next()
        await put(anna, "/escalate 1 R-9 Which firmware?")
        await olga.next()
        await card(anna, "Waits for the maker.")
        await told(anna, "/ask 1 Which lamp blinks?")
        await olga.next()
        await card(anna, "Waits for the customer.")
        await olga.say("The left one")
        await hears(anna, "The left one")
        await card(anna, "Waits for the maker.")
        await told(anna, "/reply 1 Thank you.")
        await olga.next()
        await told(anna, "/release 1")
        await olga.next()
        await take(anna)
        await card(anna, "Waits for the maker.", "R-9")


@pytest.mark.parametrize("ends", ["/resolve 1 2.5 is on it.", "/close 1 Not ours."])
async def test_a_ticket_that_ends_closes_its_cases(sqlite_url: str, clock: Clock, ends: str) -> None:
    async with house(sqlite_url, rules=rules(chase_days=1), now=clock) as desk:
        way = await accepted(desk)
        await put(way.egor, "/vendor 1 maker R-5120 Which firmware?")
        await way.olga.next()
        await told(way.egor, ends)
        await card(way.egor, "Router Works R-5120: closed with the ticket.")
        assert "#1 is over. /reopen 1" in await told(way.egor, "/answer 1 2.5")
        clock.move(hours=50)
        assert "closed the maker's case" in await told(way.egor, "/history 1")
        assert [one for one in way.egor.messages if "⏰" in one.text] == []


async def test_a_fresh_question_is_not_put_to_the_maker_untried(sqlite_url: str) -> None:
    """What the maker's queue wants as evidence comes along, whoever puts it there."""
    asks = sample_rules().desk
    queues = tuple(
        replace(one, evidence=(Named("ping"),)) if one.id == "maker" else one for one in asks.queues
    )
    async with house(sqlite_url, rules=replace(sample_rules(), desk=replace(asks, queues=queues))) as desk:
        anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
        await hand_over(olga, anna)
        await take(anna)
        assert "this is missing: ping" in await told(anna, "/vendor 1 maker Is it you?")
        assert "nobody has looked into it" in await told(anna, "/vendor 1 maker Is it you? The ping is lost")
        assert not any("maker" in one.text for one in olga.messages)
        await told(anna, "/note 1 The ping is lost")
        await put(anna, "/vendor 1 maker Is it you?")
        assert "we pass on all that is needed" in (await hears(olga, "only the maker")).text


@pytest.mark.parametrize(
    ("command", "answered"),
    [
        ("/vendor 1", "there are no words"),
        ("/vendor 1 maker R-1", "there are no words"),
        ("/vendor 1 maker R-1 Fix it by 31.11", "“31.11” is no day to come"),
        ("/vendor 1 maker R-1 Fix it by 2020-01-01", "“2020-01-01” is no day to come"),
        ("/answer 1 2.5", "no vendor owes an answer"),
        ("/answer 99 2.5", "There is no ticket #99"),
    ],
)
async def test_what_cannot_be_is_refused_with_what_to_do(desk: House, command: str, answered: str) -> None:
    way = await accepted(desk)
    assert answered in await told(way.egor, command)
    await hears_nothing(way.olga)


async def test_only_the_owner_puts_it_to_the_maker(desk: House) -> None:
    way = await accepted(desk)
    vera = await desk.staff(VERA, "Vera", "en")
    zhanna = await desk.staff(ZHANNA, "Zhanna", "en")
    assert "with Egor" in await told(zhanna, "/vendor 1 maker R-1 Fix it")
    for chat in (way.anna, vera):
        assert "queue you do not serve" in await told(chat, "/vendor 1 maker R-1 Fix it")
        assert "queue you do not serve" in await told(chat, "/answer 1 2.5")


async def test_the_prompt_by_a_button_takes_the_words(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        way = await accepted(desk)
        more = await tapped(way.egor, await card(way.egor), "More")
        prompt = await tapped(way.egor, more, "To the maker")
        assert "what shall the maker do?" in prompt.text
        written = await way.egor.say("Which firmware?", reply_to=prompt)
        await hears(way.egor, "#1: with the maker.")
        assert (await answer(way.egor, written)).files
        assert WORDS["en"] in (await package(way.egor))[1]
