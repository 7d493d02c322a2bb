"""INSERT ... ON CONFLICT in the dialect of the connection's database."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase

Insert = sqlite.Insert | postgresql.Insert


def insert_into(connection: AsyncConnection, row: type[DeclarativeBase]) -> Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`; both speak alike."""
    on_sqlite = connection.dialect.name == "sqlite"
    return sqlite.insert(row) if on_sqlite else postgresql.insert(row)
