"""Lanes: each chat's updates and timers, one after another; chats do not wait for each other."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from bot.actions import faults
from bot.actions.scene import Scene
from bot.errors import REFUSALS
from bot.figures import Figures
from bot.logs import told
from bot.rules import Rules
from storage.database import Database
from storage.errors import TicketChanged, Unwritable
from storage.inbox import Received
from storage.timers import Timer
from storage.work import Work

#: Tries of an update before it is set aside.
TRIES = 5
#: Seconds before the second try; each further pause is twice as long.
PAUSE = 0.2
#: How long a timer that failed rests.
REST = timedelta(minutes=1)
#: How often every lane with something to do is looked at, nudged or not, seconds.
SWEEP = 10.0
#: How long a stop waits for updates under way, seconds.
LAST_WORDS = 10.0

log = structlog.get_logger()


class Edge(Protocol):
    """One bot's side of a lane: translates updates into acts and refusals into words."""

    async def handle(self, payload: dict[str, Any], scene: Scene) -> None:
        """Work the update through; errors pass through."""
        ...

    async def refuse(self, payload: dict[str, Any], error: Exception, scene: Scene) -> None:
        """Say why nothing came of it."""
        ...

    async def apologise(self, payload: dict[str, Any], scene: Scene) -> None:
        """Say that something broke on our side."""
        ...

    async def acknowledge(self, payload: dict[str, Any]) -> None:
        """What goes straight out after the commit; losing it does no harm."""
        ...


@dataclass(frozen=True, slots=True)
class Lane:
    """One chat with one bot."""

    bot: str
    chat_id: int


@dataclass(slots=True)
class _Step:
    """What a step found: an update, and the timers due after it (None: further updates come first)."""

    received: Received | None = None
    timers: list[Timer] | None = None


Ring = Callable[[Timer], Awaitable[None]]


