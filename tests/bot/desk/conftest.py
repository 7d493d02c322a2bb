"""A desk at work, fresh for every test."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.desk.steps import Clock
from tests.bot.house import House, house


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[House]:
    """The sample desk at work on SQLite."""
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
