"""Reasons why storage refuses."""

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError

#: SQLite's result codes for a file that is locked, full, broken or out of reach (sqlite.org/rescode.html).
_OUT_OF_REACH = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


class StorageError(Exception):
    """Root of everything storage refuses."""


class TicketUnknown(StorageError):
    """No ticket has this number."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"no ticket {ticket_id}")
        self.ticket_id = ticket_id


class TicketChanged(StorageError):
    """Somebody wrote the ticket since it was read; read it again and decide anew."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"ticket {ticket_id} was changed meanwhile")
        self.ticket_id = ticket_id


class DatabaseUnusable(StorageError):
    """The database cannot be opened or is of another revision; the text says what to do."""


class Unwritable(StorageError):
    """The database cannot be written to now (locked, full, gone): nothing was kept, and the same may be
    tried again; whoever asked is not to blame."""


def out_of_reach(error: DBAPIError) -> bool:
    """Whether the database itself is in trouble, and not what was asked of it."""
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return code & 0xFF in _OUT_OF_REACH  # the low byte is the kind, the rest its detail
    return isinstance(error.orig, psycopg.OperationalError) or error.connection_invalidated
