"""Who gets a ticket: the queue, next, take, release; two hands at once."""

import asyncio

import pytest

from tests.bot.desk.steps import (
    NETWORK,
    WORDS,
    Clock,
    card,
    hand_over,
    hears,
    labels,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, EGOR, GLEB, VERA, House, house


@pytest.mark.parametrize(
    ("language", "yours", "waiting", "button"),
    [
        ("en", "Yours: 0", "Waiting: 1 (Network 1)", "Take #1"),
        ("ru", "У вас: 0", "Ждут: 1 (Сети 1)", "Взять #1"),
    ],
)
async def test_the_queue_shows_what_waits_and_takes_it_by_a_button(
    desk: House, language: str, yours: str, waiting: str, button: str
) -> None:
    anna = await desk.staff(ANNA, "Anna", language)
    await hand_over(await desk.customer(language=language), anna)
    queue = await said(anna, "/queue")
    assert yours in queue.text
    assert waiting in queue.text
    assert NETWORK[:20] in queue.text
    await tapped(anna, queue, button)
    assert yours.replace("0", "1") in await told(anna, "/queue")


async def test_the_queue_opens_the_cards_of_what_one_holds(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await hand_over(await desk.customer(), anna)
    await take(anna)
    queue = await said(anna, "/queue")
    assert (await tapped(anna, queue, "#1")).text.startswith("#1 · Network")


async def test_next_takes_the_most_urgent_ticket(desk: House) -> None:
    """An angry customer who came later goes before a calm one."""
    anna = await desk.staff(ANNA, "Anna", "en")
    await hand_over(await desk.customer(9_000_000_001, "Calm", "en"), anna)
    await hand_over(
        await desk.customer(9_000_000_002, "Angry", "en"),
        anna,
        words="I am furious, the internet is down again!!!",
    )
    await told(anna, "/next")
    assert "With Anna" in (await card(anna, "With", number=2)).text


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing waits"), ("ru", "никто не ждёт")])
async def test_next_on_empty_queues_says_so(desk: House, language: str, words: str) -> None:
    assert words in await told(await desk.staff(ANNA, "Anna", language), "/next")


async def test_next_stops_at_capacity_and_take_does_not(desk: House) -> None:
    """Egor's profile says three tickets at once."""
    anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
    for number in range(1, 5):
        await hand_over(await desk.customer(9_000_000_000 + number, f"Customer {number}", "en"), anna)
        await take(anna, number)
        await told(anna, f"/escalate {number} Looked at everything.")
    for _ in range(3):
        await told(egor, "/next")
    assert "You hold 3 tickets" in await told(egor, "/next")
    assert "With Egor" in (await take(egor, 4)).text


@pytest.mark.parametrize(
    ("language", "taken", "owner"),
    [("en", "A specialist is on it", "With Anna since"), ("ru", "Специалист уже смотрит", "У Anna с")],
)
async def test_take_tells_the_customer_and_shows_the_owner(
    desk: House, language: str, taken: str, owner: str
) -> None:
    anna = await desk.staff(ANNA, "Anna", language)
    olga = await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await told(anna, "/take@desk_bot 1")
    await card(anna, owner)
    assert taken in (await olga.next()).text


async def test_of_two_who_take_at_once_one_gets_it_and_the_other_is_told_who_and_since_when(
    database_url: str, clock: Clock
) -> None:
    async with house(database_url, now=clock) as desk:
        people = {"Anna": await desk.staff(ANNA, "Anna", "en"), "Gleb": await desk.staff(GLEB, "Gleb", "en")}
        olga = await desk.customer(language="en")
        await hand_over(olga, *people.values())
        shown = {name: await card(chat) for name, chat in people.items()}
        told_both = await asyncio.gather(
            *(tapped(chat, shown[name], "Take") for name, chat in people.items())
        )
        loser, winner = ("Gleb", "Anna") if "#1 is with" in told_both[1].text else ("Anna", "Gleb")
        assert told_both[list(people).index(loser)].text == f"#1 is with {winner} since 12:00."
        await card(people[winner], f"With {winner}")
        await card(people[loser], f"With {winner}")
        assert "A specialist is on it" in (await olga.next()).text
        assert "a specialist is on it" in await told(olga, "/status")


@pytest.mark.parametrize(
    ("language", "mine", "others"),
    [
        ("en", "#1 is yours already.", "#1 is with Anna since 12:00."),
        ("ru", "#1 уже у вас.", "#1 у Anna с 12:00."),
    ],
)
async def test_take_on_a_taken_ticket_says_whose_it_is(
    timed_desk: House, language: str, mine: str, others: str
) -> None:
    anna = await timed_desk.staff(ANNA, "Anna", language)
    gleb = await timed_desk.staff(GLEB, "Gleb", language)
    await hand_over(await timed_desk.customer(), anna, gleb)
    await take(anna)
    assert await told(anna, "/take 1") == mine
    assert await told(gleb, "/take 1") == others


@pytest.mark.parametrize("command", ["/resolve 1 Reset the port.", "/close 1 A double."])
async def test_a_stale_take_button_changes_nothing(desk: House, command: str) -> None:
    """Gleb's chat still has the picture of a waiting ticket when it is over."""
    anna, gleb = await desk.staff(ANNA, "Anna", "en"), await desk.staff(GLEB, "Gleb", "en")
    await hand_over(await desk.customer(), anna)
    old = await card(gleb)
    await take(anna)
    assert "is with Anna" in (await tapped(gleb, old, data="take:1")).text
    await told(anna, command)
    state = "solved" if "resolve" in command else "closed"
    assert f"#1 is {state}: that is not possible now" in (await tapped(gleb, old, data="take:1")).text


@pytest.mark.parametrize(
    ("language", "receipt", "words"),
    [
        ("en", "back in its queue", "waits for a specialist again"),
        ("ru", "снова в очереди", "снова ждёт специалиста"),
    ],
)
async def test_release_puts_it_back_and_tells_the_customer(
    desk: House, language: str, receipt: str, words: str
) -> None:
    anna = await desk.staff(ANNA, "Anna", language)
    gleb = await desk.staff(GLEB, "Gleb", language)
    olga = await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await tapped(anna, await take(anna), "Release" if language == "en" else "Отпустить")
    await hears(anna, receipt)
    await hears(olga, words)
    assert labels(await card(gleb, "Waits" if language == "en" else "Ждёт")) & {"Take", "Взять"}
    await take(gleb)
    await card(anna, "Gleb")


async def test_why_it_was_released_stands_on_the_card(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await hand_over(await desk.customer(), anna)
    await take(anna)
    await told(anna, "/release 1 My shift ends.")
    await card(anna, "Waits", "Note, Anna: My shift ends.")


async def test_a_lead_may_release_what_another_holds(desk: House) -> None:
    anna, vera = await desk.staff(ANNA, "Anna", "en"), await desk.staff(VERA, "Vera", "en")
    await hand_over(await desk.customer(), anna)
    await take(anna)
    assert "Release" in labels(await card(vera, "With Anna"))
    assert "back in its queue" in await told(vera, "/release 1")
    await card(anna, "Waits")


async def test_a_waiting_ticket_cannot_be_released(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await hand_over(await desk.customer(), anna)
    assert "#1 is waiting in its queue" in await told(anna, "/release 1")


async def test_a_ticket_that_waits_again_rings_at_whoever_may_take_it(desk: House) -> None:
    """An edited card makes no sound: those who may take it get a new one, and the old one's buttons go."""
    anna, gleb = await desk.staff(ANNA, "Anna", "en"), await desk.staff(GLEB, "Gleb", "en")
    await hand_over(await desk.customer(), anna)
    first = await card(gleb)
    await take(anna)
    await told(anna, "/release 1")
    again = await card(gleb, "Waits")
    assert again.id > first.id
    await gleb.until(lambda seen: not next(one for one in seen if one.id == first.id).buttons)
