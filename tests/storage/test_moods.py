"""How customers felt: kept in order, joined to tickets, corrected, forgotten in time; on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.customers import Conversation, Customer, Step
from storage.database import Database
from storage.moods import KEPT, Felt
from storage.work import Work

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


async def feeling_of(work: Work) -> Step:
    return (await work.conversations.get(OLGA.id)).step


@pytest.fixture
async def felt_talk(readings: Database) -> Database:
    """Line 1 remembers a mood of noon, and matters that are no mood."""
    step = Step(
        misses=1, emotion="angry", intensity=0.9, signals={"abuse": "idiots"}, why=("mood angry 0.90",),
        said=2, warned=True, source="shop-7", felt_at=NOON,
    )  # fmt: skip
    async with readings.begin() as work:
        await work.conversations.save(Conversation(OLGA.id, heard=3, step=step))
    return readings


async def test_where_line_1_stands_tells_of_no_mood_after_thirty_days(felt_talk: Database) -> None:
    async with felt_talk.begin() as work:
        assert await work.moods.prune(NOON + KEPT) == 0
        assert (await feeling_of(work)).emotion == "angry"
        assert await work.moods.prune(NOON + KEPT + timedelta(minutes=1)) == 1
        assert await feeling_of(work) == Step(misses=1, said=2, source="shop-7")
        assert await work.moods.prune(NOON + 2 * KEPT) == 0


async def test_to_forget_a_customers_moods_leaves_no_trace_of_them(felt_talk: Database) -> None:
    """Readings with their texts, corrections, and what line 1 remembers; the talk itself goes on."""
    async with felt_talk.begin() as work:
        last = (await work.moods.course(OLGA.id, NOON))[-1]
        await work.moods.correct(last.id, "distressed", 1003)
        await work.moods.forget(OLGA.id)
        assert await work.moods.course(OLGA.id, NOON) == []
        assert await work.moods.corrections() == []
        assert await feeling_of(work) == Step(misses=1, said=2, source="shop-7")
        assert (await work.conversations.get(OLGA.id)).heard == 3


async def test_readings_are_forgotten_in_time_and_on_demand(readings: Database) -> None:
    async with readings.begin() as work:
        await work.moods.prune(NOON + KEPT + timedelta(minutes=1))
        assert [one.emotion for one in await work.moods.course(OLGA.id, NOON)] == ["anxious", "angry"]
        await work.moods.forget(OLGA.id)
        assert await work.moods.course(OLGA.id, NOON) == []
