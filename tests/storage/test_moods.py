"""How customers felt: kept in order, joined to tickets, corrected, forgotten in time; on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.customers import Customer
from storage.database import Database
from storage.moods import KEPT, Felt

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
OLGA = Customer(9_000_000_001, "Olga", None, "ru", NOON)


def felt(emotion: str, minutes: int = 0) -> Felt:
    return Felt(
        OLGA.id, NOON + timedelta(minutes=minutes), emotion, 0.8, 0.5, f"so {emotion}", {emotion: 0.8}
    )


@pytest.fixture
async def readings(database: Database) -> Database:
    async with database.begin() as work:
        await work.customers.save(OLGA)
        for minutes, emotion in enumerate(("calm", "anxious", "angry")):
            await work.moods.add(felt(emotion, minutes))
    return database


async def test_a_course_comes_oldest_first_and_from_a_moment_on(readings: Database) -> None:
    async with readings.look() as work:
        course = await work.moods.course(OLGA.id, NOON + timedelta(minutes=1))
    assert [one.emotion for one in course] == ["anxious", "angry"]
    assert course[0].emotions == {"anxious": 0.8}


async def test_loose_readings_join_a_ticket_and_keep_it(readings: Database) -> None:
    async with readings.begin() as work:
        await work.moods.join(OLGA.id, NOON + timedelta(minutes=1), 1)
        await work.moods.join(OLGA.id, NOON, 2)
        course = await work.moods.course(OLGA.id, NOON)
    assert [one.ticket_id for one in course] == [2, 1, 1]


async def test_corrections_are_kept_as_data(readings: Database) -> None:
    async with readings.begin() as work:
        last = (await work.moods.course(OLGA.id, NOON))[-1]
        await work.moods.correct(last.id, "distressed", 1003)
        corrected = await work.moods.corrections()
    assert [(one.text, one.emotion, one.corrected, one.corrected_by) for one in corrected] == [
        ("so angry", "angry", "distressed", 1003)
    ]


async def test_readings_are_forgotten_in_time_and_on_demand(readings: Database) -> None:
    async with readings.begin() as work:
        await work.moods.prune(NOON + KEPT + timedelta(minutes=1))
        assert [one.emotion for one in await work.moods.course(OLGA.id, NOON)] == ["anxious", "angry"]
        await work.moods.forget(OLGA.id)
        assert await work.moods.course(OLGA.id, NOON) == []
