"""Buttons of steps that are over, of others' tickets, or forged: a clear sentence, and nothing changes."""

import pytest

from playground.door import ChatDoor
from playground.seen import Seen
from tests.bot.customer.steps import NOTHING_OPEN, owned, solve, solved, standing, ticket
from tests.bot.desk.steps import tapped, told
from tests.bot.house import House, house

OLD = {
    "en": "That button is from an earlier step. Just write what you need.",
    "ru": "Эта кнопка уже не действует. Просто напишите, что нужно.",
}
HUGE = "9" * 40
FORGED = (
    "", ":", "solved", "solved:", "solved:0", "solved:abc", f"solved:{HUGE}", "unsolved:-1", "solved:٣",
    f"unsolved:{HUGE}", "withdraw:999", f"withdraw:{HUGE}", "withdraw:1.5", "rate:1", "rate:1:0", "rate:1:6",
    "rate:x:5", f"rate:{HUGE}:5", "rate:1:5:5", "pick", "pick:till-offline", "pick:../../x", "none",
    "helped:x", "unhelped:", "read:x", "read", "language:xx", "language:../ru", "take:1", "🙂🙂🙂",
    "x" * 64, "human2",
)  # fmt: skip


async def offered(chat: ChatDoor, words: str = "касса") -> Seen:
    """Suggestions that line 1 has just made."""
    await chat.say(words)
    return await chat.next()


async def test_a_forged_button_changes_nothing(database_url: str) -> None:
    """On both databases: they differ in the numbers they can hold."""
    async with house(database_url) as desk:
        emma = await desk.customer(language="en")
        greeting = emma.messages[-1]
        for data in FORGED:
            assert (await tapped(emma, greeting, data=data)).text == OLD["en"], data
        assert await standing(emma) == NOTHING_OPEN["en"]


async def test_somebody_elses_ticket_cannot_be_touched(
    desk: House, olga: ChatDoor, emma: ChatDoor, gleb: ChatDoor
) -> None:
    """Neither open nor solved; and the stranger learns nothing of it."""
    acts = ("solved:1", "unsolved:1", "withdraw:1", "rate:1:5")
    for step in (owned, solve):
        await step(olga, gleb)
        before = await ticket(desk)
        for act in acts:
            assert (await tapped(emma, emma.messages[-1], data=act)).text == OLD["en"], act
        assert await ticket(desk) == before


@pytest.mark.parametrize("button", ["Да, всё хорошо", "Не решено"])
async def test_a_verdict_on_a_reopened_ticket_is_over(
    button: str, desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    question = await solved(olga, gleb)
    await tapped(olga, question, "Не решено")
    before = await ticket(desk)
    assert (await tapped(olga, question, button)).text == OLD["ru"]
    assert await ticket(desk) == before


async def test_a_mark_for_a_reopened_ticket_is_over(desk: House, olga: ChatDoor, gleb: ChatDoor) -> None:
    question = await solved(olga, gleb)
    rate = await tapped(olga, question, "Да, всё хорошо")
    await tapped(olga, question, "Не решено")
    assert (await tapped(olga, rate, "5")).text == OLD["ru"]
    assert (await ticket(desk)).csat is None


async def test_a_suggestion_is_over_once_newer_ones_stand(olga: ChatDoor) -> None:
    """But one that is offered again still works."""
    first = await offered(olga)
    await tapped(olga, await tapped(olga, first, "1."), "Помогло")
    assert "Чек коррекции" in await told(olga, "чек")
    assert (await tapped(olga, first, "1.")).text == OLD["ru"]
    assert (await tapped(olga, first, "3. Касса не печатает чек")).text != OLD["ru"]


async def test_a_suggestion_is_over_once_chosen(olga: ChatDoor) -> None:
    first = await offered(olga)
    await tapped(olga, first, "1.")
    assert (await tapped(olga, first, "2.")).text == OLD["ru"]
    assert (await tapped(olga, first, "Ничего из этого")).text == OLD["ru"]


@pytest.mark.parametrize("button", ["1.", "Ничего из этого"])
async def test_suggestions_are_over_once_people_have_the_matter(
    button: str, olga: ChatDoor, gleb: ChatDoor
) -> None:
    """Line 1 never talks over a person."""
    first = await offered(olga)
    await tapped(olga, first, "Позвать человека")
    assert (await tapped(olga, first, button)).text == OLD["ru"]


@pytest.mark.parametrize("button", ["Помогло", "Не помогло"])
async def test_an_older_answer_cannot_be_judged(button: str, olga: ChatDoor) -> None:
    await olga.say("Как перезагрузить роутер?")
    first = await olga.next()
    await told(olga, "Касса не закрывает смену")
    assert (await tapped(olga, first, button)).text == OLD["ru"]


async def test_helped_twice_is_said_once(olga: ChatDoor) -> None:
    await olga.say("Как перезагрузить роутер?")
    answer = await olga.next()
    assert (await tapped(olga, answer, "Помогло")).text.startswith("Хорошо, что помогло")
    assert (await tapped(olga, answer, "Помогло")).text == OLD["ru"]


async def test_a_person_is_a_tap_away_on_every_old_message(olga: ChatDoor) -> None:
    """That button never grows old; once people have it, it tells where the question stands."""
    first = await offered(olga)
    await told(olga, "Касса не закрывает смену")
    assert "Ваш вопрос #1" in (await tapped(olga, first, "Позвать человека")).text
    assert "Вопрос #1" in (await tapped(olga, first, "Позвать человека")).text


async def test_a_question_is_taken_back_once(olga: ChatDoor, gleb: ChatDoor) -> None:
    await owned(olga, gleb)
    await olga.say("/cancel")
    choice = await olga.next()
    assert (await tapped(olga, choice, "#1")).text.startswith("Готово: вопрос #1")
    assert (await tapped(olga, choice, "#1")).text == OLD["ru"]


async def test_a_tap_stops_its_spinner_even_when_refused(emma: ChatDoor) -> None:
    """`tap` waits for the bot's answer to the tap and fails without one."""
    assert await emma.tap(emma.messages[-1], data="solved:77") is None
