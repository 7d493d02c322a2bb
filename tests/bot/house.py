"""A whole desk for tests: the local Telegram, both bots, a database, and people in their chats."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from pydantic import SecretStr

from bot.app import App, Outside, connected, utc_now
from bot.config import load
from bot.delivery.forwarding import Send
from bot.environment import Environment
from bot.line1.triage import FeltTriage
from bot.rules import Rules, rules_of
from bot.thinking import Thinker
from kb.bridge import Bridged
from kb.encoder import UseEncoder
from kb.known import texts_of
from kb.learning import learnt
from kb.loading import load as load_articles
from playground.door import ChatDoor
from playground.local import Playground
from playground.server import start
from routing.history import rebuilt
from routing.hours import around_the_clock
from storage.database import Database
from storage.errors import TicketUnknown
from storage.sqlite import PATIENCE

SAMPLE = Path(__file__).parents[2] / "config.yaml"
CUSTOMER_TOKEN, DESK_TOKEN = "777000111:customer-secret", "777000222:desk-secret"
#: Seconds between two glances at what is under way, and the longest wait for it to end.
GLANCE, LONGEST_STILL = 0.002, 5.0
ANNA, VERA, GLEB, EGOR = 1001, 1003, 1004, 1006


@cache
def encoder() -> UseEncoder:
    """The weights, read once for all tests."""
    return UseEncoder()


@cache
def sample_rules() -> Rules:
    """The sample desk's rules with no pause between messages; it never sleeps, and all are at work."""
    config = load(SAMPLE)
    rules = rules_of(config, load_articles(config.articles_folder, config.desk.languages[0]))
    staff = tuple(replace(one, shift=None) for one in rules.desk.staff)
    hours = around_the_clock(config.desk.timezone)
    return replace(rules, burst=timedelta(), hours=hours, desk=replace(rules.desk, staff=staff))


@cache
def thinker() -> Thinker:
    """The sample knowledge base, encoded once for all tests."""
    rules = sample_rules()
    today = datetime(2026, 11, 22).date()
    index = learnt(texts_of(rules.library, today), Bridged(encoder()))
    return Thinker(rules.library, rules.desk, rules.languages, encoder(), FeltTriage(encoder()), today, index)


@dataclass(frozen=True, slots=True)
class House:
    """A running desk; `customer` and `staff` open chats of people who have pressed Start."""

    telegram: Playground
    database: Database
    now: Callable[[], datetime] = utc_now

    async def customer(
        self, person_id: int = 9_000_000_001, name: str = "Olga", language: str = "ru"
    ) -> ChatDoor:
        """A customer's chat after /start and its greeting."""
        chat = self.telegram.person(person_id, name, language=language).chat("help_bot")
        await chat.start()
        await chat.next()
        return chat

    async def staff(self, person_id: int = ANNA, name: str = "Anna", language: str = "ru") -> ChatDoor:
        """A member of staff's chat with the desk bot after /start and its greeting."""
        chat = self.telegram.person(person_id, name, language=language).chat("desk_bot")
        await chat.start()
        await chat.next()
        return chat

    async def _under_way(self) -> bool:
        """Whether an update, a turn or a timer is to be worked off, or a letter to be sent, now."""
        bots = [self.telegram.world.bot(name) for name in ("help_bot", "desk_bot")]
        if any(bot.updates.count for bot in bots):
            return True
        async with self.database.look() as work:
            if await work.inbox.waiting_chats() or await work.timers.due(self.now(), limit=1):
                return True
            due = [await work.outbox.due(bot, self.now(), busy=(), limit=1) for bot in ("customer", "desk")]
            return any(due)

    async def still(self) -> None:
        """Until nothing is under way here, so that what comes next answers what is done next."""
        while await self._under_way():  # noqa: ASYNC110 the database rings no bell
            await asyncio.sleep(GLANCE)


_AT_WORK: list[House] = []


async def stillness() -> None:
    """Until nothing is under way at any desk; a fault that holds something for longer is not waited out."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_STILL):
            for desk in _AT_WORK:
                await desk.still()


@asynccontextmanager
async def house(
    database_url: str,
    *,
    rules: Rules | None = None,
    now: Callable[[], datetime] = utc_now,
    thinks: Thinker | None = None,
    patience: float = PATIENCE,
    forward: Send | None = None,
) -> AsyncIterator[House]:
    """The sample desk at work on the database, as long as the block runs."""
    async with (
        start({CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}, now=now) as telegram,
        at_work(
            telegram, database_url, rules=rules, now=now, thinks=thinks, patience=patience, forward=forward
        ) as desk,
    ):
        yield desk


@asynccontextmanager
async def at_work(
    telegram: Playground,
    database_url: str,
    *,
    rules: Rules | None = None,
    now: Callable[[], datetime] = utc_now,
    thinks: Thinker | None = None,
    patience: float = PATIENCE,
    forward: Send | None = None,
) -> AsyncIterator[House]:
    """The desk on a Telegram that is there already; leaving the block stops the desk alone."""
    environment = local_environment(telegram, database_url)
    database = Database(database_url, patience)
    ready = asyncio.Event()

    async def say_ready() -> None:
        ready.set()

    async with connected(environment) as bots:
        app = App(rules or sample_rules(), thinks or thinker(), database, bots, now, Outside(forward=forward))
        working = asyncio.create_task(app.run(say_ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        try:
            desk = House(telegram, database, now)
            _AT_WORK.append(desk)
            yield desk
            await histories_hold(database)
        finally:
            _AT_WORK.remove(desk)
            working.cancel()
            await asyncio.gather(working, waiting, return_exceptions=True)
            await database.close()


async def histories_hold(database: Database) -> None:
    """Whatever was done at the desk: each ticket's history alone tells how the ticket stands."""
    async with database.look() as work:
        for number in count(1):
            try:
                ticket = await work.tickets.get(number)
            except TicketUnknown:
                return
            changes = [event.changes for event in await work.history.of(number)]
            assert rebuilt(number, changes) == replace(ticket, version=0)


def local_environment(telegram: Playground, database_url: str) -> Environment:
    """The environment of a desk on that Telegram and that database."""
    return Environment(SecretStr(CUSTOMER_TOKEN), SecretStr(DESK_TOKEN), telegram.url, database_url)
