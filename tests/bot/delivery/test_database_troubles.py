"""The database is locked by somebody else, or its disk is full: nothing is acknowledged, nothing is lost."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, Self

from sqlalchemy import Engine, event

from bot.delivery.lanes import TRIES
from tests.bot.delivery.outside import Clock, Log, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, told
from tests.bot.house import house, sample_rules

DEAD = "SELECT count(*) FROM inbox WHERE dead_at IS NOT NULL"


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    """Another process's transaction holds the file as long as the block runs."""
    other = sqlite3.connect(
        url.removeprefix("sqlite+aiosqlite:///"), timeout=30, isolation_level=None, check_same_thread=False
    )
    await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_a_locked_file_delays_and_loses_nothing(sqlite_url: str) -> None:
    """Held until the desk, which soon gives up waiting, was refused more often than an update is tried."""
    async with house(sqlite_url, patience=0.05) as desk:
        emma = await desk.customer(name="Emma", language="en")
        log = Log.of_the_desk()
        async with locked(sqlite_url):
            await emma.say(QUESTION)
            await log.until("receiving failed", 90, times=TRIES + 1)
            assert desk.telegram.world.bot("help_bot").updates.first_of(emma.id) is not None
        assert ANSWER in (await emma.next(timeout=60)).text
    assert rows(sqlite_url, DEAD) == [(0,)]


HOLDER = """
import sqlite3, sys, time
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
file.execute("ROLLBACK")
"""


async def held_by_another_process(url: str, seconds: int) -> asyncio.subprocess.Process:
    """Holds the file from now on, and ends by itself."""
    file = url.removeprefix("sqlite+aiosqlite:///")
    command = (sys.executable, "-c", HOLDER, file, str(seconds))
    holder = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert holder.stdout
    assert await holder.stdout.readline() == b"held\n"
    return holder


async def test_a_file_that_another_process_holds_for_half_a_minute_loses_and_doubles_nothing(
    sqlite_url: str,
) -> None:
    """The desk has its usual patience."""
    async with house(sqlite_url) as desk:
        people = [await desk.customer(9_000 + n, f"Customer {n}", language="en") for n in range(3)]
        holder = await held_by_another_process(sqlite_url, 30)
        for person in people:
            await person.say(QUESTION)
        for person in people:
            assert ANSWER in (await person.next(timeout=120)).text
        assert await holder.wait() == 0
    assert [sum(ANSWER in one for one in told(person)) for person in people] == [1, 1, 1]
    assert rows(sqlite_url, DEAD) == [(0,)]


async def test_a_turn_that_comes_due_while_the_file_is_locked_is_taken_afterwards(sqlite_url: str) -> None:
    clock, patient = Clock(), replace(sample_rules(), burst=timedelta(hours=1))
    async with house(sqlite_url, rules=patient, now=clock, patience=0.05) as desk:
        emma = await desk.customer(name="Emma", language="en")
        await emma.say(QUESTION)
        await emma.say("/help")
        await emma.next()
        log = Log.of_the_desk()
        async with locked(sqlite_url):
            clock.forward(hours=2)
            await log.until("lane stalled", 60, times=TRIES + 1)
        assert ANSWER in (await emma.next(timeout=60)).text
    assert rows(sqlite_url, "SELECT count(*) FROM timers") == [(0,)]
    assert len(told(emma)) == 3


class Disk:
    """Every SQLite file that is opened while it listens may be told to grow no more, as on a full disk."""

    def __init__(self) -> None:
        self._connections: list[Any] = []

    def __enter__(self) -> Self:
        event.listen(Engine, "connect", self._opened)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "connect", self._opened)

    def _opened(self, connection: Any, _: object) -> None:
        if near := getattr(connection, "driver_connection", None):
            self._connections.append(near._conn)

    def most(self, pages: int) -> None:
        """The file is so large at most; one that is larger stays as it is."""
        for connection in self._connections:
            connection.execute(f"PRAGMA max_page_count={pages}")


async def test_a_full_disk_takes_nothing_in_and_recovers(sqlite_url: str) -> None:
    """SQLite's own "database or disk is full"."""
    with Disk() as disk:
        async with house(sqlite_url) as desk:
            emma = await desk.customer(name="Emma", language="en")
            log = Log.of_the_desk()
            disk.most(1)
            long_story = "The router is slow. " * 190
            for part in range(12):
                await emma.say(f"{part} {long_story}")
            await log.until("receiving failed", 40)
            assert desk.telegram.world.bot("help_bot").updates.first_of(emma.id) is not None
            disk.most(1_000_000)
            await emma.until(lambda seen: not seen[-1].mine, 60)
    kept = "SELECT count(*) FROM messages WHERE text LIKE '%The router is slow%'"
    assert rows(sqlite_url, kept) == [(12,)]
    assert rows(sqlite_url, DEAD) == [(0,)]
