"""What goes wrong on the way to Telegram, told without the address: the token is in it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import cast

import aiohttp
import pytest
from pydantic import SecretStr
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.app import connected
from bot.connections import connector, customer_bot
from bot.customer.courier import CustomerCourier
from bot.delivery.bot_api import ApiUnreachable, BotApi
from bot.delivery.calls import Call
from bot.delivery.courier import Courier
from bot.delivery.outcomes import Unknown, Unsent
from bot.desk import request
from bot.desk.courier import DeskCourier
from bot.desk.request import AiohttpRequest
from bot.environment import Environment

SECRET = "12345:a-very-secret-token"
CALL = Call("send_message", {"chat_id": 1, "text": "Hello"})
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.close()


async def nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    writer.write(b"HELLO THERE\r\n\r\n")
    writer.close()


async def cut_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok": true')
    writer.close()


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


@asynccontextmanager
async def listening(answer: Answer) -> AsyncIterator[str]:
    """A server's address; every talk with it is over when the block ends."""
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(cast("asyncio.Task[None]", asyncio.current_task()))
        await answer(reader, writer)
        await writer.wait_closed()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    await asyncio.gather(*talks, return_exceptions=True)


@asynccontextmanager
async def opened(proxy: str | None = None) -> AsyncIterator[BaseRequest]:
    async with AiohttpRequest(proxy) as opened:
        yield opened


@asynccontextmanager
async def courier(url: str, proxy: str | None = None, bot: str = "customer") -> AsyncIterator[Courier]:
    env = environment(url, proxy)
    customer, requests = customer_bot(env), AiohttpRequest(proxy)
    desk = ExtBot[None](SECRET, base_url=f"{url}/bot", request=requests)
    try:
        yield CustomerCourier(customer) if bot == "customer" else DeskCourier(desk)
    finally:
        await customer.session.close()
        await requests.shutdown()


def everything_told(error: BaseException) -> str:
    """All that a careless log could print of an error."""
    chain = [error, error.__cause__, None if error.__suppress_context__ else error.__context__]
    return " ".join(f"{one!s} {one!r}" for one in chain if one)


@pytest.mark.parametrize("answer", [hang_up, nonsense, cut_off])
async def test_the_desk_bots_requests_tell_no_address_when_they_fail(answer: Answer) -> None:
    async with listening(answer) as url, opened() as requests:
        with pytest.raises(NetworkError) as caught:
            await requests.post(f"{url}/bot{SECRET}/getMe")
    assert SECRET not in everything_told(caught.value)


async def test_a_request_without_an_answer_has_timed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request, "PATIENCE", 0.05)
    async with listening(silent) as url, opened() as requests:
        with pytest.raises(TimedOut) as caught:
            await requests.post(f"{url}/bot{SECRET}/getMe")
    assert SECRET not in everything_told(caught.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://nowhere.invalid", "http://[bad"])
async def test_requests_to_nowhere_tell_no_address(url: str) -> None:
    async with opened() as requests:
        with pytest.raises(TelegramError) as caught:
            await requests.post(f"{url}/bot{SECRET}/getMe")
    assert SECRET not in everything_told(caught.value)


@pytest.mark.parametrize("answer", [hang_up, nonsense, cut_off])
async def test_calls_by_hand_tell_no_address_when_they_fail(answer: Answer) -> None:
    async with listening(answer) as url, aiohttp.ClientSession() as session:
        with pytest.raises(ApiUnreachable) as caught:
            await BotApi(session, url, SECRET).call("getMe")
    assert SECRET not in everything_told(caught.value)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_not_there_is_a_server_that_cannot_be_reached(scheme: str) -> None:
    async with aiohttp.ClientSession(connector=connector(f"{scheme}://127.0.0.1:1")) as session:
        with pytest.raises(ApiUnreachable, match="no connection"):
            await BotApi(session, "http://api.invalid", SECRET).call("getMe")


@pytest.mark.parametrize("bot", ["customer", "desk"])
@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_letter_a_proxy_refused_certainly_did_not_leave(scheme: str, bot: str) -> None:
    async with (
        listening(hang_up) as url,
        courier("http://api.invalid", url.replace("http", scheme), bot) as it,
    ):
        with pytest.raises(Unsent) as caught:
            await it.deliver(CALL, {})
    assert SECRET not in everything_told(caught.value)


@pytest.mark.parametrize("bot", ["customer", "desk"])
@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://nowhere.invalid"])
async def test_a_letter_without_a_connection_certainly_did_not_leave(url: str, bot: str) -> None:
    """Refused, or no such name."""
    async with courier(url, bot=bot) as sending:
        with pytest.raises(Unsent) as caught:
            await sending.deliver(CALL, {})
    assert SECRET not in everything_told(caught.value)


@pytest.mark.parametrize("bot", ["customer", "desk"])
@pytest.mark.parametrize("answer", [hang_up, nonsense, cut_off])
async def test_a_letter_whose_connection_broke_is_of_unknown_fate(answer: Answer, bot: str) -> None:
    async with listening(answer) as url, courier(url, bot=bot) as sending:
        with pytest.raises(Unknown) as caught:
            await sending.deliver(CALL, {})
    assert SECRET not in everything_told(caught.value)


async def test_no_token_shows_in_what_is_built_from_the_environment() -> None:
    env = environment("http://127.0.0.1:1", "socks5://name:proxy-password@127.0.0.1:1")
    async with connected(env) as bots:
        shown = " ".join(map(repr, (env, bots.customer_api, bots.desk_api)))
    assert "secret" not in shown
    assert "password" not in shown


def environment(url: str, proxy: str | None = None) -> Environment:
    database = "postgresql://name:database-password@127.0.0.1/desk"
    return Environment(SecretStr(SECRET), SecretStr(f"9{SECRET}"), url, database, proxy)
