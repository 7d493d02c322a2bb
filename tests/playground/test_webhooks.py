import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiohttp import web
from aiohttp.test_utils import TestServer

from playground.door import ChatDoor
from playground.server import Playground
from playground.webhooks import pause


class Receiver:
    """A bot's own address: notes what comes and answers with the next status, 200 when there is none."""

    def __init__(self) -> None:
        self.statuses: Iterator[int] = iter(())
        self.got: asyncio.Queue[tuple[str, int]] = asyncio.Queue()
        self.failing: set[str] = set()
        self.secrets: list[str | None] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        text = body.get("message", {}).get("text", "")
        status = 500 if text in self.failing else next(self.statuses, 200)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.got.put_nowait((text, status))
        return web.Response(status=status)

    async def until(self, wanted: tuple[str, int]) -> None:
        async with asyncio.timeout(10):
            while await self.got.get() != wanted:
                pass

    async def texts(self, count: int) -> list[tuple[str, int]]:
        async with asyncio.timeout(10):
            return [await self.got.get() for _ in range(count)]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    async with TestServer(app) as server:
        receiver.url = str(server.make_url("/hook"))
        yield receiver


async def test_updates_come_with_the_secret(bot: Bot, anna: ChatDoor, receiver: Receiver) -> None:
    await anna.say("before the webhook")
    await bot.set_webhook(receiver.url, secret_token="s3cret")
    await anna.say("after it")
    assert await receiver.texts(2) == [("before the webhook", 200), ("after it", 200)]
    assert receiver.secrets == ["s3cret", "s3cret"]


async def test_a_failed_update_comes_again_before_the_next_of_its_chat(
    bot: Bot, anna: ChatDoor, receiver: Receiver
) -> None:
    receiver.statuses = iter([500, 404, 500, 200])
    await bot.set_webhook(receiver.url)
    await anna.say("first")
    await anna.say("second")
    assert await receiver.texts(5) == [
        ("first", 500),
        ("first", 404),
        ("first", 500),
        ("first", 200),
        ("second", 200),
    ]
    info = await bot.get_webhook_info()
    assert info.url == receiver.url
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_one_chat_that_fails_does_not_hold_up_another(
    telegram: Playground, bot: Bot, anna: ChatDoor, receiver: Receiver
) -> None:
    vera = telegram.person(1003, "Vera").chat("acme_help_bot")
    receiver.failing = {"stuck"}
    await bot.set_webhook(receiver.url)
    await anna.say("stuck")
    assert await receiver.texts(2) == [("stuck", 500), ("stuck", 500)]
    await vera.say("free")
    await receiver.until(("free", 200))
    receiver.failing.clear()
    await receiver.until(("stuck", 200))


async def test_what_was_not_delivered_waits_for_polling(bot: Bot, anna: ChatDoor) -> None:
    await bot.set_webhook("http://127.0.0.1:9/nobody-listens")
    await anna.say("hello?")
    with pytest.raises(TelegramConflictError, match="while webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook()
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "hello?"


async def test_a_poll_under_way_ends_when_a_webhook_is_set(
    bot: Bot, anna: ChatDoor, receiver: Receiver
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await bot.get_me()
    await bot.set_webhook(receiver.url)
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await poll


async def test_pending_updates_can_be_dropped(bot: Bot, anna: ChatDoor) -> None:
    await anna.say("old")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []


async def test_a_duplicated_update_is_posted_twice(
    telegram: Playground, bot: Bot, anna: ChatDoor, receiver: Receiver
) -> None:
    telegram.faults.add("duplicate", count=1)
    await bot.set_webhook(receiver.url)
    await anna.say("twice")
    assert await receiver.texts(2) == [("twice", 200), ("twice", 200)]


async def test_only_allowed_kinds_are_posted(bot: Bot, anna: ChatDoor, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url, allowed_updates=["message"])
    await anna.block()
    await anna.unblock()
    await anna.say("hello")
    assert await receiver.texts(1) == [("hello", 200)]


async def test_a_bad_address_or_secret_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="An HTTPS URL must be provided for webhook"):
        await bot.set_webhook("ftp://acme.example")
    with pytest.raises(TelegramBadRequest, match="secret token contains unallowed characters"):
        await bot.set_webhook("https://acme.example", secret_token="не то")


def test_pauses_double_up_to_a_minute() -> None:
    assert [pause(failures, 2) for failures in range(1, 9)] == [0, 2, 4, 8, 16, 32, 60, 60]
