"""A second question while people have the first, over HTTP."""

import pytest

from tests.bot.customer.steps import ticket
from tests.bot.desk.steps import card, hand_over, hears, labels, said, tapped, told
from tests.bot.house import ANNA, GLEB, House


async def test_a_second_question_becomes_its_own_ticket_when_the_customer_says_so(desk: House) -> None:
    """With a queue and a priority of its own; words after it go to its people."""
    gleb, anna = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(ANNA, "Anna", "en")
    olga = await desk.customer(language="ru")
    await hand_over(olga, gleb, words="Подам в суд: пропал интернет во всём магазине")
    await told(gleb, "/take 1")
    await olga.say("И ещё: на кассе какая-то ошибка с чеками")
    asked = await hears(olga, "или новый вопрос?")
    assert labels(asked) == {"О том же", "Новый вопрос"}
    assert "Ваш вопрос #2" in (await tapped(olga, asked, "Новый вопрос")).text
    apart = await card(anna, "Split from: #1", number=2)
    assert "какая-то ошибка" in apart.text
    assert ((await ticket(desk, 2)).queue, (await ticket(desk, 2)).priority) == ("tills", 3)
    await olga.say("Роутер мигает красным, а касса пишет ошибку 5")
    await hears(anna, "ошибку 5")
    await olga.tap(asked, "О том же")
    await hears(olga, "остаётся в #1")


@pytest.mark.parametrize(
    ("language", "first", "second", "article", "no"),
    [
        ("ru", "Пропал интернет в магазине", "Другой вопрос: касса не печатает чек", "чек", "не помогло"),
        (
            "en",
            "The internet is down in the shop",
            "Another question: the till does not print",
            "till",
            "tap",
        ),
    ],
)
async def test_what_line_1_knows_it_answers_and_the_people_of_the_first_keep_the_talk(
    language: str, first: str, second: str, article: str, no: str, desk: House
) -> None:
    """Until the answer is said not to have helped."""
    gleb, anna = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(ANNA, "Anna", "en")
    customer = await desk.customer(language=language)
    await hand_over(customer, gleb, words=first)
    await told(gleb, "/take 1")
    asked = await said(customer, second)
    new = {"ru": "Новый вопрос", "en": "A new question"}[language]
    given = await tapped(customer, asked, new)
    assert article in given.text
    await customer.say({"ru": "Роутер мигает", "en": "The router blinks"}[language])
    await hears(gleb, "#1 Olga", {"ru": "Роутер мигает", "en": "The router blinks"}[language])
    asked = await said(customer, second)
    given = await tapped(customer, asked, new)
    last = await (tapped(customer, given, "Did not help") if no == "tap" else said(customer, no))
    assert "#2" in last.text
    await card(anna, "Split from: #1", second, number=2)


async def test_words_that_say_they_are_of_another_matter_are_asked_about_each_time(desk: House) -> None:
    gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(language="en")
    await hand_over(emma, gleb)
    await told(gleb, "/take 1")
    for words in ("I have a new question: how do I set up guest wifi?", "Another question: guest wifi?"):
        await emma.say(words)
        await hears(gleb, words)
        asked = await emma.until(lambda seen: "new question?" in seen[-1].text)
    await emma.tap(asked[-1], "A new question")
    await hears(emma, "Your question is #2")


async def test_more_words_on_the_same_matter_are_not_asked_about(desk: House) -> None:
    gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(language="en")
    await hand_over(emma, gleb)
    await told(gleb, "/take 1")
    for words in ("The router blinks red all the time", "thank you so much for your help"):
        await emma.say(words)
        await hears(gleb, words)
    await emma.say("/status")
    await hears(emma, "open question")
    assert not any("new question?" in one.text for one in emma.messages)
