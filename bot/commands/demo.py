"""`firstline demo`: a local Telegram, both bots and the sample desk on this machine, with no token."""

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import connected
from bot.commands.demo_stories import STORIES
from bot.commands.demo_stories.scenery import CUSTOMER_BOT, DESK_BOT, daytime
from bot.commands.opening import Unready, desk, said_plainly
from bot.commands.serving import serve
from bot.config import Config
from bot.environment import Environment
from bot.logs import set_up
from bot.rules import Rules, rules_of
from bot.texts import reasons
from kb.article import Library
from playground.director_side import Explain
from playground.local import Playground
from playground.server import PortTaken, start
from storage.database import Database
from storage.schema import prepare

SAMPLE = Path(__file__).parents[2] / "config.yaml"
#: The bots of the local Telegram; these tokens open nothing anywhere else.
CUSTOMER_TOKEN, DESK_TOKEN = "1001001:local-customer", "1001002:local-desk"
NAMES = {CUSTOMER_BOT: "Acme Help", DESK_BOT: "Acme Desk"}
#: Customers who live in the local Telegram: id, name, language.
CUSTOMERS = (
    (501, "Ольга", "ru"),
    (502, "Иван", "ru"),
    (503, "Emma", "en"),
    (504, "Jack", "en"),
    (505, "Марина", "ru"),
    (506, "Grace", "en"),
)


@said_plainly
def run(port: int) -> int:
    """Run until Ctrl+C; 1 when the port is taken or the sample is broken."""
    set_up(level="WARNING")
    config, library = desk(SAMPLE)
    with tempfile.TemporaryDirectory(prefix="firstline-demo-") as folder:
        asyncio.run(_play(config, library, port, Path(folder)))
    return 0


async def _play(config: Config, library: Library, port: int, folder: Path) -> None:
    database_url = f"sqlite+aiosqlite:///{folder / 'demo.sqlite'}"
    await prepare(database_url)
    bots = {CUSTOMER_TOKEN: CUSTOMER_BOT, DESK_TOKEN: DESK_BOT}
    try:
        explain, zone = explainer(database_url, rules_of(config, library)), str(config.desk.timezone)
        async with start(bots, port, stories=STORIES, explain=explain, zone=zone) as telegram:
            for bot in telegram.world.bots.values():
                bot.settings["name"] = NAMES[bot.username]
            open_desk(telegram)
            await people(telegram, config)
            print(f"The local Telegram is at {telegram.url} (open it in a browser)", flush=True)  # noqa: T201
            environment = Environment(
                customer_token=SecretStr(CUSTOMER_TOKEN),
                desk_token=SecretStr(DESK_TOKEN),
                telegram_api=telegram.url,
                database_url=database_url,
            )
            async with connected(environment) as connections:
                # The desk lives on the local Telegram's clock, which the page can move on.
                await serve(config, library, environment, connections, telegram.world.now)
    except PortTaken as taken:
        raise Unready(f"{taken}: firstline demo --port 8081") from None


def explainer(database_url: str, rules: Rules) -> Explain:
    """What the page's "why" shows of a customer: line 1's reasons, in the customer's language."""
    database = Database(database_url)

    async def explain(_bot: str, person_id: int) -> list[str]:
        async with database.look() as work:
            customer = await work.customers.get(person_id)
            rows = (await work.conversations.get(person_id)).step.why
        words = rules.words(customer.language if customer else rules.languages[0])
        return [reasons.told(words, row) for row in rows]

    return explain


def open_desk(telegram: Playground) -> None:
    """Whenever somebody comes to try it, everybody is at work: at night the clock moves on to noon."""
    now = telegram.world.now()
    if (ahead := daytime(now) - now) > timedelta(0):
        telegram.forward(ahead.total_seconds())


async def people(telegram: Playground, config: Config) -> None:
    """Everybody of the sample: customers, and staff at the desk bot in the first of their languages."""
    for number, name, language in CUSTOMERS:
        telegram.person(number, name, language=language)
    for row in config.staff:
        spoken = next(iter(row.languages or config.desk.languages))
        await telegram.person(row.telegram_id, row.name, language=spoken).chat(DESK_BOT).start()
