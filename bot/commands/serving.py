"""Running a desk whose parts are at hand: think ready, know Telegram, serve until a signal."""

import asyncio
import signal
from collections.abc import Callable
from datetime import datetime

import aiohttp

from bot.app import App, Bots, Outside, connected, utc_now
from bot.commands.minding import started, think_ready
from bot.commands.opening import Unready
from bot.commands.reaching import outside_of
from bot.config import Config
from bot.delivery.bot_api import ApiRefused, ApiUnreachable, BotApi
from bot.environment import Environment
from bot.rules import rules_of
from bot.web.server import HttpUnusable
from kb import log
from kb.article import Library
from storage.database import Database


async def until_stopped(config: Config, library: Library, environment: Environment) -> None:
    """Connect and serve until a signal; Unready when Telegram cannot be reached or knows no such bots."""
    async with connected(environment) as bots, aiohttp.ClientSession() as session:
        await known_to_telegram(bots, environment)
        outside = outside_of(config, environment, session)
        try:
            await serve(config, library, environment, bots, outside=outside)
        except HttpUnusable as wrong:
            raise Unready(str(wrong)) from None


async def serve(
    config: Config,
    library: Library,
    environment: Environment,
    bots: Bots,
    now: Callable[[], datetime] = utc_now,
    outside: Outside | None = None,
) -> None:
    """Run the desk until a signal; everything is closed on the way out."""
    database = Database(environment.database_url)
    rules = rules_of(config, library)
    await past_the_log(database, config)
    thinker = await asyncio.to_thread(think_ready, rules, library, config)
    learning = asyncio.create_task(thinker.learn(config.index_folder))
    working = asyncio.create_task(App(rules, thinker, database, bots, now, outside).run(_say_ready))
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, working.cancel)
    try:
        await working
    except asyncio.CancelledError:
        print("Stopped.", flush=True)  # noqa: T201
    finally:
        learning.cancel()
        thinker.close()
        await database.close()


async def past_the_log(database: Database, config: Config) -> None:
    """Once the desk has conversations enough of its own, what a log of others taught is dropped."""
    async with database.look() as work:
        own = await work.clicks.reach(log.ENOUGH_OWN)
    if own and log.forget(config.index_folder):
        print("What was learnt from the imported log is dropped: the desk has its own words now.")  # noqa: T201


async def known_to_telegram(bots: Bots, environment: Environment) -> None:
    """Make sure that Telegram knows both tokens; Unready says which one it does not."""
    for role, api in (("customer", bots.customer_api), ("desk", bots.desk_api)):
        await _known(role, api, environment.telegram_api)


async def _known(role: str, api: BotApi, address: str) -> None:
    variable = f"FIRSTLINE_{role.upper()}_TOKEN"
    try:
        await api.call("getMe")
    except ApiRefused as refused:
        if refused.code in {401, 404}:
            raise Unready(
                f"{variable}: {address} does not know this token. Copy it again from @BotFather (/mybots)."
            ) from None
        raise Unready(f"{variable}: {address} refused it: {refused}") from None
    except ApiUnreachable as unreachable:
        raise Unready(
            f"{address} cannot be reached: {unreachable}. Check the network, FIRSTLINE_PROXY and "
            "FIRSTLINE_TELEGRAM_API."
        ) from None


async def _say_ready() -> None:
    started()
    print("Firstline is running. Ctrl+C stops it.", flush=True)  # noqa: T201
