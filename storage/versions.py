"""Rows that two may write in the same second: the later one is told, and nothing is written over."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.errors import TicketChanged
from storage.tables.base import Versioned


class Versions:
    """Which version of each of a table's rows this work has read."""

    def __init__(self, connection: AsyncConnection, table: type[Versioned]) -> None:
        self._connection = connection
        self._table = table
        self._read: dict[int, int] = {}

    def know(self, number: int, version: int = 1) -> None:
        """The row was read, or added."""
        self._read[number] = version

    async def write(self, number: int, values: dict[str, Any], about: int) -> None:
        """Change the row; TicketChanged `about` that number if someone wrote it since this work read it."""
        version = self._read[number]
        as_read = (self._table.id == number) & (self._table.version == version)
        write = update(self._table).where(as_read).values(**values, version=version + 1)
        if await self._connection.scalar(write.returning(self._table.id)) is None:
            raise TicketChanged(about)
        self._read[number] = version + 1
