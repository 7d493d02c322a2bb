"""The watch: looks every half minute whether something is wrong; has it told, and again when it is over."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import structlog

from bot.delivery.nurse import Nurse
from bot.logs import told
from bot.vitals import Trouble, troubles

#: Seconds between looks.
EVERY = 30.0

log = structlog.get_logger()


class Channel(Protocol):
    """A way to reach people besides the bots: they may be what is broken."""

    async def ring(self, trouble: Trouble, *, over: bool) -> None:
        """Tell of it; an error means that nobody was told."""
        ...


class Watch:
    """Compares what is wrong now with what was wrong before; `tell` reaches the desk's own chats."""

    def __init__(
        self,
        nurse: Nurse,
        disk_budget: int,
        tell: Callable[[Trouble, bool], Awaitable[None]],
        channels: Sequence[Channel] = (),
    ) -> None:
        self._nurse = nurse
        self._disk_budget = disk_budget
        self._tell = tell
        self._channels = channels
        self._known: dict[tuple[str, str], Trouble] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 the outermost loop: the next look is near
                log.error("watch stalled", **told(error))
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Tell of what is new and of what is over."""
        vitals = await self._nurse.vitals()
        found = {(one.name, one.about): one for one in troubles(vitals, self._disk_budget)}
        before, self._known = self._known, found
        for key, trouble in found.items():
            if key not in before or (trouble.amount > before[key].amount and trouble.name == "set_aside"):
                await self._ring(trouble, over=False)
        for key, trouble in before.items():
            if key not in found:
                await self._ring(trouble, over=True)

    async def _ring(self, trouble: Trouble, *, over: bool) -> None:
        log.warning("trouble", name=trouble.name, about=trouble.about, over=over)
        ways = [channel.ring(trouble, over=over) for channel in self._channels]
        for error in await asyncio.gather(self._tell(trouble, over), *ways, return_exceptions=True):
            if isinstance(error, Exception):
                log.error("alarm not told", **told(error))
