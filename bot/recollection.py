"""What tickets of the past teach of queues: read at the start, and what has ended since now and then."""

import asyncio

import structlog

from bot.logs import told
from bot.thinking import Thinker
from kb.past import MOST
from storage.database import Database

#: How often what has ended since is read, seconds.
EVERY = 600.0
#: Read again each time; those known are left out.
NEWEST = 300

log = structlog.get_logger(__name__)


class Recollection:
    """Gives line 1 the tickets that have ended."""

    def __init__(self, database: Database, thinker: Thinker) -> None:
        self._database = database
        self._thinker = thinker
        self._known = set[int]()

    async def run(self) -> None:
        """Until cancelled; a database in trouble is tried again later."""
        limit = MOST
        while True:
            try:
                await self.recollect(limit)
                limit = NEWEST
            except Exception as error:  # noqa: BLE001 the outermost loop: queues are chosen without it
                log.error("recollection stalled", **told(error))
            await asyncio.sleep(EVERY)

    async def recollect(self, limit: int = NEWEST) -> None:
        """Read what has ended and is not known yet."""
        async with self._database.look() as work:
            ended = await work.tickets.ended(limit)
        new = [one for one in ended if one.id not in self._known]
        await self._thinker.remember([(one.text, one.queue) for one in new])
        self._known.update(one.id for one in new)
