"""Units that wait together share a commit, and none pays for another."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from routing.links import LinkKind
from storage import sqlite
from storage.database import Database
from storage.errors import Unwritable
from storage.flushing import TAKEN_OVER, Flushing
from storage.links import Link
from tests.storage.behind import overheard, value
from tests.storage.examples import ANNA, BORIS


async def leave_an_orphan(database: Database) -> None:
    """A unit that goes well itself and makes the commit it shares impossible."""
    async with database.begin() as work:
        await work._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        await work.links.add(Link(998, 999, LinkKind.RELATED, "desk", datetime.now(UTC)))


async def save(database: Database, number: int, fails: bool = False) -> None:
    """One unit: a customer of that number, then perhaps an error."""
    async with database.begin() as work:
        await work.customers.save(replace(ANNA, id=number))
        if fails:
            raise LookupError


async def kept(database: Database, numbers: range) -> list[int]:
    async with database.look() as work:
        return [number for number in numbers if await work.customers.get(number)]


async def test_units_that_wait_share_a_commit_and_a_failing_one_undoes_itself_alone(
    sqlite_database: Database,
) -> None:
    numbers = range(1, 31)
    with overheard() as asked:
        results = await asyncio.gather(
            *(save(sqlite_database, number, fails=number % 7 == 0) for number in numbers),
            return_exceptions=True,
        )
    assert [n for n, result in zip(numbers, results, strict=True) if result] == [7, 14, 21, 28]
    assert await kept(sqlite_database, numbers) == [number for number in numbers if number % 7]
    assert asked.count("COMMIT") < 10


async def test_after_a_commit_that_fails_nobody_is_told_that_it_went_well_and_units_run_singly(
    sqlite_database: Database,
) -> None:
    numbers = range(1, 6)
    with overheard() as asked:
        units = [leave_an_orphan(sqlite_database), *(save(sqlite_database, number) for number in numbers)]
        orphaned, *results = await asyncio.gather(*units, return_exceptions=True)
        refused = [result for result in results if isinstance(result, Unwritable)]
        saved = await kept(sqlite_database, numbers)
        assert isinstance(orphaned, Unwritable)
        assert len(refused) + len(saved) == len(numbers)
        before = asked.count("COMMIT")
        again = [number for number in numbers if number not in saved]
        await asyncio.gather(*(save(sqlite_database, number) for number in again))
        assert asked.count("COMMIT") - before == len(again)
    assert refused
    assert await kept(sqlite_database, numbers) == list(numbers)


async def test_a_caller_who_gives_up_while_waiting_holds_nobody_up(sqlite_database: Database) -> None:
    entered, leave = asyncio.Event(), asyncio.Event()

    async def linger() -> None:
        async with sqlite_database.begin() as work:
            await work.customers.save(ANNA)
            entered.set()
            await leave.wait()

    first = asyncio.create_task(linger())
    await entered.wait()
    impatient = asyncio.create_task(save(sqlite_database, 8))
    await asyncio.sleep(0)
    last = asyncio.create_task(save(sqlite_database, BORIS.id))
    await asyncio.sleep(0)
    impatient.cancel()
    leave.set()
    await asyncio.gather(first, last)
    with pytest.raises(asyncio.CancelledError):
        await impatient
    async with sqlite_database.look() as work:
        assert [bool(await work.customers.get(one)) for one in (ANNA.id, BORIS.id, 8)] == [True, True, False]


async def test_a_connection_that_broke_is_replaced(sqlite_database: Database) -> None:
    with pytest.raises(Unwritable):
        async with sqlite_database.begin() as work:
            sqlite.raw(work._connection).close()
    await save(sqlite_database, ANNA.id)
    assert await kept(sqlite_database, range(ANNA.id, ANNA.id + 1)) == [ANNA.id]


async def test_what_was_committed_is_carried_over_into_the_file(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """The log does not grow for ever: after so many units the file alone, without it, holds rows."""
    for number in range(1, TAKEN_OVER + 1):
        await save(sqlite_database, number)
    await sqlite_database.safe()
    assert sqlite_database.file
    alone = tmp_path / "alone.sqlite"
    alone.write_bytes(sqlite_database.file.read_bytes())
    assert value(f"sqlite:///{alone}", "SELECT count(*) > 0 FROM customers")


async def test_who_closes_waits_for_the_flush_that_has_begun(tmp_path: Path) -> None:
    """It is no longer asked for and not yet done: nothing may be under way once the desk has stopped."""
    file = tmp_path / "desk.sqlite"
    file.touch()
    flushing = Flushing(file)
    flushing.soon(1)
    before = len(asyncio.all_tasks())
    while len(asyncio.all_tasks()) == before:  # noqa: ASYNC110 the task is what is waited for
        await asyncio.sleep(0)
    await flushing.close()
    assert len(asyncio.all_tasks()) == before
