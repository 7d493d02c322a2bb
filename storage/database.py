"""The database: one door to write through, one to look through."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from storage.work import Work

#: How long SQLite waits for another process's lock before it gives up, milliseconds.
BUSY_MILLISECONDS = 5_000


class Database:
    """Opens units of work on SQLite or PostgreSQL.

    SQLite has one writer at a time, so writes of this process queue up at a lock instead of meeting
    "database is locked"; looking goes through a second engine that cannot write at all.
    """

    def __init__(self, url: str) -> None:
        address = make_url(url)
        self.on_sqlite = address.get_backend_name() == "sqlite"
        self._writing = _sqlite(address, read_only=False) if self.on_sqlite else _postgresql(address)
        self._looking = _sqlite(address, read_only=True) if self.on_sqlite else self._writing
        self._write_sessions = async_sessionmaker(self._writing, expire_on_commit=False)
        self._look_sessions = async_sessionmaker(self._looking, expire_on_commit=False)
        self._turn: AbstractAsyncContextManager[Any] = asyncio.Lock() if self.on_sqlite else nullcontext()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """One transaction: commit on a clean exit, roll back on any error."""
        async with self._turn, self._write_sessions.begin() as session:
            yield Work(session)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Work]:
        """A consistent view to read from; on SQLite writing through it is an error."""
        async with self._look_sessions() as session:
            yield Work(session)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._writing.dispose()
        await self._looking.dispose()


def _postgresql(address: URL) -> AsyncEngine:
    return create_async_engine(address, pool_size=10, pool_pre_ping=True)


def _sqlite(address: URL, *, read_only: bool) -> AsyncEngine:
    engine = create_async_engine(address, connect_args={"timeout": BUSY_MILLISECONDS / 1000})

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        # The driver's own transactions let a savepoint outlive an outer rollback; ours do not.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def open_transaction(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a read that turns into a write would fail half-way.
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
