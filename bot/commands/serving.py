"""Running a desk whose parts are at hand: think ready, know Telegram, serve until a signal."""

import asyncio
import signal
from collections.abc import Callable
from datetime import UTC, datetime

from bot.app import App, Bots, connected, utc_now
from bot.commands.opening import Unready
from bot.delivery.bot_api import ApiRefused, ApiUnreachable, BotApi
from bot.environment import Environment
from bot.line1.triage import FeltTriage
from bot.rules import Rules
from bot.thinking import Thinker
from kb.article import Library
from kb.encoder import UseEncoder
from storage.database import Database


async def until_stopped(rules: Rules, library: Library, environment: Environment) -> None:
    """Connect and serve until a signal; Unready when Telegram cannot be reached or knows no such bots."""
    async with connected(environment) as bots:
        await known_to_telegram(bots, environment)
        await serve(rules, library, environment, bots)


async def serve(
    rules: Rules,
    library: Library,
    environment: Environment,
    bots: Bots,
    now: Callable[[], datetime] = utc_now,
) -> None:
    """Run the desk until a signal; everything is closed on the way out."""
    database = Database(environment.database_url)
    thinker = await asyncio.to_thread(think_ready, rules, library)
    working = asyncio.create_task(App(rules, thinker, database, bots, now).run(_say_ready))
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, working.cancel)
    try:
        await working
    except asyncio.CancelledError:
        print("Stopped.", flush=True)  # noqa: T201
    finally:
        thinker.close()
        await database.close()


def think_ready(rules: Rules, library: Library) -> Thinker:
    """A thinker that has read its weights and the whole knowledge base."""
    today = datetime.now(UTC).astimezone(rules.hours.zone).date()
    encoder = UseEncoder()
    return Thinker(library, rules.desk, rules.languages, encoder, FeltTriage(encoder), today)


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
    print("Firstline is running. Ctrl+C stops it.", flush=True)  # noqa: T201
