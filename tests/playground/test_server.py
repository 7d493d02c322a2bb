import asyncio
import socket

import pytest
import typer
from aiogram import Bot

from playground.__main__ import main
from playground.door import ChatDoor
from playground.server import Playground, PortTaken, start
from tests.playground.bots import BOTS


async def test_a_taken_port_says_what_to_do(telegram: Playground) -> None:
    port = int(telegram.url.rsplit(":", 1)[1])
    with pytest.raises(PortTaken, match=f"port {port} on 127.0.0.1 is in use: stop what listens there"):
        async with start(bots=BOTS, port=port):
            pass


async def test_only_this_machine_can_reach_it(telegram: Playground) -> None:
    assert telegram.url.startswith("http://127.0.0.1:")


async def test_it_stops_while_a_poll_waits(bot: Bot) -> None:
    async with start(bots=BOTS) as telegram, asyncio.timeout(10):
        reader, writer = await asyncio.open_connection(*telegram.url.removeprefix("http://").split(":"))
        writer.write(b"GET /bot111:customer/getUpdates?timeout=50 HTTP/1.1\r\nHost: x\r\n\r\n")
        await writer.drain()
    assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()


async def test_next_tells_what_has_been_seen(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "one")
    assert (await anna.next()).text == "one"
    with pytest.raises(TimeoutError, match=r"Anna with @acme_help_bot: no new message .*'bot: one'"):
        await anna.next(timeout=0.01)


async def test_until_waits_for_an_edit(bot: Bot, anna: ChatDoor) -> None:
    message = await bot.send_message(anna.id, "working")
    edited = asyncio.create_task(anna.until(lambda seen: seen[-1].text == "ready"))
    await message.edit_text("ready").as_(bot)
    assert (await edited)[-1].edited


async def test_a_person_is_made_once(telegram: Playground) -> None:
    anna = telegram.person(5, "Anna")
    assert telegram.person(5) is anna
    assert anna.chat("@acme_help_bot") is anna.chat("acme_help_bot")
    with pytest.raises(LookupError, match="nobody has the id 6"):
        telegram.person(6)


def test_alone_it_explains_a_taken_port(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(typer.Exit):
            main(bot=["1:x=acme_bot"], port=port)
    assert f"port {port} on 127.0.0.1 is in use" in " ".join(capsys.readouterr().err.split())


def test_alone_it_wants_tokens_with_names() -> None:
    with pytest.raises(typer.BadParameter, match="write token=username"):
        main(bot=["1:x"])
