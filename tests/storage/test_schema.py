"""The revision of a database: made, checked, brought to head, and refused in words."""

import asyncio
import socket
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from storage.address import parse
from storage.database import Database
from storage.errors import DatabaseUnusable
from storage.schema import prepare, upgrade
from storage.tables import Table
from tests.storage.behind import execute, on
from tests.storage.examples import ANNA, NOW

Act = Callable[[str], Awaitable[None]]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    url: str = request.getfixturevalue("empty_postgresql_url")
    return url


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


async def test_a_migration_that_fails_leaves_nothing(empty_url: str) -> None:
    """Something of the last table's name is in the way, so nothing of the first ones may stay."""
    execute(empty_url, "CREATE VIEW files AS SELECT 1 AS one")
    with pytest.raises(DatabaseUnusable, match="files"):
        await upgrade(empty_url)
    assert on(empty_url, lambda one: inspect(one).get_table_names()) == []


@pytest.mark.parametrize("act", [prepare, upgrade])
async def test_a_newer_revision_is_refused_with_what_to_do(database_url: str, act: Act) -> None:
    wanted = revision(database_url)
    execute(database_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseUnusable) as refused:
        await act(database_url)
    for part in ("revision 9999", f"wanted: {wanted}", "`firstline db upgrade`"):
        assert part in str(refused.value)
    assert revision(database_url) == "9999"


@pytest.mark.parametrize("act", [prepare, upgrade])
async def test_somebody_elses_database_is_left_alone(empty_url: str, act: Act) -> None:
    execute(empty_url, "CREATE TABLE shop (id INTEGER)")
    with pytest.raises(DatabaseUnusable, match="belongs to something else"):
        await act(empty_url)
    assert on(empty_url, lambda one: inspect(one).get_table_names()) == ["shop"]


async def test_migrating_again_changes_nothing(database: Database, database_url: str) -> None:
    async with database.begin() as work:
        await work.customers.save(ANNA)
    await upgrade(database_url)
    async with database.look() as work:
        assert await work.customers.get(ANNA.id) == ANNA


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    file.write_text("Dear diary, " * 1000)
    with pytest.raises(DatabaseUnusable, match=f"{file} cannot be used: file is not a database"):
        await prepare(f"sqlite:///{file}")
    assert file.read_text().startswith("Dear diary")


async def test_a_folder_that_is_not_there_or_forbidden_or_is_the_file_is_refused(tmp_path: Path) -> None:
    """Nobody may write into /proc, not even root."""
    for path in (tmp_path / "nowhere" / "desk.db", Path("/proc/desk.db"), tmp_path):
        with pytest.raises(DatabaseUnusable, match="its folder exists and that both may be written to"):
            await prepare(f"sqlite:///{path}")


async def test_an_unreachable_server_is_told_without_the_password() -> None:
    secret = "hunter2"
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        server = f"127.0.0.1:{nobody.getsockname()[1]}"
        with pytest.raises(DatabaseUnusable, match="check that the server runs") as refused:
            await prepare(f"postgresql://desk:{secret}@{server}/desk?application_name={secret}")
    assert f"desk@{server}/desk" in str(refused.value)
    assert secret not in "".join(traceback.format_exception(refused.value))


async def test_a_database_the_server_does_not_have_is_told(postgresql_server: str) -> None:
    with pytest.raises(DatabaseUnusable, match='database "nowhere" does not exist'):
        await prepare(postgresql_server.format("nowhere"))


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("hunter2", "write sqlite:///desk.db or"),
        ("", "write sqlite:///desk.db or"),
        ("postgresql://desk:hunter2@host:port/desk", "write sqlite:///desk.db or"),
        ("mysql://desk:hunter2@host/desk", "in SQLite or PostgreSQL, not in mysql"),
        ("sqlite://", "SQLite needs a file"),
        ("sqlite+aiosqlite:///:memory:", "SQLite needs a file"),
    ],
)
async def test_an_address_we_cannot_use_is_refused_without_repeating_it(url: str, advice: str) -> None:
    for door in (prepare, upgrade):
        with pytest.raises(DatabaseUnusable, match=advice) as refused:
            await door(url)
        assert "hunter2" not in "".join(traceback.format_exception(refused.value))
    with pytest.raises(DatabaseUnusable, match=advice):
        Database(url)


@pytest.mark.parametrize("url", ["postgres://a@h/d", "postgresql://a@h/d", "postgresql+psycopg2://a@h/d"])
def test_every_spelling_of_an_address_gets_our_driver(url: str) -> None:
    assert parse(url).drivername == "postgresql+psycopg"
    assert parse("sqlite:///desk.db").drivername == "sqlite+aiosqlite"
