"""The revision of a database: made, checked, brought to head, and refused in words."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, make_url, text

from storage.database import Database
from storage.schema import prepare, upgrade
from storage.tables import Table
from tests.storage.examples import NOW


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    url: str = request.getfixturevalue("empty_postgresql_url")
    return url


def on(url: str, act: Any) -> Any:
    """Do something over a plain connection, in one transaction."""
    engine = create_engine(make_url(url.replace("+aiosqlite", "")))
    with engine.begin() as connection:
        done = act(connection)
    engine.dispose()
    return done


def execute(url: str, statement: str) -> None:
    """One statement behind storage's back."""
    on(url, lambda connection: connection.execute(text(statement)))


def revision(url: str) -> str | None:
    """What the database says of itself."""
    said: str | None = on(
        url, lambda connection: MigrationContext.configure(connection).get_current_revision()
    )
    return said


def test_models_and_migrations_agree(database_url: str) -> None:
    """What the migrations make is what the tables say, on both databases."""

    def difference(connection: Connection) -> Any:
        return compare_metadata(MigrationContext.configure(connection), Table.metadata)

    assert on(database_url, difference) == []


async def test_an_empty_database_is_brought_to_head_and_then_accepted(empty_url: str) -> None:
    await prepare(empty_url)
    made = revision(empty_url)
    assert made is not None
    await prepare(empty_url)
    assert revision(empty_url) == made
    database = Database(empty_url)
    async with database.look() as work:
        assert await work.timers.due_on("customer", 1, NOW) == []
    await database.close()


async def test_two_that_start_at_once_migrate_once(empty_url: str) -> None:
    await asyncio.gather(prepare(empty_url), prepare(empty_url), upgrade(empty_url))
    assert revision(empty_url) is not None
