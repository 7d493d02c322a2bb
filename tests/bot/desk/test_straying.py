"""Tickets that came to the wrong queue are kept as such, counted for leads, and teach where they went."""

import pytest

from bot.texts.catalogue import Words
from bot.texts.stats import stats
from routing.desk import Queue
from storage.history import LINE1, MISROUTED, STAFF, Handed
from tests.bot.desk.steps import card, hand_over, hears, take, told
from tests.bot.house import ANNA, EGOR, VERA, House, sample_rules

MAIL = "Mail is down, the line is fine"


async def wrong_turns(desk: House, number: int = 1) -> list[dict[str, str]]:
    """What the history keeps of each time the ticket had come to the wrong queue."""
    async with desk.database.look() as work:
        return [one.data for one in await work.history.of(number) if one.what == MISROUTED]


@pytest.mark.parametrize(
    ("language", "told_lead", "told_history"),
    [
        ("en", "Network: 1, wrong queue 1 (100 %)", "it had come to the wrong queue"),
        ("ru", "Сети: 1, не в ту очередь 1 (100 %)", "попал не в ту очередь"),
    ],
)
async def test_a_ticket_moved_on_is_kept_and_counted(
    desk: House, language: str, told_lead: str, told_history: str
) -> None:
    """Asked first, as one does to find the right people; who moves it a second time corrects a person."""
    anna, vera = await desk.staff(ANNA, "Anna", language), await desk.staff(VERA, "Vera", language)
    await hand_over(await desk.customer(language="en"), anna, vera)
    await take(anna)
    await told(anna, "/ask 1 Does the line work?")
    await told(anna, f"/move 1 billing {MAIL}")
    assert await wrong_turns(desk) == [{"queue": "network", "right": "billing", "sender": LINE1}]
    await card(vera, "#1", MAIL)
    await vera.say("/stats")
    await hears(vera, told_lead)
    await vera.say("/history 1")
    await hears(vera, told_history)
    await told(vera, "/move 1 mail It is mail after all")
    assert len(await wrong_turns(desk)) == 1


async def test_a_moved_ticket_that_ends_teaches_the_queue_it_went_to(desk: House) -> None:
    anna, vera = await desk.staff(ANNA, "Anna", "en"), await desk.staff(VERA, "Vera", "en")
    await hand_over(await desk.customer(language="en"), anna, vera)
    await told(anna, "/move 1 tills Card terminal")
    await card(anna, "#1 · Tills")
    await take(anna)
    await told(anna, "/resolve 1 The terminal has paper again.")
    async with desk.database.look() as work:
        assert [(one.id, one.queue) for one in await work.tickets.ended(5)] == [(1, "tills")]


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("Wrong queue: this is the customer's own router.", [{"sender": STAFF, "right": "network"}]),
        ("Ping the router first.", []),
    ],
)
async def test_a_return_that_says_wrong_queue_is_kept_and_counted_beside_line_1s(
    desk: House, reason: str, kept: list[dict[str, str]]
) -> None:
    anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
    await hand_over(await desk.customer(language="en"), anna)
    await take(anna)
    await told(anna, "/escalate 1 done: reset; tried: port; why: access")
    await card(egor)
    above = await _queue_of(desk)
    await told(egor, f"/return 1 {reason}")
    assert await wrong_turns(desk) == [{"queue": above} | one for one in kept]
    async with desk.database.look() as work:
        assert (await work.tickets.get(1)).queue == "network"


async def _queue_of(desk: House) -> str:
    async with desk.database.look() as work:
        return (await work.tickets.get(1)).queue


async def test_the_counts_are_for_leads(desk: House) -> None:
    anna, vera = await desk.staff(ANNA, "Anna", "en"), await desk.staff(VERA, "Vera", "en")
    assert (
        await told(anna, "/stats") == "That is for leads: they see how many tickets came to the wrong queue."
    )
    assert await told(vera, "/stats") == "In the last 30 days nothing came to your queues."


def test_several_queues_have_a_sum_and_no_share_is_beyond_all() -> None:
    zone = sample_rules().words("en").zone
    queues = [Queue("a", "L2", "A <b>"), Queue("b", "L2", "B")]
    found = list(zip(queues, [Handed(3, 1), Handed(0, 0, 2)], strict=True))
    rows = stats(Words("en", zone), 30, found).html.split("\n")
    assert rows[1:4] == [
        "A &lt;b&gt;: 3, wrong queue 1 (33 %)",
        "B: 0, wrong queue 0 (0 %) · escalated here wrongly: 2",
        "All: 3, wrong queue 1 (33 %) · escalated here wrongly: 2",
    ]
