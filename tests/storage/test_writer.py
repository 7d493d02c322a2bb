"""Units that wait together share a commit, and none pays for another."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from routing.links import LinkKind
from storage.database import Database
from storage.errors import Unwritable
from storage.links import Link
from tests.storage.behind import overheard
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
