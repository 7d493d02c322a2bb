"""Units that wait together share a commit, and none pays for another."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from storage.database import Database
from storage.errors import Unwritable
from tests.storage.examples import ANNA, BORIS


class Commits:
    """Counts commits of this process's engines; may have the next ones fail as on a broken disk."""

    def __init__(self) -> None:
        self.count = 0
        self.failing = 0

    def __enter__(self) -> "Commits":
        event.listen(Engine, "commit", self._committing)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "commit", self._committing)

    def _committing(self, _: object) -> None:
        self.count += 1
        if self.failing:
            self.failing -= 1
            raise OSError("the disk is gone")


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
    with Commits() as commits:
        results = await asyncio.gather(
            *(save(sqlite_database, number, fails=number % 7 == 0) for number in numbers),
            return_exceptions=True,
        )
    assert [n for n, result in zip(numbers, results, strict=True) if result] == [7, 14, 21, 28]
    assert await kept(sqlite_database, numbers) == [number for number in numbers if number % 7]
    assert commits.count < 10


async def test_after_a_commit_that_fails_nobody_is_told_that_it_went_well_and_units_run_singly(
    sqlite_database: Database,
) -> None:
    numbers = range(1, 6)
    with Commits() as commits:
        commits.failing = 1
        results = await asyncio.gather(
            *(save(sqlite_database, number) for number in numbers), return_exceptions=True
        )
        refused = [result for result in results if isinstance(result, Unwritable)]
        saved = await kept(sqlite_database, numbers)
        assert len(refused) + len(saved) == len(numbers)
        before = commits.count
        again = [number for number in numbers if number not in saved]
        await asyncio.gather(*(save(sqlite_database, number) for number in again))
        assert commits.count - before == len(again)
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
