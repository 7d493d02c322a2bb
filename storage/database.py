"""The database: one door to write through, one to look through."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosqlite
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import sqlite
from storage.address import file_of, on_sqlite, parse
from storage.errors import Unwritable, out_of_reach
from storage.work import Work
from storage.writer import Writer


class Database:
    """Opens units of work on SQLite or PostgreSQL; DatabaseUnusable for an address of neither.

    SQLite has one writer at a time, so writes of this process share one connection instead of meeting
    "database is locked"; looking goes through a second engine that cannot write at all.
    """

    def __init__(self, url: str) -> None:
        address = parse(url)
        self.on_sqlite = on_sqlite(address)
        if self.on_sqlite:
            self._writing, self._looking = _sqlite(address, read_only=False), _sqlite(address, read_only=True)
        else:
            self._writing = _postgresql(address)
            self._looking = _view_of(self._writing)
        #: The SQLite file; None on a server.
        self.file = file_of(address) if self.on_sqlite else None
        self._writer = Writer(self._writing) if self.on_sqlite else self._writing

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """One transaction: commit on a clean exit, roll back on any error.

        Unwritable when the database is locked, full or gone: nothing was kept, nobody asked for too much.
        """
        try:
            async with self._writer.begin() as connection:
                yield Work(connection)
        except DBAPIError as error:
            if out_of_reach(error):
                raise Unwritable(type(error).__name__) from error
            raise

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Work]:
        """One moment's view to read from; writing through it is an error."""
        async with self._looking.connect() as connection:
            yield Work(connection)

    async def close(self) -> None:
        """Let go of every connection."""
        if isinstance(self._writer, Writer):
            await self._writer.close()
        await self._writing.dispose()
        await self._looking.dispose()


def _postgresql(address: URL) -> AsyncEngine:
    return create_async_engine(address, pool_size=10, pool_pre_ping=True)


def _view_of(engine: AsyncEngine) -> AsyncEngine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


#: Readers of a SQLite file at once; each keeps its connection.
READERS = 4


def _sqlite(address: URL, *, read_only: bool) -> AsyncEngine:
    file = file_of(address)

    def connect() -> aiosqlite.Connection:
        return sqlite.connect(file)

    # Never more connections than stay open: each one that comes and goes costs a thread.
    size = READERS if read_only else 1
    engine = create_async_engine(
        address, async_creator=connect, pool_size=size, max_overflow=0, pool_timeout=sqlite.PATIENCE
    )
    sqlite.set_up(engine.sync_engine, read_only=read_only)
    return engine
