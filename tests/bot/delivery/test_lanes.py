"""Lanes: what comes at the worst moment is worked through all the same."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.actions.scene import Scene
from bot.delivery.lanes import Lanes
from storage.database import Database
from storage.inbox import Received
from storage.outbox import CUSTOMER_BOT
from storage.timers import Timer
from storage.work import Work
from tests.bot.house import sample_rules

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
CHAT = 9_000_000_001


class Crossing(Database):
    """Something happens once, after a look saw what there is and before it returns."""

    meanwhile: Callable[[], Awaitable[None]] | None = None

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Work]:
        async with super().look() as work:
            yield work
            meanwhile, self.meanwhile = self.meanwhile, None
            if meanwhile:
                await meanwhile()


class Reading:
    """A bot's side that only reads; `read` holds the numbers of its updates."""

    def __init__(self) -> None:
        self.read: asyncio.Queue[int] = asyncio.Queue()

    async def handle(self, payload: dict[str, Any], scene: Scene) -> None:
        self.read.put_nowait(payload["update_id"])

    async def refuse(self, payload: dict[str, Any], error: Exception, scene: Scene) -> None: ...

    async def apologise(self, payload: dict[str, Any], scene: Scene) -> None: ...

    async def acknowledge(self, payload: dict[str, Any]) -> None: ...


async def put(database: Database, number: int) -> None:
    async with database.begin() as work:
        await work.inbox.put([Received(CUSTOMER_BOT, number, CHAT, {"update_id": number}, NOW)])


def nudged(lanes: Lanes, work: Work) -> None:
    for bot, chat in work.inbox.touched:
        lanes.nudge(bot, chat)


async def ring(timer: Timer) -> None: ...


async def test_an_update_that_comes_while_the_lane_looks_for_it_is_not_left_lying(database_url: str) -> None:
    database, edge = Crossing(database_url), Reading()
    lanes = Lanes(database, {CUSTOMER_BOT: edge}, ring, sample_rules, lambda: NOW)
    database.tell(lambda work: nudged(lanes, work))
    database.meanwhile = lambda: put(database, 2)
    await put(database, 1)
    async with asyncio.timeout(30):
        assert [await edge.read.get(), await edge.read.get()] == [1, 2]
    await lanes.finish()
    await database.close()


async def test_what_another_process_puts_back_is_found_without_a_nudge(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.lanes.SWEEP", 0.01)
    here, elsewhere, edge = Database(database_url), Database(database_url), Reading()
    lanes = Lanes(here, {CUSTOMER_BOT: edge}, ring, sample_rules, lambda: NOW)
    sweeping = asyncio.create_task(lanes.run())
    await put(elsewhere, 1)
    async with asyncio.timeout(30):
        assert await edge.read.get() == 1
    sweeping.cancel()
    await lanes.finish()
    await here.close()
    await elsewhere.close()
