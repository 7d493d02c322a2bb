"""The whole desk, wired: everything is built here and nowhere else, and it stops cleanly."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_urlsafe
from time import perf_counter

import aiohttp
from aiogram import Bot
from telegram.ext import ExtBot

from bot import connections
from bot.actions import faults, feeling, floods, heeding, redirecting, seconds, stranded, turns, winding
from bot.actions.ringing import RINGS
from bot.actions.scene import Scene
from bot.customer import edge as customer_edge
from bot.customer.courier import CustomerCourier
from bot.customer.edge import CustomerEdge
from bot.delivery.bot_api import BotApi
from bot.delivery.clock import Clock
from bot.delivery.courier import Courier
from bot.delivery.forwarding import Send
from bot.delivery.housekeeping import Ages, Housekeeping
from bot.delivery.lanes import Edge, Lanes
from bot.delivery.limits import Limits
from bot.delivery.nurse import Nurse
from bot.delivery.receive import Intake, Poller
from bot.delivery.registrar import Registrar
from bot.delivery.send import Sender
from bot.delivery.watch import Channel, Watch
from bot.delivery.winder import Winder
from bot.desk import edge as desk_edge
from bot.desk.courier import DeskCourier
from bot.desk.edge import DeskEdge
from bot.environment import Environment
from bot.figures import Figures
from bot.menus import publish
from bot.recollection import Recollection
from bot.rules import Rules
from bot.thinking import Thinker
from bot.vitals import Trouble
from bot.web.server import Health, Hook, Webhooks, listening
from storage.database import Database
from storage.outbox import CUSTOMER_BOT, DESK_BOT
from storage.timers import Timer
from storage.work import Work


def utc_now() -> datetime:
    """The moment, aware, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Bots:
    """Both bots as their frameworks hold them, and the hand-made door to their updates."""

    customer: Bot
    desk: ExtBot[None]
    customer_api: BotApi
    desk_api: BotApi


@dataclass(frozen=True, slots=True)
class Outside:
    """How the desk is reached and watched: by default it polls, nobody listens in, nothing is limited.

    `webhook` is the public address that leads to `http`; `disk_budget` is in bytes.
    """

    http: tuple[str, int] | None = None
    webhook: str | None = None
    limits: Limits | None = None
    ages: Ages = field(default_factory=Ages)
    disk_budget: int = 500_000_000
    channels: tuple[Channel, ...] = ()
    forward: Send | None = None


