"""Leads see what was set aside and have it tried again; whoever may see a ticket sees what arrived."""

from contextlib import suppress

import pytest

from tests.bot.delivery.outside import Clock, change, poison, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, relayed
from tests.bot.desk.steps import hears, labels, tapped, told
from tests.bot.house import ANNA, VERA, House, house


@pytest.mark.parametrize("by_button", [True, False])
async def test_a_lead_has_a_set_aside_update_tried_again(sqlite_url: str, by_button: bool) -> None:
    await change(sqlite_url, poison("messages", "text", "router"))
    async with house(sqlite_url) as desk:
        vera = await desk.staff(VERA, "Vera", "en")
        emma = await desk.customer(name="Emma", language="en")
        await emma.say(QUESTION)
        await hears(vera, "is set aside")
        [(number,)] = rows(sqlite_url, "SELECT id FROM inbox WHERE dead_at IS NOT NULL")
        await vera.say("/dead")
        shown = await hears(vera, f"{number}. ", f"chat {emma.id} of the customer bot: IntegrityError")
        await change(sqlite_url, "DROP TRIGGER poison")
        if by_button:
            assert (await tapped(vera, shown, f"Try {number} again")).text == f"{number} is tried again now."
        else:
            assert await told(vera, f"/dead {number}") == f"{number} is tried again now."
        await hears(emma, ANSWER)
        assert await told(vera, "/dead") == "Nothing is set aside."
        assert await told(vera, f"/dead {number}") == f"{number} is not set aside. /dead lists what is."


async def test_only_leads_look_at_what_was_set_aside(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    assert await told(anna, "/dead") == "That is for leads: they look at what could not be worked through."
    assert await told(anna, "/dead 1") == "That is for leads: they look at what could not be worked through."


async def test_the_ledger_tells_what_arrived_and_what_did_not(desk: House) -> None:
    emma, gleb = await relayed(desk)
    await told(gleb, "/reply 1 Try again now")
    await emma.until(lambda seen: "Try again now" in seen[-1].text)
    await emma.block()
    await hears(gleb, "has blocked the bot")
    await told(gleb, "/reply 1 And now?")
    await hears(gleb, "was not delivered")
    ledger = (await told(gleb, "/delivery 1")).split("\n")
    assert not any(".." in row for row in ledger)
    assert ledger[0] == "#1: letters to the customer"
    assert [row.split(". ", 1)[1].split(" ")[0] for row in ledger if "Try again now" in row] == ["Delivered"]
    assert [row.endswith("Not delivered: the customer has blocked the bot.") for row in ledger][-1]


async def test_a_letter_sent_again_after_a_lost_answer_may_have_come_twice(desk: House) -> None:
    emma, gleb = await relayed(desk)
    desk.telegram.faults.add("drop_after", "sendMessage", match={"text": "Once or twice"}, count=1)
    await gleb.say("/reply 1 Once or twice")
    await emma.until(lambda seen: [one.text for one in seen].count("Once or twice") == 2, 30)
    await emma.say("ok")
    await hears(gleb, "Emma\nok")
    await gleb.say("/delivery 1")
    await hears(gleb, "letters to the customer", "perhaps twice")


async def test_while_telegram_does_not_answer_the_card_says_so_until_it_does(sqlite_url: str) -> None:
    clock = Clock()
    async with house(sqlite_url, now=clock) as desk:
        emma, gleb = await relayed(desk)
        desk.telegram.faults.add("500", "sendMessage", match={"text": "Slowly"})
        await gleb.say("/reply 1 Slowly")
        tries = 0
        while not any("Not through yet" in one.text for one in gleb.messages) and tries < 40:
            tries += 1
            clock.forward(seconds=60)
            with suppress(TimeoutError):
                await gleb.until(lambda seen: any("Not through yet" in one.text for one in seen), 1)
        assert "Not through yet, on its way since" in (await hears(gleb, "Not through yet")).text
        desk.telegram.faults.clear()
        # A try that was under way fails late, and is postponed by the clock as it is then.
        while not any(one.text == "Slowly" for one in emma.messages):
            clock.forward(minutes=10)
            with suppress(TimeoutError):
                await emma.until(lambda seen: seen[-1].text == "Slowly", 1)
        await gleb.until(lambda seen: not any("Not through yet" in one.text for one in seen))


async def test_the_desk_asks_for_a_number(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    assert "Which ticket?" in await told(anna, "/delivery")
    assert labels(anna.messages[-1]) == set()
