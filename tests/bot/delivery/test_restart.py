"""The desk stops and starts on one Telegram and one database: what was under way is finished, once."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from playground.door import ChatDoor
from playground.local import Playground
from playground.seen import Seen
from playground.server import start
from tests.bot.delivery.outside import Clock, Journal, change, poison, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, relayed, told
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN, at_work, sample_rules

BOTS = {CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}


def acknowledged(telegram: Playground, chat: ChatDoor) -> bool:
    """Telegram keeps nothing more of this chat for the customer bot."""
    return telegram.world.bot("help_bot").updates.first_of(chat.id) is None


async def test_what_came_while_the_desk_was_down_is_answered(sqlite_url: str) -> None:
    async with start(BOTS) as telegram:
        async with at_work(telegram, sqlite_url) as desk:
            emma = await desk.customer(name="Emma", language="en")
        await emma.say(QUESTION)
        assert not acknowledged(telegram, emma)
        async with at_work(telegram, sqlite_url):
            assert ANSWER in (await emma.next()).text
        assert len(told(emma)) == 2


async def test_updates_received_but_not_worked_through_are_worked_through_after_a_restart(
    sqlite_url: str,
) -> None:
    """Telegram has forgotten the question when the desk stops: only the inbox knows it."""
    async with start(BOTS) as telegram:
        async with at_work(telegram, sqlite_url) as desk:
            emma = await desk.customer(name="Emma", language="en")
            await change(sqlite_url, poison("messages", "text", "router"))
            await emma.say(QUESTION)
            jack = await desk.customer(9_000_000_002, "Jack", "en")
            await jack.say("/help")
            await jack.next()
            assert acknowledged(telegram, emma)
        assert rows(sqlite_url, STANDING) == [(emma.id,)]
        await change(sqlite_url, "DROP TRIGGER poison")
        async with at_work(telegram, sqlite_url):
            assert ANSWER in (await emma.next()).text
        assert (len(told(emma)), len(told(jack))) == (2, 2)
    assert rows(sqlite_url, "SELECT heard FROM conversations WHERE heard > 0") == [(1,)]


def ends_with(words: str, seen: list[Seen]) -> bool:
    return words in seen[-1].text


STANDING = "SELECT chat_id FROM inbox WHERE done_at IS NULL AND dead_at IS NULL"


async def test_a_turn_that_was_waiting_is_taken_after_a_restart(sqlite_url: str) -> None:
    clock, patient = Clock(), replace(sample_rules(), burst=timedelta(hours=1))
    async with start(BOTS, now=clock) as telegram:
        async with at_work(telegram, sqlite_url, rules=patient, now=clock) as desk:
            emma = await desk.customer(name="Emma", language="en")
            await emma.say("Good day to you")
            await emma.say(QUESTION)
            await emma.say("/help")
            await emma.next()
        clock.forward(hours=2)
        async with at_work(telegram, sqlite_url, now=clock):
            assert ANSWER in (await emma.next()).text
        assert len(told(emma)) == 3
    assert rows(sqlite_url, "SELECT count(*) FROM timers") == [(0,)]


async def test_a_letter_that_was_waiting_leaves_after_a_restart(sqlite_url: str) -> None:
    clock = Clock()
    async with start(BOTS, now=clock) as telegram:
        async with at_work(telegram, sqlite_url, now=clock) as desk:
            emma = await desk.customer(name="Emma", language="en")
            telegram.faults.add("429", "sendMessage", count=1, retry_after=3600)
            journal = Journal(telegram)
            await emma.say(QUESTION)
            await journal.until(lambda calls: any(call.outcome == "429" for call in calls))
        clock.forward(hours=2)
        async with at_work(telegram, sqlite_url, now=clock):
            assert ANSWER in (await emma.next()).text
        assert len(told(emma)) == 2


async def test_a_desk_that_stops_and_starts_again_and_again_loses_and_doubles_nothing(
    sqlite_url: str,
) -> None:
    """Words to a specialist keep coming while the desk is stopped wherever it happens to be."""
    async with start(BOTS) as telegram:
        async with at_work(telegram, sqlite_url) as desk:
            emma, gleb = await relayed(desk)
        for first in range(0, 30, 6):
            await emma.say(f"row {first}")
            async with at_work(telegram, sqlite_url):
                await gleb.until(partial(ends_with, f"row {first}"))
                for more in range(first + 1, first + 6):
                    await emma.say(f"row {more}")
        async with at_work(telegram, sqlite_url):
            await gleb.until(partial(ends_with, "row 29"))
        relays = [text.split("row ")[1] for text in told(gleb) if "row " in text and "Network" not in text]
    assert relays == [str(number) for number in range(30)]
