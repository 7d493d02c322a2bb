"""Tells Telegram where a bot's updates shall come."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.delivery.bot_api import ApiRefused, ApiUnreachable, BotApi

#: The longest pause between tries, seconds.
LONGEST_PAUSE = 60.0

log = structlog.get_logger()


class Registrar:
    """Sets one bot's webhook. It stays set when the desk stops: Telegram keeps what comes meanwhile."""

    def __init__(self, bot: str, api: BotApi, address: str, secret: str, updates: Sequence[str]) -> None:
        self._bot = bot
        self._api = api
        self._params = {"url": address, "secret_token": secret, "allowed_updates": list(updates)}

    async def run(self) -> None:
        """Until Telegram has agreed; refusals are logged and tried again with growing pauses."""
        pause = 1.0
        while not await self._set():
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _set(self) -> bool:
        try:
            await self._api.call("setWebhook", self._params)
        except (ApiRefused, ApiUnreachable) as error:
            log.warning("webhook not set", bot=self._bot, error=str(error))
            return False
        return True
