"""Running a desk whose parts are at hand: think ready, know Telegram, serve until a signal."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import aiohttp

from bot.app import App, Bots, Outside, connected, utc_now
from bot.commands.opening import Unready
from bot.config import Config
from bot.delivery.bot_api import ApiRefused, ApiUnreachable, BotApi
from bot.delivery.channels import EmailChannel, MailServer, WebhookChannel
from bot.delivery.housekeeping import Ages
from bot.delivery.limits import Limits
from bot.environment import Environment
from bot.line1.triage import WordTriage
from bot.rules import Rules, rules_of
from bot.texts import alarms
from bot.texts.catalogue import Words
from bot.thinking import Thinker
from bot.vitals import Trouble
from bot.web.server import HttpUnusable
from kb.article import Library
from kb.encoder import UseEncoder
from storage.database import Database


async def until_stopped(config: Config, library: Library, environment: Environment) -> None:
    """Connect and serve until a signal; Unready when Telegram cannot be reached or knows no such bots."""
    rules = rules_of(config, library)
    async with connected(environment) as bots, aiohttp.ClientSession() as session:
        await known_to_telegram(bots, environment)
        try:
            await serve(rules, library, environment, bots, outside=outside(config, environment, session))
        except HttpUnusable as wrong:
            raise Unready(str(wrong)) from None


def outside(config: Config, environment: Environment, session: aiohttp.ClientSession) -> Outside:
    """How the desk is reached, watched and kept tidy, as config and environment say."""
    kept = config.privacy
    return Outside(
        http=environment.http,
        webhook=environment.webhook,
        limits=Limits(),
        ages=Ages(
            updates=timedelta(days=kept.updates_days),
            letters=timedelta(days=kept.letters_days),
            files=timedelta(days=kept.files_days),
        ),
        disk_budget=config.integrations.alarm.disk_free_mb * 1_000_000,
        channels=tuple(_channels(config, environment, session)),
    )


def _channels(
    config: Config, environment: Environment, session: aiohttp.ClientSession
) -> Iterator[WebhookChannel | EmailChannel]:
    alarm, desk = config.integrations.alarm, config.desk.name
    words = Words(config.desk.languages[0], config.desk.timezone)

    def say(trouble: Trouble, over: bool) -> str:
        return str(alarms.alarm(words, trouble, utc_now(), over=over).unescape())

    if alarm.webhook:
        yield WebhookChannel(session, alarm.webhook, desk, say)
    if mail := alarm.email:
        server = MailServer(mail.host, mail.port, mail.tls, mail.user, environment.smtp_password)
        yield EmailChannel(server, mail.sender, mail.to, desk, say)


async def serve(
    rules: Rules,
    library: Library,
    environment: Environment,
    bots: Bots,
    now: Callable[[], datetime] = utc_now,
    outside: Outside | None = None,
) -> None:
    """Run the desk until a signal; everything is closed on the way out."""
    database = Database(environment.database_url)
    thinker = await asyncio.to_thread(think_ready, rules, library)
    working = asyncio.create_task(App(rules, thinker, database, bots, now, outside).run(_say_ready))
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
    return Thinker(library, rules.desk, rules.languages, UseEncoder(), WordTriage(), today)


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
