"""`firstline kpi mood`: who ended calmer than they began, by queue, and only while moods are kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.customers import Customer
from storage.database import Database
from storage.moods import Felt
from storage.schema import prepare
from tests.bot.commands.console import firstline, small_desk
from tests.storage.examples import a_ticket

NOW = datetime.now(UTC)
OLGA, MAX, EMMA = 1, 2, 3
#: Customer, ticket, days ago, emotion, corrected.
SAID = [
    (OLGA, 1, 2.0, "angry", None), (OLGA, 1, 1.9, "calm", None), (OLGA, 1, 1.8, "positive", None),
    (MAX, 2, 3.0, "frustrated", None), (MAX, 2, 2.9, "angry", None), (MAX, 2, 2.8, "angry", None),
    (EMMA, None, 9.0, "angry", "calm"),
    (EMMA, None, 5.0, "distressed", None), (EMMA, None, 4.9, "calm", None), (EMMA, None, 4.8, "calm", None),
]  # fmt: skip


@pytest.fixture
async def desk(tmp_path: Path) -> Path:
    config = small_desk(tmp_path)
    url = f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}"
    await prepare(url)
    database = Database(url)
    async with database.begin() as work:
        for person in (OLGA, MAX, EMMA):
            await work.customers.save(Customer(person, "Somebody", None, "en", NOW))
        for _ in range(2):
            await work.tickets.add(a_ticket(customer_id=OLGA))
        for person, ticket, days, emotion, corrected in SAID:
            felt = Felt(
                person, NOW - timedelta(days=days), emotion, 0.9, 0.0, "words", ticket_id=ticket,
                corrected=corrected,
            )  # fmt: skip
            await work.moods.add(felt)
    await database.close()
    return config


async def told(desk: Path, *args: str) -> list[list[str]]:
    url = f"sqlite+aiosqlite:///{desk.parent / 'desk.db'}"
    ended = await firstline("kpi", "mood", "--config", str(desk), *args, env={"FIRSTLINE_DATABASE_URL": url})
    assert (ended.code, ended.err) == (0, "")
    return [row.split("\t") for row in ended.out.splitlines()[1:]]


async def test_who_ended_calmer_is_counted_by_queue(desk: Path) -> None:
    """Four talks, three of them troubled; a corrected reading counts as corrected."""
    assert await told(desk) == [["all", "4", "3", "2", "67%"], ["network", "2", "2", "1", "50%"]]


async def test_a_talk_counts_where_it_ended(desk: Path) -> None:
    assert (await told(desk, "--days", "2"))[0] == ["all", "1", "1", "1", "100%"]


async def test_a_desk_without_a_database_is_told_so(tmp_path: Path) -> None:
    ended = await firstline("kpi", "mood", "--config", str(small_desk(tmp_path)), env={})
    assert ended.code == 1
    assert "There is no database" in ended.err
