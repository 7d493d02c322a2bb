"""A second question while people have the first, over HTTP."""

from tests.bot.desk.steps import card, hand_over, hears, labels, told
from tests.bot.house import ANNA, GLEB, House


async def test_a_second_question_becomes_its_own_ticket_when_the_customer_says_so(desk: House) -> None:
    gleb, anna = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(ANNA, "Anna", "en")
    olga = await desk.customer(language="ru")
    await hand_over(olga, gleb, words="Пропал интернет во всём магазине")
    await told(gleb, "/take 1")
    await olga.say("И ещё: на кассе ошибка, не можем продавать")
    asked = await hears(olga, "или новый вопрос?")
    assert labels(asked) == {"О том же", "Новый вопрос"}
    await olga.tap(asked, "Новый вопрос")
    assert "#2" in (await hears(olga, "теперь отдельный вопрос")).text
    apart = await card(anna, "Split from: #1", number=2)
    assert "на кассе ошибка" in apart.text
    await olga.say("Роутер мигает красным, а касса пишет ошибку 5")
    await hears(anna, "ошибку 5")
    await olga.tap(asked, "О том же")
    await hears(olga, "остаётся в #1")


async def test_words_that_say_they_are_of_another_matter_are_asked_about_each_time(desk: House) -> None:
    gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(language="en")
    await hand_over(emma, gleb)
    await told(gleb, "/take 1")
    for words in ("I have a new question: how do I set up guest wifi?", "Another question: guest wifi?"):
        await emma.say(words)
        await hears(gleb, words)
        asked = await emma.until(lambda seen: "new question?" in seen[-1].text)
    await emma.tap(asked[-1], "A new question")
    assert "#2" in (await hears(emma, "is a question of its own now")).text


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
