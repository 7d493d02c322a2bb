"""The database is locked by somebody else, or its disk is full: nothing is acknowledged, nothing is lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

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


@contextmanager
def room(pages: dict[str, int]) -> Iterator[None]:
    """Every SQLite file of this process may grow to so many pages and no more, as on a full disk."""

    def limit(connection: Any) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages['most']}")

    event.listen(Engine, "begin", limit)
    try:
        yield
    finally:
        event.remove(Engine, "begin", limit)


async def test_a_full_disk_takes_nothing_in_and_recovers(sqlite_url: str) -> None:
    """SQLite's own "database or disk is full"."""
    pages = {"most": 1_000_000}
    with room(pages):
        async with house(sqlite_url) as desk:
            emma = await desk.customer(name="Emma", language="en")
            log = Log.of_the_desk()
            pages["most"] = 1
            long_story = "The router is slow. " * 190
            for part in range(12):
                await emma.say(f"{part} {long_story}")
            await log.until("receiving failed", 40)
            assert desk.telegram.world.bot("help_bot").updates.first_of(emma.id) is not None
            pages["most"] = 1_000_000
            await emma.until(lambda seen: not seen[-1].mine, 60)
    kept = "SELECT count(*) FROM messages WHERE text LIKE '%The router is slow%'"
    assert rows(sqlite_url, kept) == [(12,)]
    assert rows(sqlite_url, DEAD) == [(0,)]
