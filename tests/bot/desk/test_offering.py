"""A ticket is offered to one at a time, is given at once, or comes back from who went quiet."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.rules import Rules
from playground.door import ChatDoor
from routing.desk import Assign, Desk
from tests.bot.desk.steps import (
    WORDS,
    Clock,
    card,
    cards,
    hand_over,
    hears,
    labels,
    take,
    tapped,
    told,
)
from tests.bot.desk.test_shifts import EVENING, MORNING
from tests.bot.house import ANNA, GLEB, VERA, House, house, sample_rules

#: Accept and decline, as they stand on a card.
LABELS = {"en": ("Accept", "Decline"), "ru": ("Принять", "Не мне")}


def ruled(how: Assign = Assign.OFFER, **queue: Any) -> Rules:
    """The sample desk, its network queue serving so, Anna, Gleb and the lead Vera serving it alone."""
    rules = sample_rules()
    queues = tuple(
        replace(one, assign=how, **queue) if one.id == "network" else one for one in rules.desk.queues
    )
    return replace(rules, desk=Desk(rules.desk.lines, queues, rules.desk.staff))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk(sqlite_url: str, clock: Clock) -> AsyncIterator[House]:
    """Offers stand for five minutes."""
    async with house(sqlite_url, rules=ruled(), now=clock) as opened:
        yield opened


async def people(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor, ChatDoor]:
    names = ((ANNA, "Anna"), (GLEB, "Gleb"), (VERA, "Vera"))
    anna, gleb, vera = [await desk.staff(number, name, language) for number, name in names]
    return anna, gleb, vera


async def asks(desk: House, language: str = "en", number: int = 9_000_000_001) -> ChatDoor:
    """A customer's matter comes to the network queue."""
    customer = await desk.customer(number, "Olga", language)
    await hand_over(customer, words=WORDS[language])
    return customer


async def taken(chat: ChatDoor, number: int = 1) -> None:
    """They have the ticket's card, and take it."""
    await card(chat, number=number)
    await take(chat, number)
    await until_owned(chat, number)


async def until_owned(chat: ChatDoor, number: int) -> None:
    def owned(_: object) -> bool:
        return not labels(cards(chat, number)[-1]).isdisjoint({"Reply", "Ответить"})

    await chat.until(owned)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_offer_comes_to_one_and_is_accepted(desk: House, language: str) -> None:
    """Given all are free, when a ticket comes, then Anna alone is asked, and has it when she accepts."""
    accept, decline = LABELS[language]
    anna, gleb, _ = await people(desk, language)
    customer = await asks(desk, language)
    offered = await card(anna)
    assert {accept, decline} <= labels(offered)
    await anna.tap(offered, accept)
    await hears(customer, {"en": "A specialist is on it", "ru": "Специалист уже смотрит"}[language])
    await card(anna, {"en": "With Anna", "ru": "Anna"}[language])
    await told(gleb, "/help")
    assert cards(gleb) == []


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_declined_offer_moves_on_and_in_the_end_rings_for_all(desk: House, language: str) -> None:
    """Specialists are asked before the lead; when nobody takes it, the lead hears and anybody may."""
    _, decline = LABELS[language]
    anna, gleb, vera = await people(desk, language)
    await asks(desk, language)
    for chat in (anna, gleb, vera):
        await tapped(chat, await card(chat), decline)
    nobody = await hears(vera, {"en": "everyone was asked", "ru": "спросили всех"}[language])
    assert "#1" in nobody.text
    await gleb.say("/take 1")
    await card(gleb, {"en": "With Gleb", "ru": "Gleb"}[language])


async def test_an_offer_that_is_not_answered_in_time_moves_on(desk: House, clock: Clock) -> None:
    """Its late answer is a plain take: the ticket waits, and Gleb has not accepted yet."""
    anna, gleb, _ = await people(desk)
    await asks(desk)
    await card(anna, "Offered to Anna")
    clock.move(minutes=5, seconds=1)
    await card(gleb, "Offered to Gleb")
    await card(anna, "Offered to Gleb")
    assert "#1 is not offered to you now" in await told(anna, "/decline 1")
    await taken(anna)
    assert "#1 is with Anna" in await told(gleb, "/take 1")
    clock.move(minutes=5)
    await told(gleb, "/help")
    assert "Take" not in labels(await card(gleb, "With Anna"))


