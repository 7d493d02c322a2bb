"""`firstline run` at work on the local Telegram, until a signal stops it."""

import signal
from pathlib import Path

import pytest

from playground.server import start
from tests.bot.commands.console import Ended, firstline, running, small_desk
from tests.bot.delivery.outside import change, poison, rows
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN

BOTS = {CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}
QUESTION, ANSWER = "How do I restart the router?", "Pull the plug and wait 30 seconds."


WAITING = "SELECT chat_id FROM inbox WHERE done_at IS NULL AND dead_at IS NULL"


def environment(url: str) -> dict[str, str]:
    return {
        "FIRSTLINE_CUSTOMER_TOKEN": CUSTOMER_TOKEN,
        "FIRSTLINE_DESK_TOKEN": DESK_TOKEN,
        "FIRSTLINE_TELEGRAM_API": url,
        "FIRSTLINE_DATABASE_URL": "sqlite:///desk.db",
    }


def clean(ended: Ended) -> bool:
    return (ended.code, ended.out, "Traceback" in ended.err) == (0, "Stopped.\n", False)


@pytest.mark.timeout(300)
async def test_it_answers_stops_cleanly_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """On SIGINT and on SIGTERM; an update that could not be worked through waits in the inbox meanwhile."""
    config, url = small_desk(tmp_path), f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}"
    async with start(BOTS) as telegram:
        env = environment(telegram.url)
        emma = telegram.person(9_000_000_001, "Emma").chat("help_bot")
        jack = telegram.person(9_000_000_002, "Jack").chat("help_bot")
        async with running("run", "--config", str(config), env=env) as desk:
            await desk.says("Firstline is running")
            await emma.say(QUESTION)
            assert ANSWER in (await emma.next()).text
            second = await firstline("run", "--config", str(config), env=env)
            assert (second.code, "already works on" in second.err) == (1, True)
            await change(url, poison("messages", "text", "later"))
            await emma.say("And later on?")
            await jack.say("/help")
            await jack.next()  # the poll that brought this acknowledged Emma's words
            ended = await desk.stop(signal.SIGINT)
        assert clean(ended)
        assert "secret" not in ended.err
        assert rows(url, WAITING) == [(emma.id,)]
        await change(url, "DROP TRIGGER poison")
        async with running("run", "--config", str(config), env=env) as desk:
            await desk.says("Firstline is running")
            await emma.say("/status")
            await emma.until(lambda seen: seen[-1].text == "You have no open questions.")
            assert clean(await desk.stop(signal.SIGTERM))
    assert rows(url, WAITING) == []
