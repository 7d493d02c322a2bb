"""A flood of like questions becomes one incident, over HTTP with both bots."""

from datetime import timedelta

import pytest

from bot.actions import floods, telling
from playground.door import ChatDoor
from tests.bot.desk.steps import (
    card,
    hand_over,
    hears,
    hears_nothing,
    labels,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import GLEB, VERA, House

#: One matter in many words, as people of two languages put it.
FLOOD = [
    ("en", "The internet is down in the whole shop"),
    ("en", "No internet connection since this morning"),
    ("ru", "Пропал интернет во всём магазине"),
    ("ru", "Нет интернета с самого утра"),
    ("en", "We have no internet at all, it is down"),
]


async def flood(desk: House, count: int = 5) -> list[ChatDoor]:
    """So many customers write it and ask for a person."""
    customers = []
    for number, (language, words) in enumerate(FLOOD[:count], 1):
        customer = await desk.customer(9_000_000_000 + number, f"C{number}", language)
        await hand_over(customer, words=words)
        customers.append(customer)
    return customers


async def test_a_colleagues_name_is_held_back_from_everybody_linked(desk: House) -> None:
    vera, olga = await desk.staff(VERA, "Вера", "ru"), await desk.customer(9_000_000_001, "Olga", "en")
    await hand_over(olga, vera)
    opening = await said(vera, "/incident open Gleb broke the net; area: North", reply_to=await card(vera))
    assert "/incident: пока не отправлено" in opening.text
    await tapped(vera, opening, "Отправить как есть")
    await hears(vera, "Gleb broke the net", "Район: North", "(#1)")
    for words, reads in (
        ("/incident 1 update Егор едет", "Егор едет"),
        ("/incident 1 title No net, ask Gleb", "ask Gleb"),
        ("/incident 1 workaround Спросите Егора", "Спросите Егора"),
        ("/incident 1 close Dina has mended it", "Dina has mended it"),
    ):
        refused = await said(vera, words)
        assert "1: пока не отправлено" in refused.text, words
        assert not any(reads in one.text for one in olga.messages)
        await tapped(vera, refused, "Отправить как есть")
        await hears(olga, reads) if "title" not in words else await hears(vera, "No net, ask Gleb")


async def test_a_flood_is_offered_told_to_newcomers_updated_once_and_closed(desk: House) -> None:
    vera = await desk.staff(VERA, "Vera", "en")
    customers = await flood(desk)
    offer = await hears(vera, "5 like tickets", "An incident?")
    assert labels(offer) == {"Yes, tell customers", "No"}
    assert "#1 The internet" in offer.text

    await vera.tap(offer, "Yes, tell customers")
    assert "Incident 1" in (await hears(vera, "Incident 1", "Customers who hear of it: 5")).text
    await hears(vera, "what should customers read")
    await vera.say("No internet in the north")
    await hears(vera, "No internet in the north", "Incident 1")
    for customer in customers:
        told_at_once = await hears(
            customer, "trouble with" if customer in english(customers) else "неполадки"
        )
        assert "#" in told_at_once.text

    newcomer = await desk.customer(9_000_000_100, "Newcomer", "en")
    known = await said(newcomer, "our internet is down")
    assert "We know about it: No internet in the north" in known.text
    assert labels(known) == {"Tell me when it is fixed", "A person, please"}
    assert labels(await said(newcomer, "when will it be fixed?")) == labels(known)
    assert (await tapped(newcomer, known, "Tell me when it is fixed")).text == "Good, I will write here."
    goes_on = await said(newcomer, "долго ещё?")
    assert "Это ещё продолжается. Мы об этом знаем: No internet in the north" in goes_on.text
    assert labels(goes_on) == {"Позвать человека"}
    await told(newcomer, "/language en")

    await vera.say("/incident 1 update A cable is cut, we are on site")
    for customer in [*customers, newcomer]:
        await hears(customer, "A cable is cut")
    assert "Customers who hear of it: 6" in (await hears(vera, "A cable is cut", "Tickets: 5")).text

    await vera.say("/incident 1 close The cable is whole again.")
    for customer in customers:
        solved = await hears(customer, "The cable is whole again.")
        assert labels(solved) in ({"Yes, all right", "Not solved"}, {"Да, всё хорошо", "Не решено"})
    fixed = await hears(newcomer, "The cable is whole again.")
    await hears(customers[0], "The cable is whole again.")
    await customers[0].tap(await hears(customers[0], "whole again"), "Not solved")
    await hears(customers[0], "#1 is open again")
    assert "#6" in (await tapped(newcomer, fixed, "Still broken")).text
    for customer in [*customers, newcomer]:
        assert once(customer, "A cable is cut")
        assert once(customer, "The cable is whole again.")
    for customer in customers[1:]:
        assert not [one for one in customer.messages if not one.mine and "open again" in one.text]


def english(customers: list[ChatDoor]) -> list[ChatDoor]:
    return [one for one, (language, _) in zip(customers, FLOOD, strict=True) if language == "en"]


def once(customer: ChatDoor, words: str) -> bool:
    return sum(words in one.text for one in customer.messages if not one.mine) == 1


async def test_a_great_flood_hears_in_portions(desk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each customer once, none left out, while others write in between."""
    monkeypatch.setattr(floods, "PORTION", 2)
    monkeypatch.setattr(telling, "PAUSE", timedelta())
    vera = await desk.staff(VERA, "Vera", "en")
    customers = await flood(desk)
    await vera.tap(await hears(vera, "5 like tickets", "An incident?"), "Yes, tell customers")
    for customer in customers:
        heard = "trouble with" if customer in english(customers) else "неполадки"
        await hears(customer, heard)
    await hears(vera, "Incident 1")
    assert "Customers who hear of it: 5" in await told(vera, "/incident 1")
    for customer in customers:
        assert once(customer, "trouble with" if customer in english(customers) else "неполадки")


async def test_no_means_no_and_the_tickets_stay_as_they_are(desk: House) -> None:
    vera = await desk.staff(VERA, "Вера", "ru")
    customers = await flood(desk)
    offer = await hears(vera, "5 похожих вопросов", "Авария?")
    assert "не авария" in (await tapped(vera, offer, "Нет")).text
    assert "уже ответили" in (await tapped(vera, offer, "Да, сообщить клиентам")).text
    newcomer = await desk.customer(9_000_000_100, "Newcomer", "ru")
    assert "Мы об этом знаем" not in (await said(newcomer, "интернет пропал")).text
    await hears_nothing(customers[0])


async def test_an_incident_is_opened_by_a_lead_alone_and_has_one_owner(desk: House) -> None:
    vera, gleb = await desk.staff(VERA, "Vera", "en"), await desk.staff(GLEB, "Gleb", "en")
    assert "queue's lead" in await told(gleb, "/incident open Nothing works; queue: network")
    assert "needs a name" in await told(vera, "/incident open")
    assert "Severity is 1, 2 or 3" in await told(vera, "/incident open No internet; severity: 9")
    opened = await told(vera, "/incident open No internet; area: North; severity: 1; queue: network")
    assert "Incident 1, severity 1" in opened
    assert "Area: North" in opened
    assert "Vera answers for it" in opened
    assert "Vera answers for 1" in await told(gleb, "/incident 1 update Soon")
    assert "There is no 7" in await told(vera, "/incident 7 close Done")
    assert "Nothing was told" in await told(vera, "/incident 1 update")
    replied = await said(vera, "Back by noon", reply_to=await hears(vera, "Incident 1"))
    assert "Newest word: Back by noon" in replied.text
    assert "Closed" in await told(vera, "/incident 1 close Fixed")
    assert "is over" in await told(vera, "/incident 1 update More")


async def test_a_problem_tells_newcomers_its_workaround_and_solves_all_its_tickets(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    emma, ivan = (
        await desk.customer(9_000_000_001, "Emma", "en"),
        await desk.customer(9_000_000_002, "Иван", "ru"),
    )
    await hand_over(emma, gleb, words="The internet is down in the shop")
    await hand_over(ivan, gleb, words="Пропал интернет в магазине")
    await told(gleb, "/take 1")
    await gleb.say("/problem new Old routers hang; queue: network")
    await hears(gleb, "Problem 1", "Old routers hang")
    await gleb.say("/problem 1 link 1 2")
    await hears(gleb, "Tickets: 2 (#1, #2)")
    assert "Problem 1: Old routers hang" in (await card(gleb, "Problem 1", number=2)).text
    await gleb.say("/problem 1 cause The firmware leaks memory")
    await hears(gleb, "Cause: The firmware")
    await gleb.say("/problem 1 workaround Switch the router off and on.")
    await hears(emma, "not fixed yet. Meanwhile: Switch the router off")
    await hears(ivan, "А пока: Switch the router off")

    newcomer = await desk.customer(9_000_000_100, "Newcomer", "en")
    known = await said(newcomer, "the internet is down in our shop")
    assert "Until it is fixed: Switch the router off and on." in known.text
    assert "memory" not in known.text
    assert "Network" in (await tapped(newcomer, known, "A person, please")).text
    await hears(gleb, "Problem 1", "#3")

    await gleb.say("/problem 1 close New firmware is on.")
    for customer in (emma, ivan, newcomer):
        await hears(customer, "New firmware is on.")
        assert once(customer, "New firmware is on.")
    assert "Решено" in (await hears(ivan, "починили")).text or labels(await hears(ivan, "починили"))


async def test_what_is_under_way_on_its_tickets_ends_with_an_incident(desk: House) -> None:
    """A question to experts, a case with the maker and a visit: nobody is asked about them any more."""
    gleb, vera = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(VERA, "Vera", "en")
    olga = await desk.customer(language="en")
    await hand_over(olga, gleb)
    await take(gleb)
    await told(gleb, "/consult 1 What is it?")
    await gleb.say("/vendor 1 maker R-5 Routers hang; tried: restart")
    await hears(olga, "maker")
    await told(vera, "/incident open No internet; queue: network")
    await told(vera, "/incident 1 link 1")
    await vera.say("/incident 1 close The cable is whole again.")
    await hears(olga, "The cable is whole again.")
    async with desk.database.look() as work:
        assert await work.consultations.open_on(1) == []
        assert await work.cases.open_of(1) == []
        kinds = ("consult", "chase", "offer", "arrival")
        assert [await work.timers.of_kind(kind) for kind in kinds] == [[], [], [], []]