async def test_two_who_accept_at_once_one_wins_and_the_other_is_told(desk: House) -> None:
    anna, gleb, _ = await people(desk)
    await asks(desk)
    await card(anna)
    await gleb.say("/take 1")
    await anna.tap(cards(anna)[-1], "Accept")
    one, other = await card(gleb, "With") if cards(gleb) else None, await card(anna, "With")
    winner = "Anna" if "With Anna" in other.text else "Gleb"
    assert one is None or f"With {winner}" in one.text
    loser = gleb if winner == "Anna" else anna
    await hears(loser, f"#1 is with {winner}")


async def test_who_is_asked_has_less_to_do(desk: House) -> None:
    """The second ticket is Gleb's to accept while the first is on offer to Anna; /next leaves hers alone."""
    anna, gleb, vera = await people(desk)
    await asks(desk)
    await card(anna)
    await asks(desk, number=9_000_000_002)
    await card(gleb, number=2)
    assert "Nothing waits" in await told(vera, "/next")
    await gleb.say("/next")
    await card(gleb, "With Gleb", number=2)


async def test_who_steps_out_is_offered_nothing(desk: House) -> None:
    anna, gleb, _ = await people(desk)
    await asks(desk)
    await card(anna, "Offered to Anna")
    await told(anna, "/away")
    await card(gleb, "Offered to Gleb")


async def test_a_matter_split_off_a_waiting_one_is_offered_too(desk: House) -> None:
    anna, _, vera = await people(desk)
    await asks(desk)
    await card(anna)
    await told(vera, "/split 1 Two invoices")
    await card(vera, "Two invoices", number=2)
    async with desk.database.look() as work:
        assert {one.key for one in await work.timers.of_kind("offer")} == {"1", "2"}


async def test_what_is_taken_back_is_offered_to_nobody(sqlite_url: str, clock: Clock) -> None:
    rules = sample_rules()
    queues = tuple(
        replace(one, assign=Assign.OFFER) if one.id == "core" else one for one in rules.desk.queues
    )
    offering = replace(rules, desk=replace(rules.desk, queues=queues))
    async with house(sqlite_url, rules=offering, now=clock) as desk:
        anna, _, _ = await people(desk)
        await asks(desk)
        await taken(anna)
        await told(anna, "/escalate 1 done: reset; tried: cable")
        await told(anna, "/take_back 1")
        await until_owned(anna, 1)
        async with desk.database.look() as work:
            assert (await work.tickets.get(1)).queue == "network"
            assert await work.timers.of_kind("offer") == []


async def test_direct_makes_it_somebodys_at_once(sqlite_url: str, clock: Clock) -> None:
    async with house(sqlite_url, rules=ruled(Assign.DIRECT), now=clock) as desk:
        anna, gleb, _ = await people(desk)
        await asks(desk)
        assert "Reply" in labels(await card(anna, "With Anna"))
        await asks(desk, number=9_000_000_002)
        await card(gleb, "With Gleb", number=2)


async def test_a_full_desk_opens_it_to_all_and_the_lead_hears(sqlite_url: str, clock: Clock) -> None:
    rules = ruled(Assign.DIRECT)
    staff = tuple(replace(one, capacity=1) for one in rules.desk.staff)
    async with house(
        sqlite_url, rules=replace(rules, desk=replace(rules.desk, staff=staff)), now=clock
    ) as desk:
        anna, _, vera = await people(desk)
        for number in range(4):
            await asks(desk, number=9_000_000_001 + number)
        await hears(vera, "#4", "as many tickets as they can hold")
        assert "Take" in labels(await card(anna, number=4))


