"""The database: one door to write through, one to look through."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from storage import sqlite
from storage.address import on_sqlite, parse
from storage.work import Work


class Database:
    """Opens units of work on SQLite or PostgreSQL; DatabaseUnusable for an address of neither.

    SQLite has one writer at a time, so writes of this process queue up at a lock instead of meeting
    "database is locked"; looking goes through a second engine that cannot write at all.
    """

    def __init__(self, url: str) -> None:
        address = parse(url)
        self.on_sqlite = on_sqlite(address)
        self._writing = _sqlite(address, read_only=False) if self.on_sqlite else _postgresql(address)
        self._looking = _sqlite(address, read_only=True) if self.on_sqlite else _view_of(self._writing)
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
        """One moment's view to read from; writing through it is an error."""
        async with self._look_sessions() as session:
            yield Work(session)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._writing.dispose()
        await self._looking.dispose()


def _postgresql(address: URL) -> AsyncEngine:
    return create_async_engine(address, pool_size=10, pool_pre_ping=True)


def _view_of(engine: AsyncEngine) -> AsyncEngine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _sqlite(address: URL, *, read_only: bool) -> AsyncEngine:
    engine = create_async_engine(address)
    sqlite.set_up(engine.sync_engine, read_only=read_only)
    return engine
