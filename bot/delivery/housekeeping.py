"""What is old goes: updates done, letters sent, files' ids; never what still waits."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.logs import told
from storage.database import Database

#: How often, seconds.
EVERY = 3600.0
#: Rows deleted in one transaction: others write in between.
PORTION = 1000

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ages:
    """How long is kept: updates as they came, those set aside, letters and their ledger, files' ids, taps."""

    updates: timedelta = timedelta(days=14)
    set_aside: timedelta = timedelta(days=90)
    letters: timedelta = timedelta(days=90)
    files: timedelta = timedelta(days=90)
    clicks: timedelta = timedelta(days=365)


class Housekeeping:
    """Prunes the delivery tables once an hour."""

    def __init__(self, database: Database, ages: Ages, now: Callable[[], datetime]) -> None:
        self._database = database
        self._ages = ages
        self._now = now

    async def run(self) -> None:
        """Until cancelled; a database in trouble is tried again in an hour."""
        while True:
            try:
                await self.prune()
            except Exception as error:  # noqa: BLE001 the outermost loop: what is old can wait
                log.error("housekeeping stalled", **told(error))
            await asyncio.sleep(EVERY)

    async def prune(self) -> int:
        """Delete everything that is too old, portion by portion; how many rows went."""
        total = 0
        while gone := await self._portion():
            total += gone
        if total:
            log.info("pruned", rows=total)
        return total

    async def _portion(self) -> int:
        now, ages = self._now(), self._ages
        async with self._database.begin() as work:
            updates = await work.inbox.prune(now - ages.updates, now - ages.set_aside, PORTION)
            letters = await work.outbox.prune(now - ages.letters, PORTION)
            # By its own law: thirty days, whatever else is kept.
            await work.meanings.prune(now)
            calmed = await work.moods.prune(now, PORTION)
            clicks = await work.clicks.prune(now - ages.clicks, PORTION)
            return updates + letters + calmed + clicks + await work.files.prune(now - ages.files)
