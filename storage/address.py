"""Where the database is: which addresses we take, and how they are named to people."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseUnusable

#: The one driver we know for each database, by the names its address may begin with.
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def parse(url: str) -> URL:
    """The address with our driver in it; DatabaseUnusable for what is neither SQLite file nor PostgreSQL."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        # Neither the address nor the reason is repeated: a password may stand in them.
        raise DatabaseUnusable(
            "The database's address cannot be read; write sqlite:///desk.db or "
            "postgresql://name:password@host:5432/desk, with %-signs for special letters in the password."
        ) from None
    driver = DRIVERS.get(address.get_backend_name())
    if driver is None:
        raise DatabaseUnusable(
            f"Firstline keeps its data in SQLite or PostgreSQL, not in {address.get_backend_name()}; "
            "change the database's address."
        )
    if driver.startswith("sqlite") and address.database in {None, "", ":memory:"}:
        raise DatabaseUnusable("SQLite needs a file to keep the desk in; write sqlite:///desk.db.")
    return address.set(drivername=driver)


def on_sqlite(address: URL) -> bool:
    """Whether the address is a SQLite file."""
    return address.get_backend_name() == "sqlite"


def file_of(address: URL) -> Path:
    """The SQLite file, absolute, links followed: one file has one name."""
    assert address.database is not None, "parse() lets no SQLite address through without a file"
    return Path(address.database).resolve()


def spoken(address: URL) -> str:
    """How the database is named to people: a path, or an address without its password."""
    if on_sqlite(address):
        return str(file_of(address))
    shown = URL.create("postgresql", address.username, None, address.host, address.port, address.database)
    return shown.render_as_string()
