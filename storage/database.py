"""The database: one door to write through, one to look through."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

import aiosqlite
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import sqlite
from storage.address import file_of, on_sqlite, parse
from storage.errors import Unwritable, out_of_reach
from storage.readers import READERS, Readers
from storage.work import Work
from storage.writer import Writer


class _Writer(Protocol):
    """Where transactions come from: our own writer, or an engine."""

    def begin(self) -> AbstractAsyncContextManager[AsyncConnection]: ...


class _Looker(Protocol):
    """Where views come from."""

    def connect(self) -> AbstractAsyncContextManager[AsyncConnection]: ...


class Database:
    """Opens units of work on SQLite or PostgreSQL; DatabaseUnusable for an address of neither.

    SQLite has one writer at a time, so writes of this process share one connection instead of meeting
    "database is locked"; looking goes through a second engine that cannot write at all. `patience` is how
    many seconds another process's lock is waited for.
    """

    def __init__(self, url: str, patience: float = sqlite.PATIENCE) -> None:
        address = parse(url)
        self.on_sqlite = on_sqlite(address)
        #: The SQLite file; None on a server.
        self.file = file_of(address) if self.on_sqlite else None
        self._heard: Callable[[Work], None] = lambda _: None
        self._writer: _Writer
        self._looker: _Looker
        if self.on_sqlite:
            self._writing = _sqlite(address, patience, read_only=False)
            self._looking = _sqlite(address, patience, read_only=True)
            self._writer, self._looker = Writer(self._writing, file_of(address)), Readers(self._looking)
        else:
            self._writing = _postgresql(address)
            self._looking = _view_of(self._writing)
            self._writer, self._looker = self._writing, self._looking

    def tell(self, heard: Callable[[Work], None]) -> None:
        """Have it told of each transaction, as soon as the next one sees what was written.

        On PostgreSQL that is after the commit. On SQLite it is before: who begins at once shares the commit,
        and does what must not be done before it once that transaction of theirs has ended well.
        """
        self._heard = heard

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """One transaction: commit on a clean exit, roll back on any error.

        Unwritable when the database is locked, full or gone: nothing was kept, nobody asked for too much.
        """
        try:
            async with self._writer.begin() as connection:
                work = Work(connection)
                yield work
                if self.on_sqlite:
                    self._heard(work)
        except DBAPIError as error:
            if out_of_reach(error):
                raise Unwritable(type(error).__name__) from error
            raise
        if not self.on_sqlite:
            self._heard(work)

    async def safe(self) -> None:
        """What was committed so far has outlived a power cut when this returns; Unwritable if it cannot.

        A PostgreSQL server has seen to it with the commit.
        """
        if isinstance(self._writer, Writer):
            await self._writer.flushing.safe()

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Work]:
        """One moment's view to read from; writing through it is an error. Unwritable when out of reach."""
        try:
            async with self._looker.connect() as connection:
                yield Work(connection)
        except DBAPIError as error:
            if out_of_reach(error):
                raise Unwritable(type(error).__name__) from error
            raise

    async def close(self) -> None:
        """Let go of every connection."""
        for door in (self._writer, self._looker):
            if isinstance(door, Writer | Readers):
                await door.close()
        await self._writing.dispose()
        await self._looking.dispose()


def _postgresql(address: URL) -> AsyncEngine:
    return create_async_engine(address, pool_size=10, pool_pre_ping=True)


def _view_of(engine: AsyncEngine) -> AsyncEngine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _sqlite(address: URL, patience: float, *, read_only: bool) -> AsyncEngine:
    file = file_of(address)

    def connect() -> aiosqlite.Connection:
        return sqlite.connect(file, patience)

    # Never more connections than stay open: each one that comes and goes costs a thread.
    size = READERS if read_only else 1
    engine = create_async_engine(address, async_creator=connect, pool_size=size, max_overflow=0)
    # The writer asks for the lock in passing first, see sqlite.connect; readers wait for no lock in WAL.
    sqlite.set_up(engine.sync_engine, read_only=read_only, patience=patience if read_only else 0)
    return engine
