"""The database's revision: made, checked, brought to head."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from storage import sqlite
from storage.address import file_of, on_sqlite, parse, spoken
from storage.errors import DatabaseUnusable

#: Two processes that start at once must not both migrate: on PostgreSQL the second waits at this number.
MIGRATION_LOCK = 4_617_001
#: How long a PostgreSQL server may take to answer at all, seconds.
CONNECT_SECONDS = 10


async def upgrade(url: str) -> None:
    """Bring the database to the newest revision, all or nothing; DatabaseUnusable when it cannot be."""
    await asyncio.to_thread(_upgrade, parse(url))


async def prepare(url: str) -> None:
    """Make an empty database ours and accept one at the newest revision; else DatabaseUnusable, saying
    which revision was found, which is wanted and what to do."""
    await asyncio.to_thread(_prepare, parse(url))


async def known(url: str) -> None:
    """Accept a database at the newest revision and make none; else DatabaseUnusable, saying what to do."""
    await asyncio.to_thread(_accept, parse(url))


def _accept(address: URL) -> None:
    if on_sqlite(address) and not file_of(address).exists():
        raise DatabaseUnusable(
            f"There is no database {file_of(address)} yet: `firstline run` makes it. Is it the right config?"
        )
    with _connected(address) as connection:
        found, wanted = _revision(connection), str(_script().get_current_head())
        if found != wanted:
            raise DatabaseUnusable(_refusal(spoken(address), found, wanted))


def _prepare(address: URL) -> None:
    with _connected(address) as connection:
        found, wanted = _revision(connection), _script().get_current_head()
        if found == wanted:
            return
        if found or inspect(connection).get_table_names():
            raise DatabaseUnusable(_refusal(spoken(address), found, str(wanted)))
        _migrate(connection)


def _upgrade(address: URL) -> None:
    with _connected(address) as connection:
        found = _revision(connection)
        if not _known(found) or (found is None and inspect(connection).get_table_names()):
            raise DatabaseUnusable(_refusal(spoken(address), found, str(_script().get_current_head())))
        _migrate(connection)


def _refusal(database: str, found: str | None, wanted: str) -> str:
    if found is None:
        return (
            f"The database {database} holds tables but no revision of Firstline (wanted: {wanted}), so it "
            "belongs to something else; name another one. `firstline db upgrade` makes tables only in an "
            "empty database."
        )
    if not _known(found):
        return (
            f"The database {database} is at revision {found}, which this Firstline does not know (wanted: "
            f"{wanted}); start the newer Firstline that wrote it. `firstline db upgrade` cannot go back."
        )
    return (
        f"The database {database} is at revision {found}, this Firstline needs {wanted}; back it up and run "
        "`firstline db upgrade`."
    )


def _migrate(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        # Tables are rebuilt with foreign keys off; whatever lost its parent meanwhile shows here.
        orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        assert not orphans, f"the migration left rows without a parent: {orphans[:3]}"


@contextmanager
def _connected(address: URL) -> Iterator[Connection]:
    """One transaction alone on the database; what the driver cannot do becomes DatabaseUnusable."""
    try:
        engine = _engine(address)
        with engine.begin() as connection:
            if not on_sqlite(address):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            yield connection
    except (DBAPIError, CommandError) as error:
        raise DatabaseUnusable(_unusable(address, error)) from error


def _unusable(address: URL, error: Exception) -> str:
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    reason = said.strip().split("\n", 1)[0].rstrip(".")
    advice = (
        "check that it is a database, that its folder exists and that both may be written to"
        if on_sqlite(address)
        else "check that the server runs and that the address, the name and the password are right"
    )
    return f"The database {spoken(address)} cannot be used: {reason}; {advice}."


def _engine(address: URL) -> Engine:
    if on_sqlite(address):
        engine = create_engine(address.set(drivername="sqlite"), poolclass=NullPool)
        sqlite.set_up_alone(engine)
        return engine
    return create_engine(address, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS})


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known(revision: str | None) -> bool:
    return revision is None or any(one.revision == revision for one in _script().walk_revisions())


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
