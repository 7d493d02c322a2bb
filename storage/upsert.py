"""INSERT ... ON CONFLICT in the dialect of the session's database."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase

Insert = sqlite.Insert | postgresql.Insert


def insert_into(session: AsyncSession, row: type[DeclarativeBase]) -> Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`; both speak alike."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(row) if on_sqlite else postgresql.insert(row)
