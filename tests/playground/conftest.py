from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from telegram import Bot as DeskBot

from playground.door import ChatDoor
from playground.server import Playground, start
from tests.playground.bots import BOTS, CUSTOMER, DESK, aiogram_bot, desk_bot

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[Playground]:
    async with start(bots=BOTS, now=clock, webhook_retry_seconds=0.01) as playground:
        yield playground
        assert playground.unknown_parameters == set()


@pytest.fixture
async def bot(telegram: Playground) -> AsyncIterator[Bot]:
    """The customer bot, on aiogram as it is shipped."""
    async with aiogram_bot(telegram.url, CUSTOMER) as bot:
        yield bot


@pytest.fixture
async def desk(telegram: Playground) -> AsyncIterator[DeskBot]:
    """The desk bot, on python-telegram-bot as it is shipped."""
    async with desk_bot(telegram.url, DESK) as bot:
        yield bot


@pytest.fixture
async def anna(telegram: Playground) -> ChatDoor:
    """Anna's chat with the customer bot, started and read by the bot."""
    chat = telegram.person(7_000_000_001, "Anna", language="ru").chat("acme_help_bot")
    await chat.start()
    telegram.world.bot("acme_help_bot").updates.forget()
    return chat


@pytest.fixture
async def boris(telegram: Playground) -> ChatDoor:
    """Boris's chat with the desk bot, started and read by the bot."""
    chat = telegram.person(1002, "Boris").chat("acme_desk_bot")
    await chat.start()
    telegram.world.bot("acme_desk_bot").updates.forget()
    return chat