class Lanes:
    """Starts a task per lane that has something to do and lets it end when there is nothing left."""

    def __init__(
        self,
        database: Database,
        edges: Mapping[str, Edge],
        ring: Ring,
        rules: Callable[[], Rules],
        now: Callable[[], datetime],
        figures: Figures | None = None,
    ) -> None:
        self._database = database
        self._edges = edges
        self._ring = ring
        self._rules = rules
        self._now = now
        self._figures = figures or Figures()
        self._stopping = False
        self._running: dict[Lane, asyncio.Task[None]] = {}
        self._again: set[Lane] = set()
        self._acks: set[asyncio.Task[None]] = set()

    def nudge(self, bot: str, chat_id: int) -> None:
        """Look at this lane; a lost or repeated nudge does no harm."""
        lane = Lane(bot, chat_id)
        if self._stopping:
            return  # what came is in the database; the next start looks at it
        if lane in self._running:
            self._again.add(lane)
        else:
            self._running[lane] = asyncio.create_task(self._drain(lane))

    async def nudge_all(self) -> None:
        """Look at every lane with updates that wait: left over from before a restart, or revived since."""
        async with self._database.look() as work:
            waiting = await work.inbox.waiting_chats()
        for bot, chat_id in waiting:
            self.nudge(bot, chat_id)

    async def run(self) -> None:
        """Look at every lane now and then, until cancelled: another process may put an update back."""
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await self.nudge_all()
            except Exception as error:  # noqa: BLE001 the outermost loop: the next look is soon
                log.error("sweep stalled", **told(error))

    @property
    def depth(self) -> int:
        """How many chats are being worked on now."""
        return len(self._running)

    async def finish(self) -> None:
        """Let every lane end the update it is at; the rest stays in the inbox."""
        self._stopping = True
        running = [*self._running.values(), *self._acks]
        if running:
            _, late = await asyncio.wait(running, timeout=LAST_WORDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _drain(self, lane: Lane) -> None:
        try:
            more = True
            while more and not self._stopping:
                self._again.discard(lane)
                more = await self._step(lane) or lane in self._again or await self._waits(lane)
                # What came while it was looked for is not in that view.
                more = more or lane in self._again
        finally:
            self._running.pop(lane, None)

    async def _waits(self, lane: Lane) -> bool:
        """Whether there is something to do; cheaper than a step, which is ready to write."""
        try:
            async with self._database.look() as work:
                return bool(await work.inbox.next(lane.bot, lane.chat_id) or await self._due(work, lane))
        except Exception:  # noqa: BLE001 the outermost loop: the step meets the same trouble, and waits
            return True

    async def _due(self, work: Work, lane: Lane) -> list[Timer]:
        return await work.timers.due_on(lane.bot, lane.chat_id, self._now())

    async def _step(self, lane: Lane) -> bool:
        """Do the next thing on the lane; whether it is known that more waits."""
        try:
            timers = await self._work_through(lane)
            for timer in timers or ():
                await self._ring_safely(timer)
        except Exception as error:  # noqa: BLE001 the outermost loop: the database itself is in trouble
            log.error("lane stalled", bot=lane.bot, **told(error))
            await asyncio.sleep(1)
            return True
        return timers is None

    async def _work_through(self, lane: Lane) -> list[Timer] | None:
        """Do what the lane's next update wants; the timers that are due then, None while updates wait."""
        step = _Step()
        try:
            await self._in_one_transaction(lane, step)
        except TicketChanged:
            return None  # somebody else was quicker: the same update is read and decided anew
        except Unwritable:
            raise  # the database is in trouble, the update is not to blame: it stays for later
        except Exception as error:
            if step.received is None:
                raise
            await self._went_wrong(step.received, error)
            return None
        if step.received:
            self._figures.handled(lane.bot, "done")
            self._acknowledge(step.received)
        return step.timers

    async def _in_one_transaction(self, lane: Lane, step: "_Step") -> None:
        """On SQLite an update that comes alone is worked through by the commit that takes it in."""
        async with self._database.begin() as work:
            step.received = await work.inbox.next(lane.bot, lane.chat_id)
            if step.received:
                await work.inbox.done(step.received.id, self._now())
                scene = Scene(work, self._rules(), self._now())
                await self._edges[lane.bot].handle(step.received.payload, scene)
                if await work.inbox.next(lane.bot, lane.chat_id):
                    step.timers = None
                    return
            step.timers = await self._due(work, lane)
            # These ring now: nobody needs to be told of them.
            work.timers.armed = [one for one in work.timers.armed if one not in step.timers]

    async def _went_wrong(self, received: Received, error: Exception) -> None:
        if not isinstance(error, REFUSALS):
            await self._failed(self._edges[received.bot], received, error)
            return
        await self._refuse(self._edges[received.bot], received, error)
        self._figures.handled(received.bot, "refused")
        self._acknowledge(received)

    async def _refuse(self, edge: Edge, received: Received, refusal: Exception) -> None:
        async with self._database.begin() as work:
            if await work.inbox.done(received.id, self._now()):
                await edge.refuse(received.payload, refusal, Scene(work, self._rules(), self._now()))

    async def _failed(self, edge: Edge, received: Received, error: Exception) -> None:
        log.error("update failed", bot=received.bot, inbox=received.id, **told(error))
        async with self._database.begin() as work:
            await work.inbox.failed(received.id, type(error).__name__)
            if received.tries + 1 >= TRIES:
                scene = Scene(work, self._rules(), self._now())
                await work.inbox.dead(received.id, scene.now)
                await edge.apologise(received.payload, scene)
                await faults.set_aside(scene, received.chat_id)
                self._figures.handled(received.bot, "dead")
                return
        self._figures.handled(received.bot, "failed")
        await asyncio.sleep(PAUSE * 2**received.tries)

    async def _ring_safely(self, timer: Timer) -> None:
        try:
            await self._ring(timer)
        except Unwritable:
            raise  # the timer is still set
        except TicketChanged:
            return  # so it is here: somebody else was quicker, and it rings anew
        except Exception as error:  # noqa: BLE001 the outermost loop: nothing of the timer was written
            log.error("timer failed", kind=timer.kind, **told(error))
            async with self._database.begin() as work:
                rested = Timer(timer.kind, timer.key, timer.bot, timer.chat_id, self._now() + REST)
                await work.timers.arm(rested)

    def _acknowledge(self, received: Received) -> None:
        task = asyncio.create_task(_quietly(self._edges[received.bot].acknowledge(received.payload)))
        self._acks.add(task)
        task.add_done_callback(self._acks.discard)


async def _quietly(acknowledging: Awaitable[None]) -> None:
    try:
        await acknowledging
    except Exception as error:  # noqa: BLE001 a spinner that turns a little longer
        log.debug("ack not sent", **told(error))
