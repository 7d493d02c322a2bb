"""Commands in reply to a ticket's card: of the ticket where they are about one, else as they stand."""

import pytest

from bot.desk.reading import Order, order
from tests.bot.desk.steps import Clock, card, hand_over, hears, take, told
from tests.bot.house import ANNA, EGOR, VERA, House


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/note 5 minutes, please", Order("note", 1, "5 minutes, please", "5 minutes, please")),
        ("/note #5 minutes", Order("note", 5, "minutes", "#5 minutes")),
        ("/note 1 minutes", Order("note", 1, "minutes", "1 minutes")),
        ("/priority 1 a court", Order("priority", 1, "1 a court", "1 a court")),
        ("/priority 1 2 a court", Order("priority", 1, "2 a court", "1 2 a court")),
        ("/priority 2", Order("priority", 1, "2", "2")),
        ("/priority #2 1", Order("priority", 2, "1", "#2 1")),
        ("/find printer 4012", Order("find", None, "printer 4012", "printer 4012")),
        ("/find 0412", Order("find", 412, "", "0412")),
        ("/works", Order("works", None, "")),
        ("/wishes 3 done", Order("wishes", 3, "done", "3 done")),
        ("/dead", Order("dead", None, "")),
        ("/drafts", Order("drafts", 1, "")),
    ],
)
def test_what_a_command_in_a_reply_to_ticket_1_means(written: str, meant: Order) -> None:
    assert order(written, 1) == meant


async def test_find_looks_for_the_words_and_not_for_the_ticket_replied_to(desk: House) -> None:
    anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
    olga = await desk.customer(language="en")
    await hand_over(olga, anna)
    mine = await take(anna)
    await told(anna, "/consult 1 Printer shows 4012?")
    await told(egor, "New drum.", reply_to=await hears(egor, "4012?"))
    await hears(anna, "New drum.")
    for words in ("printer", "4012", "printer 4012"):
        assert "New drum." in await told(anna, f"/find {words}", reply_to=mine)
        assert "New drum." in await told(anna, f"/find {words}")
    assert "What shall I look for?" in await told(anna, "/find", reply_to=mine)


async def test_lists_of_other_things_are_lists_in_a_reply_too(timed_desk: House, clock: Clock) -> None:
    """Not the problem, the works, the wish or the update that happens to have the ticket's number."""
    vera, olga = await timed_desk.staff(VERA, "Vera", "en"), await timed_desk.customer(language="en")
    await hand_over(olga, vera)
    mine = await card(vera)
    await told(vera, "/incident open No internet; queue: network")
    for command in ("/incident", "/problem"):
        listed = await told(vera, command, reply_to=mine)
        assert "No internet" in listed
        assert "Since" not in listed
        assert listed == await told(vera, command)
    for command in ("/works", "/wishes", "/dead"):
        assert await told(vera, command, reply_to=mine) == await told(vera, command)
    clock.move(minutes=1)
    planned = await told(vera, "/works 26.11 23:00 27.11 02:00 New switches; queue: network", reply_to=mine)
    assert "New switches" in planned
    assert "answers for it" in await told(vera, "/incident 1", reply_to=mine)
