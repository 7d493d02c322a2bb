"""A plain connection, behind storage's back; and what SQLite is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

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


@contextmanager
def overheard(also: Callable[[str], None] = lambda _: None) -> Iterator[list[str]]:
    """What SQLite is asked on connections opened meanwhile, values written in; `also` is told each."""
    asked: list[str] = []

    def hear(statement: str) -> None:
        asked.append(statement)
        also(statement)

    def connected(connection: Any, _: object) -> None:
        near = getattr(connection, "driver_connection", None)
        (near._conn if near else connection).set_trace_callback(hear)

    event.listen(Engine, "connect", connected)
    try:
        yield asked
    finally:
        event.remove(Engine, "connect", connected)
