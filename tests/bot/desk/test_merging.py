"""Tickets merged and split, over HTTP."""

import pytest

from tests.bot.desk.steps import answer, card, hand_over, hears, tapped, told
from tests.bot.house import GLEB, House


async def test_two_tickets_of_one_customer_become_one_and_the_talk_goes_on_there(desk: House) -> None:
    gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(name="Emma", language="en")
    await hand_over(emma, gleb)
    await told(gleb, "/take 1")
    await gleb.say("/split 1 Red lights")
    await card(gleb, "Red lights", number=2)
    await gleb.tap(await card(gleb, "With", number=1), "More")
    await gleb.tap(await hears(gleb, "#1: what else?"), "Merge")
    await hears(gleb, "into which ticket")
    await gleb.say("into 2")
    assert "the customer knows" in (await hears(gleb, "#1 goes on in #2")).text
    assert "one matter, we go on in #2" in (await hears(emma, "one matter")).text
    assert "Duplicate of: #2" in (await card(gleb, "Closed", number=1)).text
    await emma.say("It also blinks")
    assert "#2" in (await hears(gleb, "It also blinks")).text
    assert "would be a circle" in await told(gleb, "/merge 2 into 1")
    assert "duplicate: #2" in await told(gleb, "/history 1")
    assert sum("one matter" in one.text for one in emma.messages) == 1


async def test_a_merged_ticket_is_not_opened_beside_the_one_it_goes_on_in(desk: House) -> None:
    """Neither by its people nor by the customer's old button; that other one is."""
    gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(name="Emma", language="en")
    await hand_over(emma, gleb)
    await told(gleb, "/take 1")
    await told(gleb, "/resolve 1 The port was reset.")
    solved = await hears(emma, "The port was reset.")
    await tapped(emma, solved, "Not solved")
    await told(gleb, "/split 1 Red lights")
    await card(gleb, "Red lights", number=2)
    await told(gleb, "/merge 1 into 2")
    for order in ("/reopen 1 again", "/anew 1 again"):
        assert "#1 goes on in #2 already" in await told(gleb, order)
    assert "earlier step" in (await tapped(emma, solved, "Not solved")).text
    await told(gleb, "/resolve 2 All is well.")
    assert "#1 goes on in #2 already" in await told(gleb, "/reopen 1 again")
    assert "#2" in await told(gleb, "/reopen 2 It blinks again")


@pytest.mark.parametrize("why", ["duplicate: #2", "duplicate: #two", "duplicate: #2 see there"])
async def test_a_ticket_that_was_only_called_a_duplicate_is_opened_again(desk: House, why: str) -> None:
    """What somebody wrote when they closed it merged nothing."""
    gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(name="Emma", language="en")
    await hand_over(emma, gleb)
    await told(gleb, "/take 1")
    await told(gleb, "/split 1 Red lights")
    await card(gleb, "Red lights", number=2)
    await told(gleb, f"/close 1 {why}")
    await told(gleb, "/reopen 1 It was not")
    await card(gleb, "With Gleb", number=1)


async def test_merges_never_go_round_in_a_circle(desk: House) -> None:
    gleb, emma = await desk.staff(GLEB, "Глеб", "ru"), await desk.customer(name="Emma", language="en")
    await hand_over(emma, gleb)
    await told(gleb, "/take 1")
    for number, subject in ((2, "Red lights"), (3, "Two invoices")):
        await gleb.say(f"/split 1 {subject}")
        await card(gleb, subject, number=number)
    for number in (1, 2):
        await gleb.say(f"/merge {number} into {number + 1}")
        await hears(gleb, f"#{number} продолжается в #{number + 1}")
    refused = await told(gleb, "/merge 3 into 1")
    assert "замкнула бы круг" in refused
    assert "/ticket 3" in refused


async def test_a_word_promised_on_the_one_is_owed_in_the_other(desk: House) -> None:
    gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(name="Emma", language="en")
    await hand_over(emma, gleb)
    await told(gleb, "/take 1")
    await told(gleb, "/split 1 Two invoices")
    await card(gleb, number=2)
    await told(gleb, "/ask 2 Which month?")
    await card(gleb, "Waits for the customer", number=2)
    async with desk.database.look() as work:
        owed = (await work.tickets.get(1)).promised
        assert owed
        assert (await work.tickets.get(2)).promised is None
    await told(gleb, "/merge 1 into 2")
    await hears(emma, "we go on in #2")
    async with desk.database.look() as work:
        assert (await work.tickets.get(2)).promised == owed
        assert await work.timers.get("promise", "2")


async def test_tickets_of_different_customers_stay_apart(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Глеб", "ru")
    for number in (1, 2):
        customer = await desk.customer(9_000_000_000 + number, "Emma", "en")
        await hand_over(customer, gleb)
        await told(gleb, f"/take {number}")
    refused = await told(gleb, "/merge 1 into 2")
    assert "вопросы разных клиентов" in refused
    assert "/problem new" in refused


async def test_a_second_matter_is_split_off_with_its_words(desk: House) -> None:
    gleb, emma = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(name="Emma", language="en")
    await hand_over(emma, gleb, words="Nobody in the whole shop can work, the internet is down")
    await told(gleb, "/take 1")
    await emma.say("Also, two invoices came in May")
    about = await hears(gleb, "two invoices")
    await emma.say("The lights are red")
    await hears(gleb, "The lights are red")
    last = gleb.messages[-1].id
    await gleb.say("/split 1 Two invoices", reply_to=about)
    apart = await card(gleb, "Two invoices", number=2)
    assert "two invoices came in May" in apart.text
    assert "The lights" not in apart.text
    assert "Split from: #1" in apart.text
    assert "a question of its own now: #2" in (await hears(emma, "of its own")).text
    assert (await answer(gleb, last)).text
    async with desk.database.look() as work:
        assert [(await work.tickets.get(number)).priority for number in (1, 2)] == [2, 3]
