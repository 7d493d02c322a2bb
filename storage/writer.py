"""SQLite's one writer: units of work one after another, several to a commit."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import sqlite
from storage.errors import Unwritable
from storage.flushing import Flushing

#: Units that share one commit at most: more would make the first ones wait.
MOST = 50


def _future() -> asyncio.Future[Any]:
    return asyncio.get_running_loop().create_future()


@dataclass(eq=False, slots=True)
class _Unit:
    """One caller's part: the connection is lent to it, then it says whether to keep what it wrote."""

    lent: asyncio.Future[AsyncConnection] = field(default_factory=_future)
    ended: asyncio.Future[None] = field(default_factory=_future)
    committed: asyncio.Future[None] = field(default_factory=_future)
    keep: bool = False


class Writer:
    """Lends one connection to one unit at a time, each in a savepoint of its own.

    Units that wait while another works share its commit: a commit is the dear part. If the commit
    fails, each of them hears Unwritable, and as many units after it are committed singly.
    """

    def __init__(self, engine: AsyncEngine, file: Path) -> None:
        self._engine = engine
        self.flushing = Flushing(file)
        self._waiting: deque[_Unit] = deque()
        self._working: asyncio.Task[None] | None = None
        self._singly = 0
        self._connection: AsyncConnection | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """The connection, alone; on a clean exit what was written is committed, else it is undone."""
        unit = self._join()
        try:
            yield await unit.lent
            unit.keep = True
        finally:
            if not unit.ended.done():
                unit.ended.set_result(None)
        await unit.committed

    async def close(self) -> None:
        """End after what is under way."""
        if self._working:
            await asyncio.gather(self._working, return_exceptions=True)
        await self._let_go()
        await self.flushing.close()

    def _join(self) -> _Unit:
        unit = _Unit()
        self._waiting.append(unit)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        return unit

    async def _work(self) -> None:
        while self._waiting:
            await self._batch()

    async def _batch(self) -> None:
        """One transaction of as many units as wait."""
        served: list[_Unit] = []
        try:
            connection = self._connection or await self._connected()
            async with sqlite.writing(connection):
                await self._serve(connection, served)
        except Exception as error:  # noqa: BLE001 whoever waits for it hears of it
            await self._let_go()
            self._failed(served, error)
        else:
            self._singly = max(0, self._singly - 1)
            self.flushing.soon(len(served))
            for unit in served:
                if not unit.committed.done():
                    unit.committed.set_result(None)

    async def _connected(self) -> AsyncConnection:
        """Kept for good: to check one out of the pool for each batch cost more than most batches."""
        self._connection = await self._engine.connect()
        return self._connection

    async def _let_go(self) -> None:
        """Whatever is wrong with the connection, the next batch has a fresh one."""
        connection, self._connection = self._connection, None
        if connection:
            with suppress(Exception):
                await connection.close()

    async def _serve(self, connection: AsyncConnection, served: list[_Unit]) -> None:
        most = 1 if self._singly else MOST
        while self._waiting and len(served) < most:
            unit = self._waiting.popleft()
            if not unit.lent.cancelled():
                served.append(unit)
                await _lend(connection, unit)

    def _failed(self, served: list[_Unit], error: Exception) -> None:
        """Nothing of the batch is in the database; without a transaction nobody else can begin either."""
        if not served:
            served, self._waiting = list(self._waiting), deque()
        elif len(served) > 1:
            self._singly = len(served)
        for unit in served:
            for awaited in (unit.lent, unit.committed if unit.keep else unit.lent):
                if not awaited.done():
                    awaited.set_exception(Unwritable(type(error).__name__))


async def _lend(connection: AsyncConnection, unit: _Unit) -> None:
    # SQLAlchemy's own savepoints do the same at ten times the cost.
    savepoints = sqlite.raw(connection)
    savepoints.execute("SAVEPOINT unit")
    if not unit.lent.done():
        unit.lent.set_result(connection)
        await unit.ended
    if not unit.keep:
        savepoints.execute("ROLLBACK TO unit")
    savepoints.execute("RELEASE unit")
