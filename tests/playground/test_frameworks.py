"""Whole bots as both frameworks run them, and whether every answer holds only what the Bot API has."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, Message
from aiogram.types import InlineKeyboardButton as Button
from aiogram.types import InlineKeyboardMarkup as Markup
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import TypeAdapter
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from playground.calls import SCHEMAS, unknown_fields
from playground.door import ChatDoor
from playground.server import Playground
from tests.playground.bots import DESK


def line1() -> Dispatcher:
    """Greets, echoes, answers a tap by editing its message."""
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def greet(message: Message) -> None:
        await message.answer(
            "Welcome", reply_markup=Markup(inline_keyboard=[[Button(text="OK", callback_data="ok")]])
        )

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.reply(f"you said: {message.text}")

    @dispatcher.callback_query()
    async def agreed(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Agreed")
        await query.answer("fine")

    return dispatcher


async def talk(anna: ChatDoor) -> None:
    await anna.start("shop")
    greeting = await anna.next()
    assert await anna.tap(greeting, "OK") == "fine"
    said = await anna.say("no internet")
    echo = await anna.next()
    assert (echo.text, echo.reply_to) == ("you said: no internet", said)
    assert [seen.text for seen in anna.messages if seen.edited] == ["Agreed"]


async def test_aiogram_by_polling(bot: Bot, anna: ChatDoor) -> None:
    dispatcher = line1()
    polling = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=5)
    )
    await talk(anna)
    await dispatcher.stop_polling()
    await polling


async def test_aiogram_by_webhook(bot: Bot, anna: ChatDoor) -> None:
    app = web.Application()
    SimpleRequestHandler(line1(), bot, secret_token="s3cret").register(app, "/hook")
    async with TestServer(app) as server:
        await bot.set_webhook(str(server.make_url("/hook")), secret_token="s3cret")
        await talk(anna)


async def test_ptb_by_polling(telegram: Playground, boris: ChatDoor) -> None:
    async def greet(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text("Ready")

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(f"you said: {update.message.text}")

    builder = ApplicationBuilder().token(DESK).base_url(f"{telegram.url}/bot")
    desk: Application[Any, Any, Any, Any, Any, Any] = builder.job_queue(None).build()
    desk.add_handlers([CommandHandler("start", greet), MessageHandler(filters.TEXT, echo)])
    async with desk:
        await desk.start()
        assert desk.updater is not None
        await desk.updater.start_polling()
        await boris.start()
        await boris.say("next ticket")
        assert [(await boris.next()).text, (await boris.next()).text] == ["Ready", "you said: next ticket"]
        await desk.updater.stop()
        await desk.stop()


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("getMe", {}),
    ("getChat", {}),
    ("sendMessage", {"text": "x"}),
    ("sendLocation", {"latitude": 1, "longitude": 2}),
    ("sendContact", {"phone_number": "+7", "first_name": "Anna"}),
    ("createForumTopic", {"name": "x"}),
    ("copyMessage", {"message_id": 1, "from_chat_id": 7_000_000_001}),
    ("forwardMessage", {"message_id": 1, "from_chat_id": 7_000_000_001}),
    ("getWebhookInfo", {}),
    ("getMyCommands", {}),
    ("sendChatAction", {"action": "typing"}),
    ("deleteMessage", {"message_id": 1}),
    ("pinChatMessage", {"message_id": 1}),
    ("logOut", {}),
    ("close", {}),
]


@pytest.mark.parametrize(("method", "params"), CALLS)
async def test_an_answer_is_what_the_bot_api_says_it_is(
    telegram: Playground, bot: Bot, anna: ChatDoor, method: str, params: dict[str, Any]
) -> None:
    accepts_chat = "chat_id" in SCHEMAS[method.lower()].model_fields
    body = params | ({"chat_id": anna.id} if accepts_chat else {})
    http = await bot.session.create_session()  # type: ignore[attr-defined]
    async with http.post(f"{telegram.url}/bot{bot.token}/{method}", json=body) as answer:
        result = (await answer.json())["result"]
    parsed = TypeAdapter(SCHEMAS[method.lower()].__returning__).validate_python(result)
    assert list(unknown_fields(parsed)) == []


async def test_every_update_is_what_the_bot_api_says_it_is(bot: Bot, anna: ChatDoor) -> None:
    card = await bot.send_message(
        anna.id, "#17", reply_markup=Markup(inline_keyboard=[[Button(text="Take", callback_data="t")]])
    )
    await bot.get_updates(allowed_updates=["message", "edited_message", "callback_query", "my_chat_member"])
    for kind in ("photo", "document", "voice", "audio", "video", "animation", "video_note", "sticker"):
        await getattr(anna, f"send_{kind}")(reply_to=card.message_id, quote="#17")
    await anna.edit(await anna.say("https://acme.example"), "/status #tag")
    await anna.press(card.message_id, "Take")
    await anna.send_location()
    await anna.block()
    updates = await bot.get_updates()
    assert len(updates) == 13
    assert [name for update in updates for name in unknown_fields(update)] == []