async def test_a_night_ticket_rings_for_those_who_come_in_the_morning(sqlite_url: str) -> None:
    """At night the lead has its card; at nine in Moscow Anna gets it, at one in the afternoon Gleb."""
    clock = Clock(datetime(2026, 11, 24, 1, tzinfo=UTC))
    shifts = {ANNA: MORNING, GLEB: EVENING, VERA: EVENING}
    rules = ruled(Assign.PULL)
    staff = tuple(replace(one, shift=shifts.get(one.id)) for one in rules.desk.staff)
    async with house(
        sqlite_url, rules=replace(rules, desk=replace(rules.desk, staff=staff)), now=clock
    ) as desk:
        anna, gleb, vera = await people(desk)
        customer = await asks(desk)
        assert "10:00" in customer.messages[-1].text  # an hour after Anna's shift begins
        await card(vera)
        assert cards(anna) == []
        clock.move(hours=5)
        await card(anna)
        assert cards(gleb) == []
        clock.move(hours=4)
        await card(gleb)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_owner_who_goes_quiet_is_reminded_then_it_goes_back(
    sqlite_url: str, clock: Clock, language: str
) -> None:
    async with house(sqlite_url, rules=ruled(Assign.PULL, quiet=timedelta(minutes=20)), now=clock) as desk:
        anna, gleb, vera = await people(desk, language)
        customer = await asks(desk, language)
        await taken(anna)
        clock.move(minutes=21)
        await hears(anna, {"en": "has not heard from you", "ru": "не слышал от вас"}[language])
        clock.move(minutes=21)
        await hears(vera, {"en": "no word from Anna", "ru": "от Anna ни слова"}[language])
        await hears(customer, {"en": "waits for a specialist", "ru": "ждёт специалиста"}[language])
        again = await card(gleb, {"en": "Waits since", "ru": "Ждёт с"}[language])
        assert {"en": "Take", "ru": "Взять"}[language] in labels(again)


async def test_an_owner_who_has_gone_away_is_not_reminded(sqlite_url: str, clock: Clock) -> None:
    async with house(sqlite_url, rules=ruled(Assign.PULL, quiet=timedelta(minutes=20)), now=clock) as desk:
        anna, _, vera = await people(desk)
        await asks(desk)
        await taken(anna)
        await told(anna, "/away")
        clock.move(minutes=21)
        await hears(vera, "no word from Anna")


async def test_an_owner_who_writes_is_left_in_peace(sqlite_url: str, clock: Clock) -> None:
    """A note counts as an act too; so the second look begins anew."""
    async with house(sqlite_url, rules=ruled(Assign.PULL, quiet=timedelta(minutes=20)), now=clock) as desk:
        anna, _, vera = await people(desk)
        await asks(desk)
        await taken(anna)
        clock.move(minutes=15)
        await told(anna, "/note 1 Looking at the port")
        clock.move(minutes=10)
        await told(anna, "/help")
        clock.move(minutes=11)
        await hears(anna, "has not heard from you")
        assert not any("no word from" in one.text for one in vera.messages)


async def test_tickets_of_who_left_and_of_a_queue_that_is_gone_find_others(sqlite_url: str) -> None:
    """Given Gleb holds a ticket and one waits in mail, when both leave the config, then leads hear."""
    clock = Clock()
    async with house(sqlite_url, now=clock) as desk:
        _, gleb, _ = await people(desk)
        await asks(desk)
        await taken(gleb)
        customer = await desk.customer(9_000_000_002, "Emma", "en")
        await hand_over(customer, words="I cannot send e-mail, the mailbox is full")
        await card(gleb, "Mail", number=2)
    rules = sample_rules()
    staff = tuple(replace(one, queues=one.queues - {"mail"}) for one in rules.desk.staff if one.id != GLEB)
    queues = tuple(one for one in rules.desk.queues if one.id != "mail")
    smaller = replace(rules, desk=Desk(rules.desk.lines, queues, staff))
    async with house(sqlite_url, rules=smaller, now=clock) as desk:
        vera = await desk.staff(VERA, "Vera", "en")
        await card(vera, "Waits since", number=1)
        assert "Take" in labels(await card(vera, "Network", number=2))
        async with desk.database.look() as work:
            found = [await work.tickets.get(number) for number in (1, 2)]
        assert [(one.queue, one.owner) for one in found] == [("network", None), ("network", None)]
