"""What the bench runs in a process of its own: the whole desk, or a bare aiogram bot that echoes."""

import asyncio
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from pydantic import SecretStr

from bot.app import App, connected
from bot.commands.minding import started, think_ready
from bot.config import Config, load
from bot.environment import Environment
from bot.logs import set_up
from bot.rules import Rules, rules_of
from kb.loading import load as load_articles
from routing.desk import Specialist
from routing.hours import around_the_clock
from storage.database import Database
from storage.schema import prepare
from tests.bench.desk import CUSTOMER, DESK, FIRST_STAFF, STAFF
from tests.bench.parts import Parts

SAMPLE = Path(__file__).parents[2] / "config.yaml"


async def echo(telegram: str) -> None:
    """aiogram as it comes."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def back(message: Message) -> None:
        await message.answer(message.text or "?")

    print("ready", flush=True)
    await dispatcher.start_polling(Bot(CUSTOMER, session=session), handle_signals=True)


def rules(config: Config) -> Rules:
    """The sample desk with these specialists and no pause between messages."""
    made = rules_of(config, load_articles(config.articles_folder, config.desk.languages[0]))
    staff = tuple(
        Specialist(
            FIRST_STAFF + n,
            f"Staff {n}",
            queues=frozenset({"network"}),
            languages=frozenset({"en"}),
            capacity=50,
        )
        for n in range(STAFF)
    )
    return replace(
        made,
        burst=timedelta(),
        desk=replace(made.desk, staff=staff),
        hours=around_the_clock(made.hours.zone),
    )


async def desk(telegram: str, folder: Path) -> None:
    """All of Firstline on SQLite."""
    set_up(level="WARNING")
    environment = Environment(
        SecretStr(CUSTOMER), SecretStr(DESK), telegram, f"sqlite+aiosqlite:///{folder / 'bench.sqlite'}"
    )
    await prepare(environment.database_url)
    config = load(SAMPLE)
    made = rules(config)
    database = Database(environment.database_url)
    thinker = think_ready(made, made.library, config)

    async def ready() -> None:
        started()
        Parts()
        print("ready", flush=True)

    async with connected(environment) as bots:
        working = asyncio.create_task(App(made, thinker, database, bots).run(ready))
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, working.cancel)
        await asyncio.gather(working, return_exceptions=True)
        await database.close()
    thinker.close()


if __name__ == "__main__":
    role, address, where = sys.argv[1:]
    asyncio.run(echo(address) if role == "echo" else desk(address, Path(where)))
