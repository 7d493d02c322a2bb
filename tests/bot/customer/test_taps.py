"""What customers say of answers, by tap or in words, is kept as labelled messages of the desk's own."""

import pytest

from playground.door import ChatDoor
from storage.clicks import Click, Verdict
from tests.bot.house import House

ROUTER = "Как перезагрузить роутер?"


async def kept(desk: House) -> list[tuple[str, Verdict]]:
    async with desk.database.look() as work:
        found: list[Click] = await work.clicks.newest()
    return [(one.text, one.verdict) for one in found]


@pytest.mark.parametrize("button", ["Помогло", None])
async def test_an_answer_that_helped(button: str | None, desk: House, olga: ChatDoor) -> None:
    await olga.say(ROUTER)
    given = await olga.next()
    await (olga.tap(given, button) if button else olga.say("Спасибо, помогло!"))
    await olga.next()
    assert await kept(desk) == [(ROUTER, Verdict.HELPED)]


@pytest.mark.parametrize("button", ["Не помогло", None])
async def test_an_answer_that_did_not_help(button: str | None, desk: House, olga: ChatDoor) -> None:
    await olga.say(ROUTER)
    given = await olga.next()
    await (olga.tap(given, button) if button else olga.say("не помогло"))
    await olga.next()
    assert await kept(desk) == [(ROUTER, Verdict.UNHELPED)]


@pytest.mark.parametrize("how", ["1", "tap"])
async def test_a_suggestion_chosen_and_then_judged(how: str, desk: House, olga: ChatDoor) -> None:
    await olga.say("касса")
    offer = await olga.next()
    await (olga.say("1") if how == "1" else olga.tap(offer, offer.buttons[0][0].text))
    given = await olga.next()
    await olga.tap(given, "Помогло")
    await olga.next()
    assert await kept(desk) == [("касса", Verdict.PICKED), ("касса", Verdict.HELPED)]


@pytest.mark.parametrize("words", ["Ничего из этого", "ничего из этого"])
async def test_none_of_the_suggestions(words: str, desk: House, olga: ChatDoor) -> None:
    await olga.say("касса")
    offer = await olga.next()
    await (olga.tap(offer, words) if words[0] == "Н" else olga.say(words))
    await olga.next()
    assert await kept(desk) == [("касса", Verdict.NONE)]
    async with desk.database.look() as work:
        (click,) = await work.clicks.newest()
    assert len(click.articles) > 1


async def test_numbers_of_people_are_not_kept(desk: House, olga: ChatDoor) -> None:
    await olga.say("Как перезагрузить роутер? Мой номер +7 912 000-11-22")
    given = await olga.next()
    assert "30 секунд" in given.text
    await olga.tap(given, "Помогло")
    await olga.next()
    ((text, _),) = await kept(desk)
    assert "912" not in text
