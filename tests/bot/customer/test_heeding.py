"""Words that went straight to people, while their question waits or is in hand: what their sound changes."""

import pytest

from tests.bot.customer.steps import silent_since, ticket
from tests.bot.desk.steps import Clock, answer, card, hears, take, told
from tests.bot.house import VERA, House

#: By language: words, and what the lead reads of them.
GRAVE = {
    "legal_threat": ("I will take you to court", "speaks of a court"),
    "security": ("Our account was hacked, somebody is in it", "security"),
    "outage": ("Nobody in the whole shop can work, all tills are down", "many are cut off"),
}


@pytest.mark.parametrize("signal", GRAVE)
async def test_the_lead_hears_of_a_grave_word_in_a_waiting_question(signal: str, timed_desk: House) -> None:
    """And it moves up, and the customer hears the earlier time; the same word again is not told again."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    emma = await timed_desk.customer(language="en")
    assert "13:00" in await told(emma, "/human the till does not print")
    words, named = GRAVE[signal]
    await emma.say(words)
    assert "next word comes" in (await hears(emma, "About #1")).text
    await hears(vera, "#1: please look at it now", named)
    assert (await ticket(timed_desk)).priority <= 2
    await emma.say(words)
    await emma.say("And this is a formal claim")
    await hears(vera, "#1: please look at it now", "claim")
    told_of_it = [
        one for one in vera.messages if "please look at it now" in one.text and f"{named}: " in one.text
    ]
    assert len(told_of_it) == 1


async def test_danger_to_life_is_told_once(timed_desk: House) -> None:
    """It is heard at once, and read again with the mood."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    emma = await timed_desk.customer(language="en")
    await told(emma, "/human the till does not print")
    await emma.say("I don't want to live anymore")
    await hears(vera, "#1: please look at it now", "danger to life")
    await emma.say("I will take you to court")
    await hears(vera, "#1: please look at it now", "speaks of a court")
    assert sum("danger to life: “" in one.text for one in vera.messages) == 1


async def test_it_moves_up_for_anger_but_not_over_what_a_person_said(timed_desk: House) -> None:
    vera = await timed_desk.staff(VERA, "Vera", "en")
    max_ = await timed_desk.customer()
    await told(max_, "/human касса не печатает чек")
    await max_.say("Безобразие, полный бардак")
    assert "12:30" in (await hears(max_, "По вопросу #1", "напишем")).text
    await card(vera, "P2")
    await vera.say("/priority 1 3 It is a known matter.")
    await card(vera, "P3")
    await max_.say("Я подам на вас в суд")
    await hears(vera, "#1: please look at it now", "speaks of a court")
    assert (await ticket(timed_desk)).priority == 3


@pytest.mark.parametrize(
    ("language", "words", "answered"),
    [
        (
            "en",
            "get me a human already",
            "waits for a specialist, who reads all you write here. Answer by 13:00",
        ),
        (
            "ru",
            "позовите начальника",
            "ждёт специалиста. Всё, что напишете здесь, он прочтёт. Ответ до 13:00",
        ),
    ],
)
async def test_who_asks_for_a_person_hears_where_it_stands_once(
    language: str, words: str, answered: str, timed_desk: House
) -> None:
    """Until it is taken: then its owner answers."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    customer = await timed_desk.customer(language=language)
    await told(customer, "/human")
    await customer.say(words)
    first = await hears(customer, answered)
    await customer.say(words)
    await card(vera, words)
    await silent_since(customer, first.id)
    await take(vera)
    await hears(customer, {"en": "A specialist is on it", "ru": "Специалист уже смотрит"}[language])
    await customer.say(words)
    await silent_since(customer, customer.messages[-1].id)


async def test_who_asks_how_long_is_answered_each_time_but_not_each_minute(
    timed_desk: House, clock: Clock
) -> None:
    vera, olga = await timed_desk.staff(VERA, "Vera", "en"), await timed_desk.customer()
    await told(olga, "/human")
    await olga.say("долго ещё?")
    first = await hears(olga, "ждёт специалиста")
    await olga.say("алло")
    await card(vera, "алло")
    await silent_since(olga, first.id)
    clock.move(minutes=20)
    written = await olga.say("долго ещё?")
    assert "ждёт специалиста" in (await answer(olga, written)).text


@pytest.mark.parametrize(
    ("language", "danger", "shortly"),
    [
        ("en", "I don't want to live anymore", "A person answers here by "),
        ("ru", "Я не хочу больше жить", "Человек ответит здесь до "),
    ],
)
async def test_a_person_in_danger_hears_little_of_a_machine_and_is_not_left_alone(
    language: str, danger: str, shortly: str, timed_desk: House, clock: Clock
) -> None:
    """What helps, again after words of danger or a long silence; nothing while a person speaks with them."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    customer = await timed_desk.customer(language=language)
    await told(customer, "/human")
    await customer.say(danger)
    last = await hears(customer, "112", shortly)
    await customer.say("get me a human, I will take you to court")
    await hears(vera, "#1: please look at it now", "speaks of a court")
    await silent_since(customer, last.id)
    for minutes, words in ((2, danger), (1, "are you there?"), (11, "...")):
        clock.move(minutes=minutes)
        written = await customer.say(words)
        said = (await answer(customer, written)).text
        assert "112" in said
        assert shortly in said
    assert sum("danger to life: “" in one.text for one in vera.messages) == 2
    await take(vera)
    await vera.say("/reply 1 I am here.")
    last = await hears(customer, "I am here.")
    clock.move(minutes=2)
    await customer.say(danger)
    await card(vera, "With Vera")
    await silent_since(customer, last.id)


@pytest.mark.parametrize(
    ("language", "row"), [("en", "heard grave words. speaks of a court"), ("ru", "тревожные слова клиента. ")]
)
async def test_the_history_tells_why_it_moved(language: str, row: str, timed_desk: House) -> None:
    """In the reader's language, and without the mood, which is personal."""
    vera = await timed_desk.staff(VERA, "Vera", language)
    emma = await timed_desk.customer(language="en")
    await told(emma, "/human the till does not print")
    await emma.say("This is unacceptable. I will take you to court.")
    await hears(emma, "About #1")
    await vera.say("/history 1")
    story = (await hears(vera, row)).text
    assert "angry" not in story
    assert "mood:" not in story


async def test_a_note_of_the_bot_itself_speaks_the_readers_language(timed_desk: House) -> None:
    vera = await timed_desk.staff(VERA, "Vera", "ru")
    emma = await timed_desk.customer(language="en")
    await told(emma, "/human the till does not print")
    await emma.say("/forget")
    await card(vera, "Заметка, Клиент: просит удалить свои данные")


@pytest.mark.parametrize(
    ("language", "words", "answered"),
    [("en", "Any news?", "Next word by 16:00"), ("ru", "Долго ещё ждать?", "Новости до 16:00")],
)
async def test_who_asks_for_news_hears_when_the_next_word_comes(
    language: str, words: str, answered: str, timed_desk: House
) -> None:
    """Its owner reads the question as well; asked again, line 1 has nothing new to say."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    customer = await timed_desk.customer(language=language)
    await told(customer, "/human")
    await take(vera)
    await vera.say("/reply 1 ...")
    await hears(customer, "...")
    await customer.say(words)
    first = await hears(customer, answered)
    await hears(vera, "#1 Olga", words)
    await customer.say(words)
    await silent_since(customer, first.id)
