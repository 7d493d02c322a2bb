"""`firstline demo`: a local Telegram, both bots and the sample desk, with no token."""

import re
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from playground.guard import TOKEN_HEADER
from tests.bot.commands.console import firstline, running


async def test_a_taken_port_is_told_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = await firstline("demo", "--port", str(port))
    assert ended.code == 1
    assert f"port {port} on 127.0.0.1 is in use" in ended.err
    assert "firstline demo --port" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.timeout(300)
async def test_a_customer_of_the_demo_is_answered_and_it_stops_cleanly() -> None:
    """Over the people's side of the local Telegram, as the page in the browser does it."""
    async with running("demo", "--port", "0") as demo:
        address = re.search(r"http://127\.0\.0\.1:\d+", await demo.says("The local Telegram is at"))
        assert address is not None
        async with in_browser(address[0]) as emma:
            await emma.post("say", json={"text": "How do I restart the router?"})
            assert "30 seconds" in await read(emma)
        ended = await demo.stop(signal.SIGINT)
    assert (ended.code, ended.err) == (0, "")


@asynccontextmanager
async def in_browser(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Emma's chat as the page uses it, with the token that stands in the page."""
    async with aiohttp.ClientSession() as session, session.get(address) as page:
        token = re.search(r'name="token" content="([^"]+)"', await page.text())
    assert token is not None
    chat, headers = f"{address}/user/503/acme_help_bot/", {TOKEN_HEADER: token[1]}
    async with aiohttp.ClientSession(chat, headers=headers, raise_for_status=True) as emma:
        yield emma


async def read(emma: aiohttp.ClientSession) -> str:
    """The bot's first words."""
    seen: list[str] = []
    after = 0
    while not seen:
        async with emma.get("messages", params={"after": after, "timeout": 60}) as answer:
            messages = await answer.json()
        after = messages[-1]["id"]
        seen = [message["text"] for message in messages if not message["mine"]]
    return str(seen[0])
