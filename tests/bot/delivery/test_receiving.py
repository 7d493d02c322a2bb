"""Updates come in through whatever trouble there is: none lost, none worked through twice."""

import errno
import os
import threading

import aiohttp
import pytest

from bot.delivery import receive
from bot.delivery.bot_api import ApiRefused, BotApi
from playground.bot_api import JournalRow
from playground.server import start
from tests.bot.delivery.outside import Journal, Log, change, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, relayed, told
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN, at_work, house

BOTS = {CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}


def polls(calls: list[JournalRow]) -> list[JournalRow]:
    """The customer bot's polls."""
    return [call for call in calls if (call.bot, call.method) == ("help_bot", "getUpdates")]


async def test_an_update_is_acknowledged_only_once_it_is_written_down(sqlite_url: str) -> None:
    """While the inbox takes nothing, the same update is asked for again and again."""
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        journal = Journal(desk.telegram)
        await change(sqlite_url, REFUSING)
        before = len(journal)
        await emma.say(QUESTION)
        in_vain = await journal.until(lambda calls: len(polls(calls)) >= 2, since=before)
        last_written = max(update for (update,) in rows(sqlite_url, OF_CUSTOMERS))
        assert {call.params.get("offset", 0) for call in polls(in_vain)} <= {0, last_written + 1}
        await change(sqlite_url, "DROP TRIGGER refusing")
        assert ANSWER in (await emma.next()).text
        now_written = max(update for (update,) in rows(sqlite_url, OF_CUSTOMERS))
        await emma.say("/help")
        await emma.next()
        await journal.until(lambda calls: polls(calls)[-1].params.get("offset") == now_written + 1)


async def test_an_update_is_acknowledged_only_once_the_disk_itself_has_it(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut takes what was not flushed; the answer does not wait for the disk."""
    flushed, flush = threading.Event(), os.fsync

    def slowly(file: int) -> None:
        flushed.wait(60)
        flush(file)

    monkeypatch.setattr(os, "fsync", slowly)
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        kept = desk.telegram.world.bot("help_bot").updates
        update = kept.first_of(emma.id)
        assert update is not None
        flushed.set()
        await emma.say("/help")
        await emma.next()
        assert kept.first_of(emma.id) != update


async def test_an_update_the_disk_does_not_take_is_asked_for_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush, refusals = os.fsync, iter(range(3))

    def broken(file: int) -> None:
        if next(refusals, None) is not None:
            raise OSError(errno.EIO, "the disk is gone")
        flush(file)

    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        log = Log.of_the_desk()
        monkeypatch.setattr(os, "fsync", broken)
        await emma.say(QUESTION)
        assert ANSWER in (await emma.next()).text
        await log.until("receiving failed")
        await emma.say("/help")
        assert (await emma.next()).text.startswith("I am the support bot")


REFUSING = """
    CREATE TRIGGER refusing BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'no room'); END;
"""
OF_CUSTOMERS = "SELECT update_id FROM inbox WHERE bot = 'customer'"


async def test_updates_that_come_twice_are_worked_through_once(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        desk.telegram.faults.add("duplicate")
        await emma.say(QUESTION)
        assert ANSWER in (await emma.next()).text
        await emma.say("/help")
        await emma.next()
        await emma.say("/status")
        assert (await emma.next()).text == "You have no open questions."
        assert len(told(emma)) == 4
    assert rows(sqlite_url, "SELECT heard FROM conversations") == [(1,)]


async def test_a_tap_that_comes_twice_counts_once(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        desk.telegram.faults.add("duplicate", "callback_query")
        emma, gleb = await relayed(desk)
        await gleb.say("/reply 1 Hello")
        assert (await emma.next()).text == "Hello"
        assert "is yours already" not in str(told(gleb))
    assert rows(sqlite_url, "SELECT count(*) FROM events WHERE what = 'take'") == [(1,)]


async def test_a_delayed_chat_keeps_its_order_and_delays_no_other(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        jack = await desk.customer(9_000_000_002, "Jack", "en")
        desk.telegram.faults.add("delay", match={"chat_id": emma.id}, count=1, seconds=0.5)
        await emma.say("/help")
        await emma.say("/status")
        await jack.say(QUESTION)
        assert ANSWER in (await jack.next()).text
        assert len(told(emma)) == 1
        assert (await emma.next()).text.startswith("I am the support bot")
        assert (await emma.next()).text == "You have no open questions."


async def test_a_chat_that_is_overtaken_keeps_its_own_order(sqlite_url: str) -> None:
    """Telegram's order across chats is no order: Emma wrote first and is heard last."""
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        jack = await desk.customer(9_000_000_002, "Jack", "en")
        desk.telegram.faults.add("reorder", match={"chat_id": emma.id}, count=1, seconds=60)
        await emma.say("/help")
        await emma.say("/status")
        await jack.say(QUESTION)
        assert ANSWER in (await jack.next()).text
        assert (await emma.next()).text.startswith("I am the support bot")
        assert (await emma.next()).text == "You have no open questions."
    taken = "SELECT chat_id FROM inbox WHERE bot = 'customer' ORDER BY id DESC LIMIT 3"
    assert rows(sqlite_url, taken) == [(emma.id,), (emma.id,), (jack.id,)]


@pytest.mark.parametrize(
    "kind", ["400", "403", "429", "500", "502", "garbage", "drop_before", "drop_after", "hang"]
)
async def test_receiving_goes_on_after_trouble(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Both bots' first polls fail; a hanging one is left after the poll's own time and a little more."""
    monkeypatch.setattr(receive, "POLL", 1)
    monkeypatch.setattr(receive, "GRACE", 0)
    async with start(BOTS) as telegram:
        fault = telegram.faults.add(kind, "getUpdates", count=3)
        async with at_work(telegram, sqlite_url) as desk:
            emma, gleb = await relayed(desk)
            await gleb.say("/reply 1 Here I am")
            assert (await emma.next()).text == "Here I am"
        assert fault.struck == 3
    assert rows(sqlite_url, "SELECT count(*) FROM inbox WHERE done_at IS NULL") == [(0,)]


async def takes_over(other: BotApi) -> None:
    """Polls again and again: what the desk has answered but not acknowledged yet comes at once."""
    while True:
        await other.call("getUpdates", {"timeout": 50, "allowed_updates": ["message"]}, patience=20)


async def test_receiving_goes_on_after_another_poller_took_over(sqlite_url: str) -> None:
    """The other takes the bot's updates over, and hears the same 409 when the desk asks again."""
    async with house(sqlite_url) as desk, aiohttp.ClientSession() as session:
        emma = await desk.customer(name="Emma", language="en")
        other = BotApi(session, desk.telegram.url, CUSTOMER_TOKEN)
        with pytest.raises(ApiRefused, match="409 Conflict"):
            await takes_over(other)
        await emma.say(QUESTION)
        assert ANSWER in (await emma.next()).text
