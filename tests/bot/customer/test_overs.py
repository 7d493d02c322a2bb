"""A customer whose question people have says that it is over, over HTTP."""

import pytest

from routing.ticket import State
from tests.bot.customer.steps import owned, silent_since, ticket
from tests.bot.desk.steps import card, hears, labels, said, tapped, told
from tests.bot.house import GLEB, House

OFFERED = {"ru": "Закрыть вопрос #1", "en": "Shall I close #1"}
OVER = {"ru": "спасибо, сам разобрался", "en": "Thanks, solved!"}
NOTED = "Note, Customer: says it is over"


@pytest.mark.parametrize(("language", "how"), [("ru", "да"), ("en", "Yes, close it")])
async def test_what_is_over_is_closed_by_one_tap_or_word(language: str, how: str, desk: House) -> None:
    """Its owner reads the words, and on the card that it is over."""
    gleb = await desk.staff(GLEB, "Gleb", "en")
    customer = await desk.customer(language=language)
    await owned(customer, gleb)
    asked = await said(customer, OVER[language])
    assert OFFERED[language] in asked.text
    await hears(gleb, "#1 Olga", OVER[language])
    await card(gleb, NOTED)
    closed = (await tapped(customer, asked, how)) if how in labels(asked) else await said(customer, how)
    assert {"ru": "закрыт. Если повторится", "en": "is closed. If it comes back"}[language] in closed.text
    await card(gleb, "Closed")
    assert (await ticket(desk)).state is State.CLOSED


async def test_no_silence_thanks_or_a_colleagues_question_between_leave_it_open(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    olga = await desk.customer()
    await owned(olga, gleb)
    last = olga.messages[-1].id
    await olga.say("Спасибо!")
    await olga.say("заработало, но чек не печатает")
    await hears(gleb, "но чек не печатает")
    await silent_since(olga, last)
    asked = await said(olga, "уже не надо, всё заработало")
    assert OFFERED["ru"] in asked.text
    assert "остаётся открытым" in await told(olga, "нет")
    assert OFFERED["ru"] in (await said(olga, "всё заработало")).text
    await gleb.say("/ask 1 Is the light green?")
    await hears(olga, "Is the light green?")
    await olga.say("да")
    await hears(gleb, "#1 Olga", "да")
    await silent_since(olga, olga.messages[-1].id)
    assert (await ticket(desk)).is_open
    assert "закрыт" in (await tapped(olga, asked, "Да, закрыть")).text
