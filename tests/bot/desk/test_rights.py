"""Who may do what, by command and by forged buttons alike; what strangers get."""

import pytest

from playground.door import ChatDoor
from tests.bot.desk.steps import (
    BORIS,
    ILYA,
    ZHANNA,
    Clock,
    card,
    cards,
    hand_over,
    hears_nothing,
    labels,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, GLEB, VERA, House

COMMANDS = [
    "/take 1",
    "/ticket 1",
    "/history 1",
    "/reply 1 Hello",
    "/ask 1 Why?",
    "/note 1 A note",
    "/move 1 tills Mine",
    "/move 1",
    "/escalate 1 Up",
    "/return 1 Down",
    "/resolve 1 Done",
    "/release 1",
    "/close 1 Off",
    "/reopen 1",
]
FORGED = [
    "take:1",
    "card:1",
    "ticket:1",
    "history:1",
    "reply:1",
    "ask:1",
    "note:1",
    "move:1",
    "move_to:1:tills",
    "escalate:1",
    "return:1",
    "resolve:1",
    "release:1",
    "close:1",
    "reopen:1",
]


async def anna_holds(desk: House) -> tuple[ChatDoor, ChatDoor]:
    """#1 of the queue "network" is Anna's."""
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    return anna, olga


async def history(chat: ChatDoor) -> str:
    return await told(chat, "/history 1")


@pytest.mark.parametrize(("staff_id", "name"), [(BORIS, "Boris"), (ZHANNA, "Zhanna")])
@pytest.mark.parametrize("over", [False, True])
async def test_who_does_not_serve_the_queue_neither_sees_nor_does_anything(
    desk: House, staff_id: int, name: str, over: bool
) -> None:
    """Neither a specialist of another queue nor another queue's lead; open or over, typed or forged."""
    anna, olga = await anna_holds(desk)
    if over:
        await told(anna, "/resolve 1 Done.")
        await olga.next()
    other = await desk.staff(staff_id, name, "en")
    before, greeting = await history(anna), other.messages[-1]
    for words in COMMANDS:
        assert await told(other, words) == "#1 is in a queue you do not serve.", words
    for data in FORGED:
        refused = await tapped(other, greeting, data=data)
        assert refused.text == "#1 is in a queue you do not serve.", data
    assert "Waiting: 0" in await told(other, "/queue")
    assert "Nothing waits" in await told(other, "/next")
    assert cards(other) == []
    assert await history(anna) == before
    await hears_nothing(olga)


@pytest.mark.parametrize(
    "words",
    [
        "/reply 1 Hello",
        "/ask 1 Why?",
        "/resolve 1 Done",
        "/escalate 1 Up",
        "/return 1 Down",
        "/move 1 mail Off",
        "/release 1",
        "/close 1 Off",
    ],
)
async def test_a_colleague_of_the_same_queue_does_nothing_to_what_another_holds(
    desk: House, words: str
) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    anna, olga = await anna_holds(desk)
    before = await history(anna)
    assert (await told(gleb, words)).startswith("#1 is with Anna since ")
    forged = words.removeprefix("/").split()[0] + ":1"
    assert (await tapped(gleb, await card(gleb), data=forged)).text.startswith("#1 is with Anna since ")
    assert await history(anna) == before
    await hears_nothing(olga)


async def test_a_colleague_sees_and_notes(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    await anna_holds(desk)
    assert labels(await card(gleb, "With Anna")) == {"Note", "History", "More"}
    assert "Anna: took it" in await history(gleb)
    assert await told(gleb, "/note 1 Seen it before.") == "#1: noted."


@pytest.mark.parametrize("words", ["/reply 1 Hello", "/ask 1 Why?", "/resolve 1 Done", "/escalate 1 Up"])
async def test_what_waits_must_be_taken_before_one_speaks(desk: House, words: str) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    assert await told(anna, words) == "#1 waits in its queue: /take 1 first."
    await hears_nothing(olga)


@pytest.mark.parametrize("words", ["/reply 1 Hello", "/ask 1 Why?", "/resolve 1 Done", "/escalate 1 Up"])
async def test_even_a_lead_speaks_only_for_what_is_theirs(desk: House, words: str) -> None:
    vera = await desk.staff(VERA, "Vera", "en")
    _, olga = await anna_holds(desk)
    assert (await told(vera, words)).startswith("#1 is with Anna since ")
    await hears_nothing(olga)


async def test_a_lead_moves_what_another_holds(desk: House) -> None:
    vera = await desk.staff(VERA, "Vera", "en")
    anna, _ = await anna_holds(desk)
    assert {"Move", "Close", "Release"} <= labels(await card(vera, "With Anna"))
    assert await told(vera, "/move 1 tills Card terminal.") == "#1: moved."
    await card(anna, "#1 · Tills", "Waits")


async def test_an_admin_serves_every_queue(desk: House) -> None:
    ilya = await desk.staff(ILYA, "Ilya", "en")
    anna, _ = await anna_holds(desk)
    assert "Anna: took it" in await history(ilya)
    await told(ilya, "/release 1")
    await card(anna, "Waits")
    await take(ilya)
    await card(anna, "With Ilya")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This bot is for the staff of Acme. Customers are welcome in the support bot."),
        ("ru", "Этот бот для сотрудников Acme. Клиентов ждёт бот поддержки."),
    ],
)
async def test_a_stranger_gets_one_polite_row_a_day_and_nothing_else(
    timed_desk: House, clock: Clock, language: str, words: str
) -> None:
    anna, olga = await anna_holds(timed_desk)
    before = await history(anna)
    stranger = timed_desk.telegram.person(666, "Mallory", language=language).chat("desk_bot")
    await stranger.start()
    polite = await stranger.next()
    assert polite.text == words
    for text in [*COMMANDS, "/queue", "/help", "/away", "Let me in"]:
        await stranger.say(text)
    await stranger.edit(await stranger.send_photo(caption="/note 1 me"), "/note 1 still me")
    for data in [*FORGED, "next", "language:ru", "drop"]:
        await stranger.tap(polite, data=data)
    assert await history(anna) == before
    await hears_nothing(olga)
    clock.move(days=1)
    await stranger.say("Good morning")
    assert (await stranger.next()).text == words
    assert len([one for one in stranger.messages if not one.mine]) == 2


async def test_a_customer_is_a_stranger_at_the_desk_too(desk: House) -> None:
    anna, olga = await anna_holds(desk)
    at_desk = desk.telegram.person(olga.id).chat("desk_bot")
    assert "This bot is for the staff" in await told(at_desk, "/history 1")
    assert "Olga" in (await said(anna, "/ticket 1")).text
