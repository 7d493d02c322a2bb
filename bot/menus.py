"""The menus of commands, in each of the desk's languages."""

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.rules import Rules
from bot.texts import customer, desk

log = structlog.get_logger()


async def publish(customer_bot: Bot, desk_bot: ExtBot[None], rules: Rules) -> None:
    """Set both bots' menus; a desk works without them, so a server that has no menus stops nothing."""
    for place, language in enumerate(rules.languages):
        words = rules.words(language)
        code = None if place == 0 else language  # the first language is for everybody without their own
        try:
            menu = [BotCommand(command=name, description=text) for name, text in customer.commands(words)]
            await customer_bot.set_my_commands(menu, language_code=code)
            await desk_bot.set_my_commands(desk.commands(words), language_code=code)
        except (AiogramError, TelegramError) as error:
            log.warning("menu not set", language=language, error=type(error).__name__)
