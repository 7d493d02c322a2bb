"""Works planned ahead and wishes that come true, over HTTP."""

import pytest

from tests.bot.desk.steps import (
    Clock,
    card,
    hand_over,
    hears,
    hears_nothing,
    labels,
    said,
    tapped,
    told,
)
from tests.bot.desk.test_vendor import package
from tests.bot.desk.test_vendor import rules as with_maker
from tests.bot.house import GLEB, VERA, House, house

WISH = {"en": "please add a dark theme to the reports", "ru": "сделайте тёмную тему в отчётах"}


async def test_works_are_told_in_their_window_and_end_by_the_clock(timed_desk: House, clock: Clock) -> None:
    """It is Tuesday the 24th, noon in Moscow."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    planned = await told(vera, "/works 24.11 13:00 15:00 The internet is off; queue: network")
    assert "Works 1" in planned
    assert "From 13:00 until 15:00, Vera answers for it." in planned
    early = await timed_desk.customer(9_000_000_001, "Emma", "en")
    assert "Planned works" not in (await said(early, "the internet is off")).text

    clock.move(hours=1, minutes=1)
    await vera.until(lambda seen: sum("Works 1" in one.text for one in seen) == 2)
    newcomer = await timed_desk.customer(9_000_000_002, "Иван", "ru")
    known = await said(newcomer, "интернет отключён")
    assert "Идут плановые работы, до 15:00: The internet is off." in known.text
    assert labels(known) == {"Сообщите, когда закончатся", "Позвать человека"}
    await newcomer.tap(known, "Сообщите, когда закончатся")
    await hears(newcomer, "Хорошо, напишу здесь")

    clock.move(hours=2)
    over = await hears(newcomer, "Плановые работы закончены")
    assert labels(over) == {"Да, всё хорошо", "Не работает"}
    await hears(vera, "Works 1", "Closed")


async def test_a_window_that_cannot_be_is_refused_with_what_to_write(timed_desk: House) -> None:
    vera, gleb = await timed_desk.staff(VERA, "Вера", "ru"), await timed_desk.staff(GLEB, "Gleb", "en")
    for written, why in (
        ("24.11 15:00 13:00 Switches", "раньше, чем начались"),
        ("24.11 23:00 02:00 Switches", "оба дня"),
        ("2026-11-20 10:00 12:00 Switches", "время прошло"),
        ("tomorrow Switches", "Когда и что?"),
        ("32.13 10:00 12:00 Switches", "Когда и что?"),
        ("24.11 15:00 16:00", "Когда и что?"),
        ("24.11 15:00 16:00 Switches; colour: red", "Пишите, например"),
    ):
        assert why in await told(vera, f"/works {written}"), written
    assert "queue's lead" in await told(gleb, "/works 24.11 15:00 16:00 Switches; queue: network")
    assert "Ничего не открыто" in await told(vera, "/works")


async def test_wishes_gather_by_meaning_and_everyone_who_wished_hears_once(desk: House) -> None:
    vera = await desk.staff(VERA, "Vera", "en")
    wishers = []
    for number, language in enumerate(("en", "ru"), 1):
        customer = await desk.customer(9_000_000_000 + number, f"C{number}", language)
        await hand_over(customer, vera, words=WISH[language])
        await vera.say(f"/wish {number}")
        await hears(customer, "wish" if language == "en" else "Пожелание записано")
        wishers.append(customer)
    await hears(vera, "Wish 1", "Tickets: 2 (#1, #2)")
    assert "Wish 1" in (await card(vera, "Closed", number=2)).text
    assert "Wish 1 · 2" in await told(vera, "/wishes")
    await vera.say("/wishes 1 send core Please plan it")
    await hears(vera, "Wish 1 went to")
    await vera.say("/wishes 1 готово The reports are dark at night.")
    for customer, own in zip(wishers, ("dark theme", "тёмную тему"), strict=True):
        heard = await hears(customer, "The reports are dark at night.")
        assert own in heard.text
        assert sum("dark at night" in one.text for one in customer.messages) == 1
    await hears(vera, "Wish 1", "Closed")
    await vera.say("/wishes 1 done Again")
    await hears(vera, "1 is over")


@pytest.mark.parametrize(
    ("language", "answered", "tell"),
    [
        ("en", "Router Works answered: In spring.", "Tell everyone"),
        ("ru", "Router Works: In spring.", "Сообщить всем"),
    ],
)
async def test_a_wish_sent_to_its_maker_is_a_case_and_the_answer_reaches_those_who_wished(
    sqlite_url: str, clock: Clock, language: str, answered: str, tell: str
) -> None:
    async with house(sqlite_url, rules=with_maker(chase_days=1), now=clock) as desk:
        vera = await desk.staff(VERA, "Vera", language)
        olga = await desk.customer(language=language)
        await hand_over(olga, vera, words=WISH[language])
        await vera.say("/wish 1")
        assert ("wish" if language == "en" else "Пожелание") in (await olga.next()).text
        await vera.say("/wishes 1 send maker R-7 A dark theme, please.")
        message, text = await package(vera)
        assert "A dark theme, please." in text
        assert "R-7" in text
        own = await card(vera, "R-7", number=2)
        assert ("Wish" if language == "en" else "Пожелание") in own.text
        await hears_nothing(olga)
        clock.move(days=2)
        await hears(vera, "⏰ #2", "R-7")
        await told(vera, "In spring.", reply_to=message)
        heard = await hears(vera, answered)
        await hears_nothing(olga)
        await tapped(vera, heard, tell)
        await vera.say("The maker does it in spring.")
        await hears(olga, "The maker does it in spring.")
        await vera.say("/wishes 1 done It is dark now.")
        await hears(olga, "It is dark now.")
        await card(vera, "Closed" if language == "en" else "Закрыт", number=2)
        assert "⏰" not in vera.messages[-1].text


async def test_a_wish_goes_to_a_maker_in_words(desk: House) -> None:
    vera, olga = await desk.staff(VERA, "Vera", "en"), await desk.customer(language="en")
    await hand_over(olga, vera, words=WISH["en"])
    await vera.say("/wish 1")
    await hears(olga, "wish")
    await hears(vera, "Wish 1", "Customers who hear of it")
    assert "there are no words" in await told(vera, "/wishes 1 send maker")
    assert [one for one in vera.messages if one.files] == []
