"""Connections of both frameworks to one Bot API server, through the proxy if there is one."""

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import BaseConnector, TCPConnector
from aiohttp_socks import ProxyConnector
from telegram.ext import ExtBot

from bot.desk.request import AiohttpRequest
from bot.environment import Environment


def connector(proxy: str | None) -> BaseConnector:
    """Where connections go out: directly, or by an HTTP or SOCKS5 proxy."""
    return ProxyConnector.from_url(proxy) if proxy else TCPConnector(limit=100)


def customer_bot(environment: Environment) -> Bot:
    """aiogram's bot; its connections open with its first call."""
    server = TelegramAPIServer.from_base(environment.telegram_api)
    session = AiohttpSession(api=server, proxy=environment.proxy, timeout=30)
    return Bot(environment.customer_token.get_secret_value(), session=session)


def desk_bot(environment: Environment) -> ExtBot[None]:
    """python-telegram-bot's bot; its connections open when its application starts."""
    return ExtBot(
        environment.desk_token.get_secret_value(),
        base_url=f"{environment.telegram_api}/bot",
        base_file_url=f"{environment.telegram_api}/file/bot",
        request=AiohttpRequest(environment.proxy),
        get_updates_request=AiohttpRequest(environment.proxy),
    )