class App:
    """A running desk on one machine; `port` is where it is listened for once it runs."""

    def __init__(
        self,
        rules: Rules,
        thinker: Thinker,
        database: Database,
        bots: Bots,
        now: Callable[[], datetime] = utc_now,
        outside: Outside | None = None,
    ) -> None:
        self._rules = rules
        self._thinker = thinker
        self._database = database
        self._bots = bots
        self._now = now
        self._application = desk_edge.build(bots.desk)
        edges: dict[str, Edge] = {
            CUSTOMER_BOT: CustomerEdge(bots.customer),
            DESK_BOT: DeskEdge(self._application),
        }
        couriers: dict[str, Courier] = {
            CUSTOMER_BOT: CustomerCourier(bots.customer),
            DESK_BOT: DeskCourier(bots.desk),
        }
        self.figures = figures = Figures()
        self._lanes = Lanes(database, edges, self._ring, self._current, now, figures)
        self._clock = Clock(database, self._lanes, now)
        self._outside = outside = outside or Outside()
        self._senders = {
            bot: Sender(bot, couriers, database, self._current, now, outside.limits, figures)
            for bot in couriers
        }
        apis = {CUSTOMER_BOT: bots.customer_api, DESK_BOT: bots.desk_api}
        intakes = {bot: Intake(bot, api.account, database, now, figures) for bot, api in apis.items()}
        self._webhooks, self._receivers = _receiving(apis, intakes, outside.webhook)
        self._nurse = Nurse(database, tuple(intakes.values()), now)
        self._watch = Watch(self._nurse, outside.disk_budget, self._tell, outside.channels)
        self._housekeeping = Housekeeping(database, outside.ages, now)
        self._recollection = Recollection(database, thinker)
        self._winder = Winder(self._wind)
        figures.lanes.set_function(lambda: self._lanes.depth)
        self.port: int | None = None
        database.tell(self._written)

    async def run(self, ready: Callable[[], Awaitable[None]] | None = None) -> None:
        """Work until cancelled; then receiving ends first, and what is under way is finished."""
        async with self._application, self._listening():
            await publish(self._bots.customer, self._bots.desk, self._rules)
            await self._settle()
            await self._lanes.nudge_all()
            if ready:
                await ready()
            try:
                await self._work()
            finally:
                await self._lanes.finish()

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            beside = (self._watch, self._housekeeping, self._recollection, self._winder)
            for one in (*self._receivers, self._lanes, self._clock, *beside):
                tasks.create_task(one.run())
            for sender in self._senders.values():
                tasks.create_task(sender.run())

    @asynccontextmanager
    async def _listening(self) -> AsyncIterator[None]:
        if self._outside.http is None:
            yield
            return
        health = Health(self._nurse, self.figures, self._outside.disk_budget)
        async with listening(self._outside.http, health, self._webhooks) as self.port:
            yield

    async def _tell(self, trouble: Trouble, over: bool) -> None:
        """Leads and admins hear of a trouble in the desk bot."""
        async with self._database.begin() as work:
            await faults.alarm(Scene(work, self._rules, self._now()), trouble, over=over)

    async def _wind(self) -> None:
        """The config may promise otherwise than when the desk last ran."""
        await winding.wind_anew(self._database, self._rules, self._now)

    async def _settle(self) -> None:
        """Nothing is left with people or queues that the config names no more; then from time to time."""
        async with self._database.begin() as work:
            await stranded.sweep(Scene(work, self._rules, self._now()))

    def _current(self) -> Rules:
        return self._rules

    def _written(self, work: Work) -> None:
        """Whoever has something to do about it begins at once."""
        for bot, chat_id in work.inbox.touched:
            self._lanes.nudge(bot, chat_id)
        for bot, chat_id in work.outbox.touched:
            self._senders[bot].poke(chat_id)
        now = self._now()
        for timer in work.timers.armed:
            if timer.due_at <= now:
                self._lanes.nudge(timer.bot, timer.chat_id)
            else:
                self._clock.poke(timer.due_at)

    async def _ring(self, timer: Timer) -> None:
        """Do what has come due."""
        if timer.kind == turns.TIMER:
            await self._take_turn(timer)
            return
        if timer.kind == feeling.TIMER:
            await self._read_mood(timer)
            return
        if timer.kind == floods.TIMER:
            await self._read_meaning(timer)
            return
        if timer.kind == redirecting.TIMER:
            await self._forward(timer)
            return
        async with self._database.begin() as work:
            if not await work.timers.strike(timer):
                return
            if ring := RINGS.get(timer.kind):  # a kind that nobody knows any more asks for nothing
                await ring(Scene(work, self._rules, self._now()), timer.key)

    async def _forward(self, timer: Timer) -> None:
        """Send outside any transaction, then write down what came of it; a crash between sends it again."""
        number, desk = int(timer.key), self._rules.desk
        async with self._database.look() as work:
            queue = (await work.tickets.get(number)).queue
            outside = desk.queue(queue).outside if desk.has(queue) else None
            forward = await redirecting.read(work, outside, number)
        send = self._outside.forward
        trouble = "no way out" if send is None else None
        if forward and send:
            trouble = await send(forward)
        async with self._database.begin() as work:
            if not await work.timers.strike(timer) or forward is None:
                return
            scene = Scene(work, self._rules, self._now())
            if trouble:
                await redirecting.failed(scene, number, trouble)
            else:
                await redirecting.forwarded(scene, number)

    async def _take_turn(self, timer: Timer) -> None:
        """Read, think outside any transaction, then begin, check that nothing changed, and write."""
        async with self._database.look() as work:
            turn = await turns.read(work, int(timer.key))
        if turn is None:
            async with self._database.begin() as work:
                await work.timers.strike(timer)
            return
        today = self._now().astimezone(self._rules.hours.zone).date()
        began = perf_counter()
        heard = await self._thinker.understand(turn.text, turn.files, turn.customer.language, today)
        self.figures.thought(perf_counter() - began)
        async with self._database.begin() as work:
            await turns.take(Scene(work, self._rules, self._now()), timer, turn, heard)

    async def _read_meaning(self, timer: Timer) -> None:
        """What a new ticket, or a problem by its name, means: read outside, then kept and compared."""
        async with self._database.look() as work:
            text = await floods.unread(work, timer.key)
        meaning = await self._thinker.meaning(text)
        async with self._database.begin() as work:
            if await work.timers.strike(timer):
                await floods.understood(Scene(work, self._rules, self._now()), timer.key, meaning)

    async def _read_mood(self, timer: Timer) -> None:
        """The same for words that people have: only how they sound is read."""
        customer_id = int(timer.key)
        async with self._database.look() as work:
            text, language = await heeding.unread(work, customer_id)
        heard = None
        if text:
            today = self._now().astimezone(self._rules.hours.zone).date()
            heard = await self._thinker.understand(text, (), language, today)
        async with self._database.begin() as work:
            if await work.timers.strike(timer) and heard:
                scene = Scene(work, self._rules, self._now())
                await heeding.heard_by_people(scene, customer_id, heard)
                await seconds.noticed(scene, customer_id, heard)


def _receiving(
    apis: Mapping[str, BotApi], intakes: Mapping[str, Intake], webhook: str | None
) -> tuple[Webhooks | None, list[Poller | Registrar]]:
    """How updates come in: fetched, or carried to our door under a fresh secret for each bot."""
    updates = {CUSTOMER_BOT: customer_edge.UPDATES, DESK_BOT: desk_edge.UPDATES}
    if webhook is None:
        return None, [Poller(intakes[bot], api, updates[bot]) for bot, api in apis.items()]
    hooks = {bot: Hook(intake, token_urlsafe(32)) for bot, intake in intakes.items()}
    registrars = [
        Registrar(bot, api, f"{webhook}/telegram/{bot}", hooks[bot].secret, updates[bot])
        for bot, api in apis.items()
    ]
    return Webhooks(hooks), [*registrars]


@asynccontextmanager
async def connected(environment: Environment) -> AsyncIterator[Bots]:
    """Both bots with their connections open; closed on the way out."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=connections.connector(environment.proxy))
        )
        customer = connections.customer_bot(environment)
        stack.push_async_callback(customer.session.close)
        yield Bots(
            customer=customer,
            desk=connections.desk_bot(environment),
            customer_api=BotApi(
                session, environment.telegram_api, environment.customer_token.get_secret_value()
            ),
            desk_api=BotApi(session, environment.telegram_api, environment.desk_token.get_secret_value()),
        )
