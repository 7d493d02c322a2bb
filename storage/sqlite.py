"""How every SQLite connection of ours is set up, and how it is reached past SQLAlchemy."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import Connection, Engine, event
from sqlalchemy.ext.asyncio import AsyncConnection

#: How long SQLite waits for another process's lock before it gives up, seconds.
PATIENCE = 5.0
_TAKES_THE_LOCK = "BEGIN IMMEDIATE"


class _Near(aiosqlite.Connection):
    """Statements run where they are asked for; only what may wait for a lock or a disk goes to the thread.

    The stock connection makes four trips to its thread for a statement. Without them, over Core connections
    and without readers that come and go, a line-1 turn took 11 CPU-ms on `make bench` instead of 35.
    """

    def __init__(self, file: Path, patience: float) -> None:
        super().__init__(partial(sqlite3.connect, file, check_same_thread=False), iter_chunk_size=64)
        self._patience = patience

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if args and args[0] == _TAKES_THE_LOCK:
            with suppress(sqlite3.OperationalError):
                return fn(*args, **kwargs)  # the lock is free nearly always: nobody else writes to our file
            return await super()._execute(self._patiently, fn, *args)  # type: ignore[no-untyped-call]  # no hints
        if fn.__name__ in {"commit", "close"}:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)

    def _patiently(self, fn: Callable[..., Any], *args: Any) -> Any:
        """In the thread: with the lock held by another process, SQLite itself waits for it."""
        self._conn.execute(f"PRAGMA busy_timeout={self._patience * 1000:.0f}")
        try:
            return fn(*args)
        finally:
            self._conn.execute("PRAGMA busy_timeout=0")


def connect(file: Path, patience: float = PATIENCE) -> aiosqlite.Connection:
    """A connection to be awaited; its thread ends with the program."""
    near = _Near(file, patience)
    near._thread.daemon = True
    return near


def raw(connection: AsyncConnection) -> sqlite3.Connection:
    """The driver's own connection; to be used where the AsyncConnection would be, and no longer."""
    proxied = connection.sync_connection
    assert proxied is not None
    near: aiosqlite.Connection = proxied.connection.driver_connection  # type: ignore[assignment]  # it is ours
    return near._conn


def flush(file: Path) -> None:
    """Have everything committed so far on the disk itself, safe from a power cut; OSError if it cannot be."""
    try:
        log = os.open(f"{file}-wal", os.O_RDONLY)
    except FileNotFoundError:
        return  # the last checkpoint took it all over, and SQLite flushes that itself
    try:
        os.fsync(log)
    finally:
        os.close(log)


def set_up(
    engine: Engine, *, read_only: bool = False, foreign_keys: bool = True, patience: float = PATIENCE
) -> None:
    """Real transactions, a write-ahead log, foreign keys as asked; `patience` is for locks, in seconds.

    With `read_only` nothing can be written at all, and transactions are begun by whoever reads.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver's own transactions let a savepoint outlive an outer rollback; ours do not.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # A commit is safe from a killed process at once, and from a power cut once it is flushed.
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.execute(f"PRAGMA busy_timeout={patience * 1000:.0f}")
        cursor.close()

    if not read_only:

        @event.listens_for(engine, "begin")
        def open_transaction(connection: Connection) -> None:
            # IMMEDIATE takes the write lock at once: a read that turns into a write would fail half-way.
            connection.exec_driver_sql(_TAKES_THE_LOCK)
