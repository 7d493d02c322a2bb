"""A ticket's card is true in every chat that has it, and stands there once."""

import pytest

from playground.door import ChatDoor
from tests.bot.desk.steps import (
    ZHANNA,
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


async def team(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor, ChatDoor]:
    """Anna, Gleb and their lead Vera, who all serve the network."""
    return (
        await desk.staff(ANNA, "Anna", language),
        await desk.staff(GLEB, "Gleb", language),
        await desk.staff(VERA, "Vera", language),
    )


async def test_the_card_is_edited_in_place_wherever_it_lies(desk: House) -> None:
    """Taken, asked, answered, solved, closed: Gleb and Vera see it all on the one card they got."""
    anna, gleb, vera = await team(desk)
    olga = await desk.customer(language="en")
    await hand_over(olga, anna, gleb, vera)
    there = {chat: (await card(chat)).id for chat in (gleb, vera)}
    steps = [
        ("/take 1", "With Anna since"),
        ("/ask 1 Which lights?", "Waits for the customer."),
        ("/reply 1 Look again", "We: Look again"),
        ("/note 1 Port 4", "Note, Anna: Port 4"),
        ("/resolve 1 Port 4 was off", "Solved: Port 4 was off"),
        ("/close 1", "Closed"),
    ]
    for words, shown in steps:
        await told(anna, words)
        for chat, message in there.items():
            assert (await card(chat, shown)).id == message
    assert [len(cards(chat)) for chat in there] == [1, 1]


@pytest.mark.parametrize("way", ["button", "command", "next", "list"])
async def test_in_the_chat_of_who_takes_it_one_card_alone_has_buttons(desk: House, way: str) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await hand_over(await desk.customer(language="en"), anna)
    match way:
        case "button":
            await tapped(anna, await card(anna), "Take")
        case "list":
            await tapped(anna, await said(anna, "/queue"), "Take #1")
        case _:
            await told(anna, {"command": "/take 1", "next": "/next"}[way])
    await anna.until(lambda _: [bool(one.buttons) for one in cards(anna)] == [False, True])
    assert "Reply" in labels(await card(anna, "With Anna"))


async def test_a_reply_to_the_dead_card_still_finds_its_ticket(desk: House) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    old = await card(anna)
    await take(anna)
    await olga.next()
    await anna.until(lambda _: not cards(anna)[0].buttons)
    assert await told(anna, "Hello", reply_to=old) == "#1: sent to the customer."
    assert (await olga.next()).text == "Hello"


async def test_ticket_brings_the_card_to_the_foot_of_the_chat(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await hand_over(await desk.customer(language="en"), anna)
    first = await card(anna)
    again = await said(anna, "/ticket 1")
    assert again.text == first.text
    await told(anna, "/note 1 Port 4")
    await anna.until(lambda _: "Port 4" in cards(anna)[-1].text)
    assert "Port 4" not in cards(anna)[0].text


async def test_only_who_may_take_a_ticket_gets_its_card(desk: House) -> None:
    anna, gleb, vera = await team(desk)
    outsiders = [await desk.staff(ZHANNA, "Zhanna", "en"), await desk.staff(EGOR, "Egor", "en")]
    await hand_over(await desk.customer(language="en"), anna, gleb, vera)
    for chat in outsiders:
        await told(chat, "/help")
        assert cards(chat) == []


@pytest.mark.parametrize(
    ("language", "away", "back"),
    [
        (
            "en",
            "New tickets do not come to you now. 0 tickets are still yours",
            "New tickets come to you again.",
        ),
        ("ru", "Новые тикеты вам не приходят. У вас остаётся 0 тикетов", "Новые тикеты снова приходят вам."),
    ],
)
async def test_who_is_away_gets_no_cards_until_they_are_back(
    desk: House, language: str, away: str, back: str
) -> None:
    anna, gleb, _ = await team(desk, language)
    assert (await told(anna, "/away")).startswith(away)
    await hand_over(await desk.customer(9_000_000_001, "Olga", "en"), gleb)
    assert cards(anna, 1) == []
    assert await told(anna, "/back") == back
    await card(anna, number=1)  # what waits is brought then
    await hand_over(await desk.customer(9_000_000_002, "Emma", "en"), anna)


async def test_away_keeps_what_one_holds(desk: House) -> None:
    anna, _, _ = await team(desk)
    olga = await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    assert "1 ticket is still yours" in await told(anna, "/away")
    await olga.say("Are you there?")
    await hears(anna, "#1 Olga", "Are you there?")


async def test_when_everyone_is_away_the_lead_gets_the_card(desk: House) -> None:
    """Even a lead who is away too: somebody answers for what waits."""
    anna, gleb, vera = await team(desk)
    for chat in (anna, gleb, vera):
        await told(chat, "/away")
    await hand_over(await desk.customer(language="en"), vera)
    assert cards(anna) == cards(gleb) == []


async def test_a_blocked_bot_stands_on_the_card_and_the_owner_hears_of_it(desk: House) -> None:
    anna, gleb, _ = await team(desk)
    olga = await desk.customer(language="en")
    await hand_over(olga, anna, gleb)
    await take(anna)
    await olga.block()
    await hears(anna, "#1: the customer has blocked the bot. Nothing reaches them until they return.")
    await card(anna, "⚠️ The customer has blocked the bot")
    await card(gleb, "⚠️ The customer has blocked the bot")
    await told(anna, "/reply 1 Hello?")
    await hears(anna, "#1: a message to the customer was not delivered: the customer has blocked the bot.")
    await olga.unblock()
    await hears(anna, "#1: the customer is back, messages reach them again.")
    await gleb.until(lambda _: "nothing reaches them" not in cards(gleb)[-1].text)
    assert "⚠️ Not delivered: the customer has blocked the bot." in cards(gleb)[-1].text
    assert "not delivered" in await told(anna, "/history 1")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "#1: a message to the customer was not delivered: Telegram refused it."),
        ("ru", "#1: сообщение клиенту не доставлено: Telegram отказал."),
    ],
)
async def test_what_telegram_refuses_comes_back_to_the_owner(desk: House, language: str, words: str) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    desk.telegram.faults.add(
        "400", "sendMessage", match={"text": "A strange thing"}, description="too strange"
    )
    await told(anna, "/reply 1 A strange thing")
    await hears(anna, words)
    await hears_nothing(olga)


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [("en", "Before: Port 4", "Now: Port 5"), ("ru", "Было: Port 4", "Стало: Port 5")],
)
async def test_the_customers_edit_reaches_the_owner_with_before_and_after(
    desk: House, language: str, before: str, now: str
) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    written = await olga.say("Port 4 <is> red")
    await hears(anna, "Port 4 <is> red")
    await olga.edit(written, "Port 5 <is> red")
    await hears(anna, before + " <is> red", now + " <is> red")
    await card(anna, "Port 5 <is> red (")
    assert "Port 5 <is> red" in await told(anna, "/history 1")


async def test_a_member_of_staff_who_blocked_the_desk_bot_holds_nobody_up(desk: House) -> None:
    anna, gleb, _ = await team(desk)
    await gleb.block()
    await hand_over(await desk.customer(language="en"), anna)
    await take(anna)
    await card(anna, "With Anna")
    assert await told(anna, "/note 1 Port 4") == "#1: noted."


async def test_html_in_customers_words_and_names_is_plain_on_the_card(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    eve = await desk.customer(name="<b>Eve</b> & Co", language="en")
    await hand_over(eve, anna, words="The internet <script>is</script> &amp; down")
    await card(anna, "<b>Eve</b> & Co: The internet <script>is</script> &amp; down")
