"""SQLite's readers: a few connections that stay open, each lent for one moment's view."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import sqlite

#: Readers of a SQLite file at once.
READERS = 4


class Readers:
    """Lends connections; a view begins when one is lent and ends when it comes back.

    Checking a connection out of SQLAlchemy's pool and in again cost more than the reading.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._idle: list[AsyncConnection] = []
        self._room = asyncio.Semaphore(READERS)

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A connection, alone."""
        async with self._room:
            connection = self._idle.pop() if self._idle else await self._engine.connect()
            try:
                sqlite.raw(connection).execute("BEGIN")
                yield connection
            finally:
                await self._take_back(connection)

    async def _take_back(self, connection: AsyncConnection) -> None:
        try:
            sqlite.raw(connection).execute("ROLLBACK")
        except sqlite3.Error:
            await connection.close()  # whatever is wrong with it, the next one is new
        else:
            self._idle.append(connection)

    async def close(self) -> None:
        """Let go of them."""
        while self._idle:
            await self._idle.pop().close()
