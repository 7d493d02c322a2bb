"""Up several lines and back down: who hears of it, who may take back, and what a move to the side ends."""

from dataclasses import dataclass, replace

import pytest

from bot.rules import Rules
from playground.door import ChatDoor
from playground.server import start
from routing.desk import Contact, Line, LineKind, Queue
from tests.bot.desk.steps import DINA, ZHANNA, card, hand_over, hears, labels, take, told
from tests.bot.house import ANNA, CUSTOMER_TOKEN, DESK_TOKEN, EGOR, House, at_work, house, sample_rules


def rules() -> Rules:
    """One more line above the experts': Zhanna's design."""
    desk = sample_rules().desk
    *below, maker = desk.lines
    above = Line("L3a", "Architects", LineKind.PEOPLE, Contact.NONE, maker.height)
    design = Queue("design", "L3a", "Design", titles={"en": "Design", "ru": "Проект"}, escalates_to="maker")
    return replace(
        sample_rules(),
        desk=replace(
            desk,
            lines=(*below, above, replace(maker, height=maker.height + 1)),
            queues=(
                *(replace(one, escalates_to="design") if one.id == "core" else one for one in desk.queues),
                design,
            ),
            staff=tuple(
                replace(one, queues=frozenset({"design"})) if one.id == ZHANNA else one for one in desk.staff
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Way:
    """Who handed #1 up: Anna to Egor, Egor to Zhanna."""

    anna: ChatDoor
    egor: ChatDoor
    zhanna: ChatDoor


async def at_the_top(desk: House) -> Way:
    """Olga's question went up twice, and Zhanna has it."""
    anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
    zhanna = await desk.staff(ZHANNA, "Zhanna", "en")
    olga = await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await told(anna, "/escalate 1 Port reset, no change.")
    await card(egor)
    await told(egor, "/accept 1")
    await told(egor, "/escalate 1 It is the whole ring.")
    await card(zhanna)
    await told(zhanna, "/accept 1")
    return Way(anna, egor, zhanna)


async def test_each_return_is_told_to_who_handed_it_up_from_there(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        way = await at_the_top(desk)
        await told(way.zhanna, "/return 1 The ring is fine.")
        await hears(way.egor, "which you escalated, is back: The ring is fine.")
        assert "Port reset" in (await told(way.egor, "/packet 1"))
        await told(way.egor, "/return 1 It is the cable.")
        await hears(way.anna, "which you escalated, is back: It is the cable.")


async def test_who_had_it_back_takes_nothing_back_from_below(sqlite_url: str) -> None:
    """Egor handed it up last of all, but where it is now Anna did."""
    async with house(sqlite_url, rules=rules()) as desk:
        way = await at_the_top(desk)
        await told(way.zhanna, "/return 1 The ring is fine.")
        await hears(way.egor, "is back")
        assert "only who escalated it" in await told(way.egor, "/take_back 1")
        await told(way.anna, "/take_back 1")
        await card(way.anna, "Anna")


async def test_words_of_experts_go_to_who_handed_it_up_to_them(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        way = await at_the_top(desk)
        await told(way.zhanna, "/return 1 The ring is fine.")
        await told(way.egor, "/accept 1")
        await told(way.egor, "/tell 1 Please look at the cable.")
        await hears(way.anna, "Please look at the cable.")


async def test_a_move_down_is_no_way_to_return_and_nobody_is_forgotten(sqlite_url: str) -> None:
    """Egor moves it to billing: from there nothing goes back to the network, and Anna still hears the end."""
    async with house(sqlite_url, rules=rules()) as desk:
        way = await at_the_top(desk)
        dina = await desk.staff(DINA, "Dina", "en")
        await told(way.zhanna, "/move 1 billing It was never paid.")
        await card(dina)
        taken = await take(dina)
        assert "Return" not in labels(taken)
        assert "#1" in await told(dina, "/return 1 Not ours.")
        await told(dina, "/feedback 1 Look at the invoices first.")
        await told(dina, "/resolve 1 The invoice is paid, it works again.")
        for chat in (way.anna, way.egor):
            await hears(chat, "The invoice is paid")
            await hears(chat, "Look at the invoices first.")


@pytest.mark.parametrize("gone", ["core", "network"])
async def test_a_queue_that_left_the_config_is_no_way_back(sqlite_url: str, gone: str) -> None:
    """It is gone after a restart; Zhanna keeps the ticket, and a return goes where people are."""
    left = replace(rules().desk, queues=tuple(one for one in rules().desk.queues if one.id != gone))
    tills = replace(
        left,
        queues=tuple(replace(one, default=True) if one.id == "tills" else one for one in left.queues),
    )
    async with start({CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}) as telegram:
        async with at_work(telegram, sqlite_url, rules=rules()) as desk:
            await at_the_top(desk)
        async with at_work(telegram, sqlite_url, rules=replace(rules(), desk=tills)) as desk:
            zhanna = telegram.person(ZHANNA, "Zhanna", language="en").chat("desk_bot")
            kept = "core" if gone == "network" else "network"
            assert "shortened the way back" in await told(zhanna, "/history 1")
            await told(zhanna, "/return 1 Not ours.")
            async with desk.database.begin() as work:
                ticket = await work.tickets.get(1)
            assert (ticket.queue, ticket.path) == (kept, ())


@pytest.mark.parametrize(("language", "back"), [("en", "Return"), ("ru", "Вернуть")])
async def test_what_was_moved_up_can_be_returned_too(desk: House, language: str, back: str) -> None:
    """Who moved it hears of it as who escalates does, and may take it back."""
    anna, egor = await desk.staff(ANNA, "Anna", language), await desk.staff(EGOR, "Egor", language)
    olga = await desk.customer(language=language)
    await hand_over(olga, anna)
    await take(anna)
    await told(anna, "/move 1 core A ring is down.")
    assert back in labels(await card(egor))
    await told(egor, "/return 1 It is the cable.")
    await hears(anna, "It is the cable.", "#1")
    await take(anna)
    await told(anna, "/move 1 core The cable is fine.")
    await card(egor)
    await anna.say("/take_back 1")
    async with desk.database.begin() as work:
        moves = [one.what for one in await work.history.of(1) if one.what in {"move", "return"}]
    assert moves == ["move", "return", "move"]
    await card(anna, "Anna")
