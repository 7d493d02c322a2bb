"""How every SQLite connection of ours is set up."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import Connection, Engine, event

#: How long SQLite waits for another process's lock before it gives up, milliseconds.
BUSY_MILLISECONDS = 5_000
#: How long a reader waits for one of the connections, seconds.
PATIENCE = 60.0
_TAKES_THE_LOCK = "BEGIN IMMEDIATE"


class _Near(aiosqlite.Connection):
    """Statements run where they are asked for; only what may wait for a lock or a disk goes to the thread.

    The stock connection makes four trips to its thread for a statement. Without them, over Core connections
    and without readers that come and go, a line-1 turn took 11 CPU-ms on `make bench` instead of 35.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if fn.__name__ in {"commit", "close"} or (args and args[0] == _TAKES_THE_LOCK):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # it has no hints
        return fn(*args, **kwargs)


def connect(file: Path) -> aiosqlite.Connection:
    """A connection to be awaited; its thread ends with the program."""
    near = _Near(partial(sqlite3.connect, file, check_same_thread=False), iter_chunk_size=64)
    near._thread.daemon = True
    return near


def set_up(engine: Engine, *, read_only: bool = False, foreign_keys: bool = True) -> None:
    """Real transactions, a write-ahead log, foreign keys as asked; `read_only` cannot write at all."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver's own transactions let a savepoint outlive an outer rollback; ours do not.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a read that turns into a write would fail half-way.
        connection.exec_driver_sql("BEGIN" if read_only else _TAKES_THE_LOCK)
