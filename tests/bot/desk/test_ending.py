"""How staff end a ticket and take it up again."""

import pytest

from playground.door import ChatDoor
from tests.bot.desk.steps import (
    WORDS,
    Clock,
    card,
    cards,
    hand_over,
    hears,
    hears_nothing,
    labels,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, EGOR, GLEB, VERA, House


async def held(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor]:
    """Anna holds #1 of Olga, who has heard so."""
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await take(anna)
    await olga.next()
    return anna, olga


@pytest.mark.parametrize(
    ("language", "button", "prompt", "receipt", "question", "stands"),
    [
        ("en", "Solve", "write the solution", "has the solution", "is everything all right?", "Solved: Port"),
        ("ru", "Решено", "напишите решение", "решение у клиента", "всё хорошо?", "Решение: Port"),
    ],
)
async def test_the_solution_reaches_the_customer_with_a_question(
    desk: House, language: str, button: str, prompt: str, receipt: str, question: str, stands: str
) -> None:
    anna, olga = await held(desk, language)
    assert prompt in (await tapped(anna, await card(anna), button)).text
    assert receipt in await told(anna, "Port 4 was off.\nIt is on now.")
    solution = await olga.next()
    assert solution.text.startswith("Port 4 was off.\nIt is on now.")
    assert question in solution.text
    assert len(labels(solution)) == 2
    over = await card(anna, stands)
    assert labels(over) - {"More", "Ещё"} == (
        {"Reopen", "History"} if language == "en" else {"Открыть снова", "История"}
    )


async def test_a_solution_as_long_as_telegram_allows_arrives_whole(desk: House) -> None:
    anna, olga = await held(desk)
    words = "word " * 816 + "<end>"
    await tapped(anna, await card(anna), "Solve")
    await told(anna, words)
    first, second = await olga.next(), await olga.next()
    assert f"{first.text} {second.text}".replace("\n", " ").startswith(words)
    assert "is everything all right?" in second.text
    assert not first.buttons
    assert labels(second) == {"Yes, all right", "Not solved"}


async def test_an_experts_words_reach_the_customer_only_as_line_1s_solution(desk: House) -> None:
    """Line 3 has no contact with customers: no reply, no question, no button for them."""
    egor = await desk.staff(EGOR, "Egor", "en")
    anna, olga = await held(desk)
    await told(anna, "/escalate 1 No idea.")
    await card(egor)
    there = await take(egor)
    assert not labels(there) & {"Reply", "Ask"}
    for words in ("/reply 1 Hi", "/ask 1 Why?"):
        assert (await told(egor, words)).startswith("“Experts” does not write to customers. /tell 1")
    assert "does not write to customers" in await told(egor, "Hi", reply_to=there)
    assert "does not write to customers" in (await tapped(egor, there, data="reply:1")).text
    await told(egor, "/resolve 1 New firmware.")
    await hears(olga, "New firmware.", "is everything all right?")
    assert not [one.text for one in olga.messages if one.text in {"Hi", "Why?"}]


@pytest.mark.parametrize(
    ("language", "needs", "receipt", "heard"),
    [
        ("en", "there are no words", "#1: closed.", "We have closed #1"),
        ("ru", "нет текста", "#1: закрыт.", "Вопрос #1"),
    ],
)
async def test_closing_needs_a_reason_and_the_customer_hears_of_it(
    desk: House, language: str, needs: str, receipt: str, heard: str
) -> None:
    anna, olga = await held(desk, language)
    assert needs in await told(anna, "/close 1")
    assert await told(anna, "/close 1 A double of #9.") == receipt
    closed = (await olga.next()).text
    assert heard in closed
    assert "double" not in closed
    assert "A double of #9." in await told(anna, "/history 1")


async def test_only_the_owner_or_a_lead_closes(desk: House) -> None:
    gleb, vera = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(VERA, "Vera", "en")
    olga = await desk.customer(language="en")
    await hand_over(olga, gleb, vera)
    assert "only a lead may do it" in await told(gleb, "/close 1 Spam.")
    await take(vera)
    assert "#1 is with Vera since" in await told(gleb, "/close 1 Spam.")
    await told(vera, "/release 1")
    assert await told(vera, "/close 1 Spam.") == "#1: closed."
    await hears(olga, "We have closed #1")


async def test_a_lead_closes_by_a_button_what_another_holds(desk: House) -> None:
    vera = await desk.staff(VERA, "Vera", "en")
    anna, _ = await held(desk)
    await tapped(vera, await card(vera, "With Anna"), "Close")
    assert await told(vera, "Spam.") == "#1: closed."
    await card(anna, "Closed")


@pytest.mark.parametrize("end", ["/resolve 1 Reset.", "/close 1 A double."])
@pytest.mark.parametrize(
    ("language", "button", "receipt", "heard"),
    [
        ("en", "Reopen", "#1: open again.", "#1 is with the same specialist again"),
        ("ru", "Открыть снова", "#1: снова открыт.", "Вопрос #1 снова у того же специалиста"),
    ],
)
async def test_what_is_over_is_reopened_for_who_held_it(
    desk: House, end: str, language: str, button: str, receipt: str, heard: str
) -> None:
    gleb = await desk.staff(GLEB, "Gleb", language)
    anna, olga = await held(desk, language)
    await told(anna, end)
    over = await card(gleb, "Reset." if "resolve" in end else "Закрыт" if language == "ru" else "Closed")
    assert (await tapped(gleb, over, button)).text == receipt
    await hears(olga, heard)
    await anna.until(lambda _: bool(labels(cards(anna)[-1]) & {"Reply", "Ответить"}))
    await olga.say("Thank you, it is red again")
    await hears(anna, "it is red again", "Olga")


async def test_who_comes_back_hears_the_time_that_the_card_tells(timed_desk: House, clock: Clock) -> None:
    """Until the first word is said, no time that is told is later than that word is due."""
    anna, olga = await timed_desk.staff(ANNA, "Anna", "en"), await timed_desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    clock.move(minutes=14)
    await told(anna, "/release 1")
    assert "waits for a specialist again, nothing to repeat. Answer by 13:00" in olga.messages[-1].text
    await card(anna, "expects a word by 13:00", "first word by 13:00")
    await take(anna)
    await told(anna, "/resolve 1 Port 4 was off.")
    clock.move(minutes=46)
    await told(anna, "/reopen 1 It is off again")
    assert "Answer by 14:00" in (await hears(olga, "same specialist")).text
    await card(anna, "expects a word by 14:00", "first word by 14:00")


async def test_a_ticket_whose_owner_is_away_is_reopened_into_its_queue(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    anna, olga = await held(desk)
    await told(anna, "/resolve 1 Reset.")
    await told(anna, "/away")
    await told(gleb, "/reopen 1")
    await hears(gleb, "#1: open again.")
    assert "Take" in labels(await card(gleb, "Waits"))
    await hears(olga, "#1 is open again")


@pytest.mark.parametrize("end", ["/resolve 1 Reset.", "/close 1 A double."])
async def test_after_reopen_days_it_is_too_late(timed_desk: House, clock: Clock, end: str) -> None:
    """The sample's `reopen_days` is 7."""
    anna, olga = await held(timed_desk)
    await told(anna, end)
    await olga.next()
    clock.move(days=7, seconds=1)
    late = await said(anna, "/reopen 1")
    assert late.text.startswith("#1 ended more than 7 days ago. /anew 1 makes a new ticket from it")
    await hears_nothing(olga)
    await anna.tap(late, "A new ticket from it")
    new = await card(anna, "Goes on from: #1", number=2)
    assert "Take" in labels(new)
    assert "it is #2 now. Answer" in (await olga.next()).text
    await card(anna, "Goes on in: #2", number=1)
    assert (await tapped(anna, late, "A new ticket from it")).text == "#1 goes on in #2 already. /ticket 2"
    await hears_nothing(olga)
    await told(anna, "/take 2")
    await hears(olga, "A specialist is on it")
    await olga.say("It blinks again")
    await hears(anna, "#2", "It blinks again")
    await anna.say("/close 2 Made anew.")
    await hears(olga, "We have closed #2")
    await anna.say("/anew 1")
    await card(anna, "Goes on from: #1", number=3)
    await anna.say("/anew 1")
    await hears(anna, "#1 goes on in #3 already. /ticket 3")


@pytest.mark.parametrize(
    "act", ["/resolve 1 Again", "/release 1", "/escalate 1 Up", "/close 1 Off", "/ask 1 Why?"]
)
async def test_what_is_over_is_not_acted_on(desk: House, act: str) -> None:
    anna, olga = await held(desk)
    await told(anna, "/close 1 A double.")
    await olga.next()
    assert await told(anna, act) == "#1 is closed: that is not possible now. /reopen 1 takes it up again."
    await hears_nothing(olga)


async def test_an_open_ticket_cannot_be_reopened(desk: House) -> None:
    anna, _ = await held(desk)
    assert "#1 is taken: that is not possible now" in await told(anna, "/reopen 1")


async def test_a_solved_ticket_may_be_closed_by_staff_in_silence(desk: House) -> None:
    """The customer has the solution; that the book is closed is no news for them."""
    anna, olga = await held(desk)
    await told(anna, "/resolve 1 Reset.")
    await olga.next()
    assert await told(anna, "/close 1") == "#1: closed."
    await hears_nothing(olga)


async def test_people_keep_the_conversation_while_another_ticket_is_open(desk: House) -> None:
    """#1 is reopened beside #2; when #1 is solved again, the customer's words go on to #2."""
    anna, olga = await held(desk)
    await told(anna, "/resolve 1 Reset.")
    await tapped(olga, await hears(olga, "Reset."), "Yes")
    await tapped(olga, await hears(olga, "How did we do"), "5")
    await hand_over(olga, anna, words="The internet is slow in the office")
    await take(anna, 2)
    await anna.say("/reopen 1")
    await hears(anna, "#1: open again.")
    await anna.say("/resolve 1 Reset for good.")
    await hears(olga, "Reset for good.")
    await olga.say("It is slow on the second floor only")
    await hears(anna, "#2 Olga", "second floor only")


async def test_the_rating_comes_to_the_card(desk: House) -> None:
    anna, olga = await held(desk)
    await said(anna, "/resolve 1 Reset.")
    await tapped(olga, await hears(olga, "Reset."), "Yes")
    await tapped(olga, await hears(olga, "How did we do"), "4")
    await card(anna, "Rating: 4 of 5")
