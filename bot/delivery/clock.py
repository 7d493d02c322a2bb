"""The clock: nudges the lane of every timer that has come due."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.delivery.lanes import Lanes
from bot.logs import told
from storage.database import Database

#: The longest the clock sleeps, seconds: so that a moved system clock is noticed.
LONGEST_SLEEP = 1.0

log = structlog.get_logger()


class Clock:
    """Watches the timers table."""

    def __init__(self, database: Database, lanes: Lanes, now: Callable[[], datetime]) -> None:
        self._database = database
        self._lanes = lanes
        self._now = now
        self._poked = asyncio.Event()
        self._next_look: datetime | None = None

    def poke(self, moment: datetime) -> None:
        """A timer was set to this moment; it is of interest when it comes before the next look."""
        if self._next_look is None or moment < self._next_look:
            self._poked.set()

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            self._poked.clear()
            self._next_look = None
            wait = LONGEST_SLEEP
            try:
                wait = await self._look()
            except Exception as error:  # noqa: BLE001 the outermost loop: the next look is a second away
                log.error("clock stalled", **told(error))
            self._next_look = self._now() + timedelta(seconds=wait)
            try:
                async with asyncio.timeout(wait):
                    await self._poked.wait()
            except TimeoutError:
                pass

    async def _look(self) -> float:
        """Nudge what is due; the seconds until the next look come back."""
        now = self._now()
        async with self._database.look() as work:
            due = await work.timers.due(now)
            upcoming = await work.timers.next_moment()
        for timer in due:
            self._lanes.nudge(timer.bot, timer.chat_id)
        if due or upcoming is None:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, max(0.0, (upcoming - now) / timedelta(seconds=1)))
