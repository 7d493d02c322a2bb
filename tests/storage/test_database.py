"""What one unit of work promises, whatever the repositories do with it."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError, StatementError

from storage.customers import Conversation
from storage.database import Database
from storage.errors import Unwritable
from storage.timers import Timer
from storage.work import Work
from tests.storage.examples import ANNA, BORIS, HUGE, NOW


class Stop(Exception):
    """Something went wrong in the middle."""


async def save_both_and_stop(work: Work) -> None:
    """Two writes, then an error."""
    await work.customers.save(ANNA)
    await work.customers.save(BORIS)
    raise Stop


async def save_a_part_and_stop(work: Work) -> None:
    """A savepoint released, then an error."""
    async with work.savepoint():
        await work.customers.save(ANNA)
    raise Stop


async def customers_of(database: Database) -> list[int]:
    """Which of the two were kept."""
    async with database.look() as work:
        return [one.id for one in (ANNA, BORIS) if await work.customers.get(one.id)]


async def test_a_clean_exit_commits(database: Database) -> None:
    async with database.begin() as work:
        await work.customers.save(ANNA)
    assert await customers_of(database) == [ANNA.id]


async def test_an_error_leaves_nothing(database: Database) -> None:
    with pytest.raises(Stop):
        async with database.begin() as work:
            await save_both_and_stop(work)
    assert await customers_of(database) == []


async def test_a_failed_part_is_undone_and_the_rest_commits(database: Database) -> None:
    async with database.begin() as work:
        await work.customers.save(ANNA)
        with pytest.raises(Stop):
            async with work.savepoint():
                await save_both_and_stop(work)
    assert await customers_of(database) == [ANNA.id]


async def test_a_broken_rule_of_the_database_fails_its_part_only(database: Database) -> None:
    """On PostgreSQL an error poisons the transaction; the savepoint heals it."""
    async with database.begin() as work:
        await work.customers.save(ANNA)
        with pytest.raises(DBAPIError):
            async with work.savepoint():
                await work.conversations.save(Conversation(BORIS.id))  # a stranger
        await work.conversations.save(Conversation(ANNA.id, heard=1))
    async with database.look() as work:
        assert (await work.conversations.get(ANNA.id)).heard == 1


async def test_a_finished_part_does_not_survive_the_rollback_of_the_whole(database: Database) -> None:
    """SQLite's driver, left to itself, kept the row of a released savepoint."""
    with pytest.raises(Stop):
        async with database.begin() as work:
            await save_a_part_and_stop(work)
    assert await customers_of(database) == []


async def test_a_cancelled_unit_leaves_nothing_and_holds_nobody_up(database: Database) -> None:
    written = asyncio.Event()

    async def write_and_wait() -> None:
        async with database.begin() as work:
            await work.customers.save(ANNA)
            written.set()
            await asyncio.Event().wait()

    unit = asyncio.create_task(write_and_wait())
    await written.wait()
    unit.cancel()
    with pytest.raises(asyncio.CancelledError):
        await unit
    async with database.begin() as work:
        await work.customers.save(BORIS)
    assert await customers_of(database) == [BORIS.id]


async def test_looking_cannot_write(database: Database) -> None:
    with pytest.raises((DBAPIError, Unwritable)):
        async with database.look() as work:
            await work.customers.save(ANNA)
    assert await customers_of(database) == []


async def test_a_look_sees_one_moment(database: Database) -> None:
    """What is written meanwhile is seen by the next look only."""
    async with database.look() as before:
        assert await before.customers.get(ANNA.id) is None
        async with database.begin() as work:
            await work.customers.save(ANNA)
        assert await before.customers.get(ANNA.id) is None
    assert await customers_of(database) == [ANNA.id]


async def test_many_tasks_write_at_once(database: Database) -> None:
    """Nobody meets "database is locked", and nothing is lost."""

    async def write(number: int) -> None:
        async with database.begin() as work:
            await work.timers.arm(Timer("turn", str(number), "customer", HUGE, NOW))

    await asyncio.gather(*(write(number) for number in range(40)))
    async with database.look() as work:
        assert len(await work.timers.due(NOW)) == 40


COUNT = """
import asyncio, sys
from dataclasses import replace
from storage.database import Database
from storage.errors import Unwritable

async def count(url, customer_id, times):
    database = Database(url)
    for _ in range(times):
        async with database.begin() as work:
            conversation = await work.conversations.get(customer_id)
            await work.conversations.save(replace(conversation, heard=conversation.heard + 1))
    await database.close()

asyncio.run(count(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""


async def test_two_processes_do_not_lose_each_others_writes(
    sqlite_database: Database, sqlite_url: str
) -> None:
    """Read, then write: with a lock taken only at the write, one would fail or overwrite the other."""
    async with sqlite_database.begin() as work:
        await work.customers.save(ANNA)
    arguments = (sys.executable, "-c", COUNT, sqlite_url, str(ANNA.id), "50")
    root = Path(__file__).parents[2]
    counting = [await asyncio.create_subprocess_exec(*arguments, cwd=root) for _ in range(2)]
    assert [await one.wait() for one in counting] == [0, 0]
    async with sqlite_database.look() as work:
        assert (await work.conversations.get(ANNA.id)).heard == 100


MOMENTS = st.datetimes(datetime(1970, 1, 3), datetime(2200, 1, 1), timezones=st.timezones())


@given(at=MOMENTS)
async def test_times_come_back_the_same_aware_and_utc(database: Database, at: datetime) -> None:
    async with database.begin() as work:
        await work.timers.arm(Timer("turn", "1", "customer", 1, at))
        (found,) = await work.timers.due(at)
    assert found.due_at == at.astimezone(UTC)
    assert found.due_at.tzinfo is UTC


async def test_a_naive_time_is_refused(database: Database) -> None:
    with pytest.raises((AssertionError, StatementError), match="naive time"):
        async with database.begin() as work:
            await work.timers.due(NOW.replace(tzinfo=None))
