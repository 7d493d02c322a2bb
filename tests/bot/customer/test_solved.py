"""After a solution: it helped or it did not, a mark, a comment, and the same matter again."""

import pytest

from playground.door import ChatDoor
from playground.seen import Seen
from routing.ticket import State
from tests.bot.customer.steps import owned, solved, standing, ticket
from tests.bot.desk.steps import Clock, answer, card, hears, said, take, tapped, told
from tests.bot.house import ANNA, GLEB, VERA, House

RATE = {"en": "How did we do", "ru": "Как мы справились"}
AGAIN = {"en": "is with the same specialist again", "ru": "снова у того же специалиста"}
WELL = {"en": "Yes, all right", "ru": "Да, всё хорошо"}
NOT = {"en": "Not solved", "ru": "Не решено"}


@pytest.mark.parametrize("how", ["tap", "да", "спасибо", "👍"])
async def test_yes_closes_the_ticket_and_asks_for_a_mark(
    how: str, desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    question = await solved(olga, gleb)
    assert question.text.endswith("всё хорошо?")
    said = (await tapped(olga, question, WELL["ru"])).text if how == "tap" else await told(olga, how)
    assert said.startswith(RATE["ru"])
    assert (await ticket(desk)).state is State.CLOSED


@pytest.mark.parametrize(
    "how", ["tap", "не помогло", "Still not working", "спасибо, но не работает", "да, но медленно"]
)
async def test_anything_else_reopens_it_with_the_same_specialist(
    how: str, desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    question = await solved(olga, gleb)
    said = (await tapped(olga, question, NOT["ru"])).text if how == "tap" else await told(olga, how)
    assert AGAIN["en" if how == "Still not working" else "ru"] in said
    now = await ticket(desk)
    assert (now.state, now.owner) == (State.TAKEN, GLEB)
    if how != "tap":
        assert how in (await hears(gleb, "#1 Olga", how)).text


async def test_a_voice_message_after_a_solution_reopens_it_too(olga: ChatDoor, gleb: ChatDoor) -> None:
    await solved(olga, gleb)
    assert AGAIN["ru"] in (await answer(olga, await olga.send_voice())).text
    await gleb.until(lambda seen: any(one.kind == "voice" for one in seen))


@pytest.mark.parametrize("how", ["до свидания", "привет", "sticker"])
async def test_politeness_neither_confirms_nor_reopens(
    how: str, desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    await solved(olga, gleb)
    await answer(olga, await (olga.send_sticker() if how == "sticker" else olga.say(how)))
    assert (await ticket(desk)).state is State.RESOLVED


async def test_not_solved_while_the_owner_is_away_goes_to_the_queue(
    desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    """Somebody else serves it and sees it; the customer hears of no "same specialist"."""
    vera = await desk.staff(VERA, "Vera", "en")
    question = await solved(emma, gleb)
    await gleb.say("/away")
    await hears(gleb, "/back")
    said = (await tapped(emma, question, NOT["en"])).text
    assert "#1 is open again, nothing to repeat" in said
    assert (await ticket(desk)).state is State.QUEUED
    await card(vera, "Waits since")


async def test_a_mark_is_kept_and_a_low_one_is_asked_about(
    desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    """Who taps another mark changes their mind."""
    rate = await tapped(emma, await solved(emma, gleb), WELL["en"])
    for mark in (5, 4, 3, 2, 1):
        asks = (await tapped(emma, rate, str(mark))).text.startswith("Thank you for being honest.")
        assert asks is (mark <= 3)
        assert (await ticket(desk)).csat == mark


@pytest.mark.parametrize("mark", [2, 4])
async def test_a_typed_mark_is_as_good_as_a_tapped_one(
    mark: int, desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    await tapped(emma, await solved(emma, gleb), WELL["en"])
    assert (await told(emma, str(mark))).startswith("Thank you")
    assert (await ticket(desk)).csat == mark


async def test_what_went_wrong_is_kept_with_the_mark(desk: House, emma: ChatDoor, gleb: ChatDoor) -> None:
    rate = await tapped(emma, await solved(emma, gleb), WELL["en"])
    await tapped(emma, rate, "2")
    assert "the head of the team" in await told(emma, "It took three days")
    assert (await ticket(desk)).csat_comment == "It took three days"
    assert "Rating: 2 of 5 It took three days" in (await card(gleb, "It took three days")).text


async def test_a_mark_with_words_is_both(desk: House, olga: ChatDoor, gleb: ChatDoor) -> None:
    await tapped(olga, await solved(olga, gleb), WELL["ru"])
    assert await told(olga, "3, долго ждали") == "Спасибо, руководитель прочтёт."
    now = await ticket(desk)
    assert (now.csat, now.csat_comment) == (3, "долго ждали")


async def test_a_number_of_tills_is_no_mark(desk: House, olga: ChatDoor, gleb: ChatDoor) -> None:
    """A new question while a mark is awaited is answered as a question."""
    await tapped(olga, await solved(olga, gleb), WELL["ru"])
    said = await told(olga, "2 кассы не печатают чек")
    assert "честность" not in said
    assert (await ticket(desk)).csat is None


async def test_a_call_for_a_person_is_no_comment(emma: ChatDoor, gleb: ChatDoor) -> None:
    rate = await tapped(emma, await solved(emma, gleb), WELL["en"])
    await tapped(emma, rate, "1")
    assert "#2" in await told(emma, "I want to talk to a person")


async def test_thanks_after_the_end_reopen_nothing(desk: House, olga: ChatDoor, gleb: ChatDoor) -> None:
    await tapped(olga, await solved(olga, gleb), WELL["ru"])
    await told(olga, "5")
    assert (await told(olga, "Спасибо вам большое!")).startswith("Рады помочь")
    assert (await ticket(desk)).state is State.CLOSED


async def test_not_working_after_the_end_is_the_same_ticket(emma: ChatDoor, gleb: ChatDoor) -> None:
    await tapped(emma, await solved(emma, gleb), WELL["en"])
    await told(emma, "5")
    assert AGAIN["en"] in await told(emma, "still not working")


async def test_a_new_question_after_the_end_is_a_new_matter(
    desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    """It is answered; what is then typed is about the new answer, not about the old ticket or its mark."""
    await tapped(olga, await solved(olga, gleb), WELL["ru"])
    assert (await told(olga, "касса")).startswith("Похоже на что-то из этого?")
    assert "чек" in await told(olga, "2")
    assert "Ваш вопрос #2" in await told(olga, "не помогло")
    now = await ticket(desk)
    assert (now.state, now.csat) == (State.CLOSED, None)


async def test_a_mark_given_while_a_newer_question_is_open_leaves_that_with_its_people(
    desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    rate = await tapped(emma, await solved(emma, gleb), WELL["en"])
    await told(emma, "/human The internet is slow now")
    await tapped(emma, rate, "5")
    assert (await ticket(desk)).csat == 5
    await told(gleb, "/take 2")
    await emma.say("It is the second floor")
    await hears(gleb, "#2 Emma", "It is the second floor")


async def test_after_the_older_of_two_open_tickets_the_talk_is_with_the_newer(
    desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    question = await solved(emma, gleb)
    await tapped(emma, question, WELL["en"])
    await told(emma, "/human The internet is slow now")
    await told(gleb, "/take 2")
    await tapped(emma, question, NOT["en"])
    await gleb.say("/resolve 1 Changed the cable.")
    await hears(emma, "Changed the cable.")
    await emma.say("It is the second floor")
    await hears(gleb, "#2 Emma", "It is the second floor")


async def test_after_days_of_silence_the_ticket_is_closed_and_a_new_question_is_new(
    timed_desk: House, clock: Clock
) -> None:
    """Neither does it open the old ticket, nor is it lost when that may not open any more."""
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    emma = await timed_desk.customer(language="en")
    await solved(emma, gleb)
    clock.move(days=3, minutes=1)
    await card(gleb, "Closed")
    assert "30 seconds" in await told(emma, "How do I restart the router?")
    clock.move(days=6)
    assert "#2" in await told(emma, "/human The shop has no internet")
    assert (await ticket(timed_desk)).state is State.CLOSED


async def test_not_solved_too_late_is_a_new_ticket_linked_to_the_old(timed_desk: House, clock: Clock) -> None:
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    emma = await timed_desk.customer(language="en")
    question = await solved(emma, gleb)
    clock.move(days=8)
    await card(gleb, "Closed")
    assert "#1 is from long ago, so this is #2 now" in (await tapped(emma, question, NOT["en"])).text
    assert "Goes on from: #1" in (await card(gleb, "Goes on from", number=2)).text
    assert (await tapped(emma, question, NOT["en"])).text.startswith("That button")
    assert (await ticket(timed_desk)).state is State.CLOSED


async def test_a_reopened_ticket_keeps_its_story(emma: ChatDoor, gleb: ChatDoor) -> None:
    """The owner need not ask again, and /status tells where it stands."""
    question = await solved(emma, gleb)
    await tapped(emma, question, NOT["en"])
    assert "a specialist is on it" in await standing(emma)
    await card(gleb, "With Gleb since", "Customer: The internet is down in the shop")


@pytest.mark.parametrize(
    ("language", "matter", "again"),
    [
        ("ru", "сканер не пищит", "снова сканер молчит!! сколько можно"),
        ("en", "the scanner does not beep", "the scanner is silent again"),
    ],
)
async def test_the_same_matter_again_is_the_same_ticket(
    language: str, matter: str, again: str, desk: House, gleb: ChatDoor
) -> None:
    """Told by the article that was tried before the ticket; whoever solved it has it again."""
    anna = await desk.staff(ANNA, "Anna", "en")
    customer = await desk.customer(language=language)
    await told(customer, matter)
    await told(customer, "/human")
    await take(anna)
    await anna.say("/resolve 1 Changed the cable.")
    question = await hears(customer, "Changed the cable.")
    await tapped(customer, await answered(customer, question), "5")
    assert AGAIN[language] in (await said(customer, again)).text
    now = await ticket(desk)
    assert (now.state, now.owner) == (State.TAKEN, ANNA)


@pytest.mark.parametrize(
    ("language", "again"),
    [
        ("ru", "опять пропадает интернет"),
        ("en", "the internet is down again"),
        ("ru", "опять то же самое, что в вопросе #1"),
    ],
)
async def test_what_comes_back_after_people_closed_it_is_the_same_ticket(
    language: str, again: str, desk: House, gleb: ChatDoor
) -> None:
    """By what the ticket means or by its number, though no article was tried for it."""
    customer = await desk.customer(language=language)
    await owned(customer, gleb)
    await told(gleb, "/close 1 It works.")
    await hears(customer, {"ru": "просто напишите сюда", "en": "just write here"}[language])
    answered = (await said(customer, again)).text
    assert {"ru": "Жаль, что не помогло. Вопрос #1", "en": "sorry it did not help. #1"}[language] in answered


async def test_another_matter_again_is_a_new_one(desk: House, olga: ChatDoor) -> None:
    """That the customer had it before does not make it the one that was solved last."""
    anna = await desk.staff(ANNA, "Anna", "en")
    await told(olga, "сканер не пищит")
    await told(olga, "/human")
    await take(anna)
    await anna.say("/resolve 1 Changed the cable.")
    question = await hears(olga, "Changed the cable.")
    await answered(olga, question)
    await told(olga, "опять не печатает чек")
    assert (await ticket(desk)).state is State.CLOSED


async def answered(customer: ChatDoor, question: Seen) -> Seen:
    """The customer is content; the question for a mark."""
    return await tapped(customer, question, question.buttons[0][0].text)


@pytest.mark.parametrize(
    "words",
    ["спасибо, сканер снова работает", "сканер снова пищит, всё хорошо", "great, the scanner works again"],
)
async def test_good_news_reopens_nothing(words: str, desk: House, olga: ChatDoor) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await told(olga, "сканер не пищит")
    await told(olga, "/human")
    await take(anna)
    await anna.say("/resolve 1 Changed the cable.")
    await answered(olga, await hears(olga, "Changed the cable."))
    await told(olga, words)
    assert (await ticket(desk)).state is State.CLOSED


@pytest.mark.parametrize("words", ["ты бот?", "что ты умеешь"])
async def test_a_question_about_us_reopens_nothing(
    words: str, desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    await solved(olga, gleb)
    assert "бот поддержки" in await told(olga, words)
    assert (await ticket(desk)).state is State.RESOLVED
