"""Neither tokens nor anybody's words reach a log, whatever goes wrong."""

import asyncio
import logging
import sys
from collections.abc import Iterator
from io import StringIO

import pytest

from bot import logs
from playground.server import start
from tests.bot.delivery.outside import change, poison
from tests.bot.delivery.talks import QUESTION, relayed
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN, at_work

BOTS = {CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}
WORDS = "my-pin-is-4711"
CALLS = ["sendMessage", "getUpdates", "getFile", "sendPhoto", "answerCallbackQuery", "editMessageText"]
TROUBLES = ["400", "403", "429", "500", "502", "garbage", "drop_before", "drop_after"]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """Standard error of a process whose desk has set its logs up and whose libraries say everything."""
    root = logging.getLogger()
    names = [None, *logging.Logger.manager.loggerDict]
    handlers, levels = root.handlers, {name: logging.getLogger(name).level for name in names}
    root.handlers = []
    error = StringIO()
    monkeypatch.setattr(sys, "stderr", error)
    logs.set_up(level="DEBUG")
    root.setLevel(logging.DEBUG)
    yield error
    root.handlers = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_no_token_and_nobodys_words_reach_the_logs(sqlite_url: str, said: StringIO) -> None:
    """A customer is poisoned, refused and cut off at every call; everything is said at DEBUG."""
    await change(sqlite_url, poison("messages", "text", "poison"))
    async with start(BOTS) as telegram, at_work(telegram, sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        for method in CALLS:
            for kind in TROUBLES:
                telegram.faults.add(kind, method, count=1, probability=0.5)
        await emma.say(f"{WORDS} {QUESTION}")
        await emma.send_photo(caption=WORDS)
        await emma.say(f"poison {WORDS}")
        await gleb.say(f"/reply 1 {WORDS} and yours?")
        await emma.until(lambda seen: any(one.text.startswith("Your message is saved") for one in seen), 60)
        telegram.faults.clear()
    log = said.getvalue()
    assert "update failed" in log
    assert "DEBUG aiosqlite" in log
    assert [word for word in (WORDS, "secret", "Emma") if word in log] == []


async def test_an_error_nobody_caught_is_logged_without_its_text(said: StringIO) -> None:
    """As asyncio does for a task whose error was never read."""
    error = ValueError(f"{WORDS} {CUSTOMER_TOKEN}")
    context = {"message": f"lost: {WORDS}", "exception": error}
    asyncio.get_running_loop().call_exception_handler(context)
    assert "ERROR asyncio error='ValueError'" in said.getvalue()
    assert WORDS not in said.getvalue()


def test_an_error_is_told_by_its_kind_and_where_it_arose_in_our_code() -> None:
    try:
        asyncio.run(change("nowhere/at/all", ""))
    except Exception as error:  # noqa: BLE001
        told = logs.told(error)
    assert told["error"] == "OperationalError"
    assert "outside._connected" in told["where"]
    assert "asyncio" not in told["where"]
