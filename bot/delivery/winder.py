"""After a start the clocks of open tickets are read anew: the config may promise otherwise than before."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.logs import told

#: How long after a trouble it is tried again, seconds.
AGAIN = 60.0

log = structlog.get_logger()


class Winder:
    """Does it once, in the background."""

    def __init__(self, wind: Callable[[], Awaitable[None]]) -> None:
        self._wind = wind

    async def run(self) -> None:
        """Until it is done or cancelled; a database in trouble is tried again in a minute."""
        while True:
            try:
                await self._wind()
            except Exception as error:  # noqa: BLE001 the outermost loop: until then clocks stand as they were
                log.error("winding stalled", **told(error))
                await asyncio.sleep(AGAIN)
            else:
                return
