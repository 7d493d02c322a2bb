"""The sample desk at work, its specialist for networks, and customers who have pressed Start."""

from collections.abc import AsyncIterator

import pytest

from playground.door import ChatDoor
from tests.bot.desk.steps import Clock
from tests.bot.house import GLEB, House, house


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[House]:
    """The desk, fresh for every test."""
    async with house(sqlite_url) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    """A clock that the test moves, at a Tuesday's noon in Moscow."""
    return Clock()


@pytest.fixture
async def timed_desk(sqlite_url: str, clock: Clock) -> AsyncIterator[House]:
    """The same desk by that clock."""
    async with house(sqlite_url, now=clock) as opened:
        yield opened


@pytest.fixture
async def gleb(desk: House) -> ChatDoor:
    """Serves networks and mail."""
    return await desk.staff(GLEB, "Gleb", "en")


@pytest.fixture
async def olga(desk: House) -> ChatDoor:
    """A customer who speaks Russian."""
    return await desk.customer()


@pytest.fixture
async def emma(desk: House) -> ChatDoor:
    """A customer who speaks English."""
    return await desk.customer(9_000_000_002, "Emma", "en")
