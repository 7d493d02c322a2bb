"""How every SQLite connection of ours is set up, and how it is reached past SQLAlchemy."""

import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
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
    """Statements run where they are asked for; only what may wait for a lock goes to the thread.

    The stock connection makes four trips to its thread for a statement. Without them, over Core connections
    and without readers that come and go, a line-1 turn took 11 CPU-ms on `make bench` instead of 35.
    """

    def __init__(self, file: Path, patience: float) -> None:
        super().__init__(partial(sqlite3.connect, file, check_same_thread=False), iter_chunk_size=64)
        self._patience = patience

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if fn.__name__ == "close":
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # no hints
        return fn(*args, **kwargs)

    async def take_lock(self) -> None:
        """Begin to write; with the lock held by another process, SQLite waits for it in the thread."""
        try:
            self._conn.execute(_TAKES_THE_LOCK)  # free nearly always: nobody else writes to our file
        except sqlite3.OperationalError:
            await super()._execute(self._patiently)  # type: ignore[no-untyped-call]

    def _patiently(self) -> None:
        self._conn.execute(f"PRAGMA busy_timeout={self._patience * 1000:.0f}")
        try:
            self._conn.execute(_TAKES_THE_LOCK)
        finally:
            self._conn.execute("PRAGMA busy_timeout=0")


def connect(file: Path, patience: float = PATIENCE) -> aiosqlite.Connection:
    """A connection to be awaited; its thread ends with the program."""
    near = _Near(file, patience)
    near._thread.daemon = True
    return near


def raw(connection: AsyncConnection) -> sqlite3.Connection:
    """The driver's own connection; to be used where the AsyncConnection would be, and no longer."""
    return _near(connection)._conn


@asynccontextmanager
async def writing(connection: AsyncConnection) -> AsyncIterator[None]:
    """One transaction that may write from its first statement on; sqlite3.Error if there is none to be had.

    The commit writes to the system's memory alone, see flush, and so needs no thread.
    """
    await _near(connection).take_lock()
    near = raw(connection)
    try:
        yield
        near.execute("COMMIT")
    except BaseException:
        if near.in_transaction:
            near.execute("ROLLBACK")
        raise


def _near(connection: AsyncConnection) -> _Near:
    proxied = connection.sync_connection
    assert proxied is not None
    near = proxied.connection.driver_connection
    assert isinstance(near, _Near)
    return near


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


def take_over(file: Path) -> None:
    """Carry what the log has over into the file, as far as readers let; sqlite3.Error if it cannot."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def set_up(engine: Engine, *, read_only: bool = False, patience: float = PATIENCE) -> None:
    """A write-ahead log and foreign keys; `patience` is for locks, in seconds.

    Whoever uses a connection begins and ends its transactions, and has the log taken over now and then.
    With `read_only` nothing can be written at all.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        _prepare(connection, patience)
        connection.execute("PRAGMA foreign_keys=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        else:
            connection.execute("PRAGMA wal_autocheckpoint=0")  # it would wait for the disk in a commit


def set_up_alone(engine: Engine) -> None:
    """The same for whoever has the file alone and rebuilds tables: no foreign keys, SQLAlchemy begins."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        _patient_with_others(partial(_prepare, connection, PATIENCE))
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a read that turns into a write would fail half-way.
        connection.exec_driver_sql(_TAKES_THE_LOCK)


def _patient_with_others(prepare: Callable[[], None]) -> None:
    """SQLite waits for no lock while it makes a new file's log: two that start at once take turns here."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return prepare()
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # whatever kind of it
            if not busy or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _prepare(connection: Any, patience: float) -> None:
    # The driver's own transactions let a savepoint outlive an outer rollback; ours do not.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    # A commit is safe from a killed process at once, and from a power cut once it is flushed.
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA busy_timeout={patience * 1000:.0f}")
