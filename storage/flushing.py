"""What a SQLite file has committed reaches the disk itself; the commits do not wait for it."""

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path

from storage import sqlite
from storage.errors import Unwritable

#: So many seconds after a commit it is flushed, with all that came meanwhile, if nobody wants it sooner.
AT_LATEST = 0.02
#: The log is carried over into the file after so many units of work.
TAKEN_OVER = 500


class Flushing:
    """One flush at a time; those who come while one runs share the next."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._one_at_a_time = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None
        self._later: asyncio.TimerHandle | None = None
        self._in_log = 0

    async def safe(self) -> None:
        """What was committed before is on the disk when this returns; Unwritable if it cannot be."""
        if self._next is None:
            self._next = asyncio.create_task(self._flush())
        try:
            await asyncio.shield(self._next)
        except OSError as error:
            raise Unwritable(type(error).__name__) from error

    def soon(self, units: int) -> None:
        """So many units of work were committed, and nobody waits for the disk."""
        self._in_log += units
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(AT_LATEST, self._start)

    async def close(self) -> None:
        """Flush once more, and no later; one that has begun is waited for."""
        if self._later:
            self._later.cancel()
        if self._later or self._next or self._one_at_a_time.locked():
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
            if self._in_log >= TAKEN_OVER:
                self._in_log = 0
                # A full disk or a lock: the log keeps it all, and the next time is soon.
                with suppress(sqlite3.Error):
                    await asyncio.to_thread(sqlite.take_over, self._file)
