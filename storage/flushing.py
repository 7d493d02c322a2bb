"""What a SQLite file has committed reaches the disk itself; the commits do not wait for it."""

import asyncio
from pathlib import Path

from storage import sqlite
from storage.errors import Unwritable

#: So many seconds after a commit it is flushed, with all that came meanwhile, if nobody wants it sooner.
AT_LATEST = 0.02


class Flushing:
    """One flush at a time; those who come while one runs share the next."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._one_at_a_time = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None
        self._later: asyncio.TimerHandle | None = None

    async def safe(self) -> None:
        """What was committed before is on the disk when this returns; Unwritable if it cannot be."""
        if self._next is None:
            self._next = asyncio.create_task(self._flush())
        try:
            await asyncio.shield(self._next)
        except OSError as error:
            raise Unwritable(type(error).__name__) from error

    def soon(self) -> None:
        """Something was committed, and nobody waits for the disk."""
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(AT_LATEST, self._start)

    async def close(self) -> None:
        """Flush once more, and no later."""
        if self._later:
            self._later.cancel()
            await self.safe()

    def _start(self) -> None:
        self._later = None
        if self._next is None:
            self._next = asyncio.create_task(self._flush())
            self._next.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _flush(self) -> None:
        async with self._one_at_a_time:
            self._next = None  # whoever comes from now on may have committed too late for this one
            await asyncio.to_thread(sqlite.flush, self._file)
