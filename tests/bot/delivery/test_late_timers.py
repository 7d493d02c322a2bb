"""Clocks that jump and desks that were down: what was to be done later is done once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from playground.seen import Seen
from playground.server import start
from tests.bot.delivery.outside import Clock, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, told
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN, at_work, house, sample_rules

BOTS = {CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}
HELP = "I am the support bot"
PATIENT = replace(sample_rules(), burst=timedelta(hours=1))


async def test_a_timer_that_came_due_while_the_desk_was_down_rings_once(sqlite_url: str) -> None:
    clock = Clock()
    async with start(BOTS) as telegram:
        async with at_work(telegram, sqlite_url, rules=PATIENT, now=clock) as desk:
            emma = await desk.customer(name="Emma", language="en")
            await emma.say(QUESTION)
            await emma.say("/help")
            await emma.next()
        assert rows(sqlite_url, "SELECT kind FROM timers") == [("turn",)]
        clock.forward(hours=5)
        for _ in range(2):
            async with at_work(telegram, sqlite_url, rules=PATIENT, now=clock):
                await emma.until(lambda seen: any(ANSWER in one.text for one in seen))
        assert sum(ANSWER in words for words in told(emma)) == 1
    assert rows(sqlite_url, "SELECT kind FROM timers") == []


@pytest.mark.parametrize("hours", [-20, 20], ids=["back", "forward"])
async def test_a_clock_that_jumps_answers_nobody_twice(sqlite_url: str, hours: int) -> None:
    """Set wrong, then right again, as after a cold start without a network."""
    clock = Clock()
    async with house(sqlite_url, rules=PATIENT, now=clock) as desk:
        emma = await desk.customer(name="Emma", language="en")
        await emma.say(QUESTION)
        await emma.say("/help")  # once it is answered, the question was taken in by the clock as it was
        await emma.until(partial(has, HELP, 1))
        for helps, back_or_on in enumerate((hours, -hours, 2), start=2):
            clock.forward(hours=back_or_on)
            await emma.say("/help")
            await emma.until(partial(has, HELP, helps))
        await emma.until(partial(has, ANSWER, 1))
        await emma.say("/help")
        await emma.until(partial(has, HELP, 5))
        assert sum(ANSWER in words for words in told(emma)) == 1


def has(words: str, times: int, seen: Sequence[Seen]) -> bool:
    return sum(words in one.text for one in seen) == times
