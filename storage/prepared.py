"""Statements of every step, put together once and run without SQLAlchemy's own execution where that pays.

SQLAlchemy builds, compiles, binds and reads all of them; only the last mile differs. On SQLite a statement
is a function call: through SQLAlchemy's asyncio it took 150 to 250 microseconds, and so takes about 20.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Dialect, Executable, bindparam
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from storage import sqlite
from storage.upsert import Insert

Row = tuple[Any, ...]
#: Makes a row type's INSERT in the dialect at hand, which knows ON CONFLICT.
Into = Callable[[type[DeclarativeBase]], Insert]
Convert = Callable[[Any], Any]


class Prepared:
    """A statement whose values come by name; a function of `Into` for an INSERT with ON CONFLICT."""

    def __init__(self, statement: Executable | Callable[[Into], Executable]) -> None:
        self._statement = statement
        self._on_sqlite: _OnSqlite | None = None
        self._on_postgresql: Executable | None = None

    async def rows(self, connection: AsyncConnection, **values: object) -> list[Row]:
        """Every row it gives."""
        if connection.dialect.name == "sqlite":
            return self._near(connection).rows(sqlite.raw(connection), values)
        found = await connection.execute(self._far(), values)
        return [tuple(row) for row in found]

    async def row(self, connection: AsyncConnection, **values: object) -> Row | None:
        """The first row, None without one."""
        found = await self.rows(connection, **values)
        return found[0] if found else None

    async def value(self, connection: AsyncConnection, **values: object) -> Any:
        """The first value of the first row, None without one."""
        found = await self.rows(connection, **values)
        return found[0][0] if found else None

    async def run(self, connection: AsyncConnection, **values: object) -> None:
        """Do it; what it gives is of no interest."""
        if connection.dialect.name == "sqlite":
            self._near(connection).run(sqlite.raw(connection), values)
        else:
            await connection.execute(self._far(), values)

    def _near(self, connection: AsyncConnection) -> "_OnSqlite":
        if self._on_sqlite is None:
            self._on_sqlite = _OnSqlite(self._in(sqlite_dialect.insert), connection.dialect)
        return self._on_sqlite

    def _far(self) -> Executable:
        if self._on_postgresql is None:
            self._on_postgresql = self._in(postgresql.insert)
        return self._on_postgresql

    def _in(self, into: Into) -> Executable:
        return self._statement if isinstance(self._statement, Executable) else self._statement(into)


class _OnSqlite:
    """The compiled statement, with what turns values into SQLite's and rows into ours."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # every executable of ours has it
        assert isinstance(compiled, SQLCompiler)
        assert not compiled.insert_prefetch, f"a default of Python's own is left out: {compiled}"
        self._sql = str(compiled)
        binds = [compiled.binds[name] for name in compiled.positiontup or ()]
        self._binds = [
            (one.key, None if one.required else one.value, one.required, _binding(one.type, dialect))
            for one in binds
        ]
        columns: Iterable[Any] = getattr(statement, "exported_columns", ())
        reading = [_reading(column.type, dialect) for column in columns]
        self._reading: list[tuple[int, Convert]] = [
            (place, read) for place, read in enumerate(reading) if read is not None
        ]

    def rows(self, connection: sqlite3.Connection, values: Mapping[str, object]) -> list[Row]:
        found = self.run(connection, values).fetchall()
        return [self._read(row) for row in found] if self._reading else found

    def run(self, connection: sqlite3.Connection, values: Mapping[str, object]) -> sqlite3.Cursor:
        bound = self._bound(values)
        try:
            return connection.execute(self._sql, bound)
        except sqlite3.Error as error:
            # As SQLAlchemy would have it; the values are left out, they may be a customer's words.
            raise DBAPIError.instance(self._sql, None, error, sqlite3.Error, hide_parameters=True) from error

    def _bound(self, values: Mapping[str, object]) -> Sequence[Any]:
        bound = []
        for key, constant, required, convert in self._binds:
            value = values[key] if required else constant
            bound.append(convert(value) if convert else value)
        return bound

    def _read(self, row: Row) -> Row:
        read = list(row)
        for place, convert in self._reading:
            read[place] = convert(read[place])
        return tuple(read)


def _binding(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reading(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def named(columns: Iterable[str]) -> dict[str, BindParameter[Any]]:
    """The columns' values under the columns' names, for `values(...)`."""
    return {column: bindparam(column) for column in columns}


def kept(row: type[DeclarativeBase], columns: Sequence[str], key: Sequence[str]) -> Prepared:
    """Write a row down, new, or over the one that has the same key."""

    def made(into: Into) -> Executable:
        adding = into(row).values(named(columns))
        anew = {column: adding.excluded[column] for column in columns if column not in key}
        return adding.on_conflict_do_update(index_elements=list(key), set_=anew)

    return Prepared(made)
