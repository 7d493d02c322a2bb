"""A plain connection, behind storage's back."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, create_engine, make_url, text

Done = TypeVar("Done")


def on(url: str, act: Callable[[Connection], Done]) -> Done:
    """Do something over a plain connection, in one transaction."""
    engine = create_engine(make_url(url.replace("+aiosqlite", "")))
    try:
        with engine.begin() as connection:
            return act(connection)
    finally:
        engine.dispose()


def execute(url: str, statement: str) -> None:
    """One statement."""
    on(url, lambda connection: connection.execute(text(statement)))


def value(url: str, statement: str) -> object:
    """The one value a query gives."""
    return on(url, lambda connection: connection.execute(text(statement)).scalar_one())
