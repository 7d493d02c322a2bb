"""What tests see and do from outside the desk: its SQLite file, and the journal of the local Telegram."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any, Self, SupportsIndex

import structlog
from structlog.typing import EventDict

from playground.bell import Bell
from playground.bot_api import JournalRow
from playground.local import Playground

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    """What a query finds in the SQLite file now."""
    with closing(_connected(url)) as connection:
        return connection.execute(query).fetchall()


async def change(url: str, script: str) -> None:
    """Do something to the SQLite file while the desk is at work on it: in a thread, it may have to wait."""
    await asyncio.to_thread(_change, url, script)


def _change(url: str, script: str) -> None:
    with closing(_connected(url)) as connection:
        connection.executescript(script)


def _connected(url: str) -> sqlite3.Connection:
    return sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"), timeout=10)


def poison(table: str, column: str, words: str) -> str:
    """A trigger that makes the database refuse such a row: a failure deep inside a handler."""
    return f"""
        CREATE TRIGGER poison BEFORE INSERT ON {table} WHEN NEW.{column} LIKE '%{words}%'
        BEGIN SELECT RAISE(ABORT, 'no {words}'); END;
    """


class Log(list[str]):
    """Events the desk logs from now on, with a bell."""

    def __init__(self) -> None:
        super().__init__()
        self._bell = Bell()

    @classmethod
    def of_the_desk(cls) -> Self:
        """The log in place of the printed one, which comes back when the test is over (see conftest)."""
        log = cls()
        structlog.configure(processors=[log.keep], cache_logger_on_first_use=False)
        return log

    def keep(self, _logger: object, _method: str, event: EventDict) -> EventDict:
        self.append(event["event"])
        self._bell.ring()
        raise structlog.DropEvent

    async def until(self, event: str, seconds: float = 20, *, times: int = 1) -> None:
        """The event has been logged so often."""
        await self._bell.until(lambda: True if self.count(event) >= times else None, seconds)


class Journal(list[JournalRow]):
    """The local Telegram's calls, with a bell: tests wait for a call as people wait for a message."""

    def __init__(self, telegram: Playground) -> None:
        super().__init__(telegram.calls)
        self._bell = Bell()
        telegram.calls = telegram.bot_api.calls = self

    def append(self, row: JournalRow) -> None:
        super().append(row)
        self._bell.ring()

    def __delitem__(self, place: SupportsIndex | slice) -> None:
        raise AssertionError("a test that makes so many calls forgets its first ones")

    async def until(
        self, ready: Callable[["list[JournalRow]"], bool], *, since: int = 0, seconds: float = 20
    ) -> list[JournalRow]:
        """The calls since that place as soon as `ready` says yes to them."""
        return await self._bell.until(lambda: found if ready(found := list(self[since:])) else None, seconds)


def answered(telegram: Playground, method: str) -> list[JournalRow]:
    """Calls of the method that went well."""
    return [call for call in telegram.calls if call.method == method and call.outcome == "ok"]
