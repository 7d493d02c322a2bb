"""Both frameworks, unpatched, pointed at the local Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import Bot as DeskBot

CUSTOMER = "111:customer"
DESK = "222:desk"
BOTS = {CUSTOMER: "acme_help_bot", DESK: "acme_desk_bot"}


@asynccontextmanager
async def aiogram_bot(url: str, token: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(token, session=session)
    try:
        yield bot
    finally:
        # aiogram's own close sleeps a quarter of a second for TLS, which there is none of here.
        await (await session.create_session()).close()


@asynccontextmanager
async def desk_bot(url: str, token: str) -> AsyncIterator[DeskBot]:
    async with DeskBot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot
