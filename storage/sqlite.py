"""How every SQLite connection of ours is set up."""

from typing import Any

from sqlalchemy import Connection, Engine, event

#: How long SQLite waits for another process's lock before it gives up, milliseconds.
BUSY_MILLISECONDS = 5_000


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
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
