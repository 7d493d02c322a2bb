from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from aiohttp import ClientSession

from playground.clock import Clock
from playground.guard import TOKEN_HEADER
from playground.server import Playground, start
from tests.playground.bots import BOTS, CUSTOMER, aiogram_bot
from tests.playground.conftest import NOON


def test_it_shows_real_time_until_it_is_moved() -> None:
    clock = Clock(lambda: NOON)
    assert clock() == NOON
    clock.forward(3600)
    clock.forward(60)
    assert clock() == NOON + timedelta(minutes=61)
    assert abs(Clock()() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), 1e300])
def test_it_never_goes_back_nor_beyond_time(seconds: float) -> None:
    clock = Clock(lambda: NOON)
    with pytest.raises(ValueError, match=r"only forward|more than a clock can tell"):
        clock.forward(seconds)
    assert clock() == NOON


async def test_a_bots_messages_are_dated_by_the_moved_clock() -> None:
    async with start(BOTS, now=Clock(lambda: NOON)) as telegram, aiogram_bot(telegram.url, CUSTOMER) as bot:
        olga = telegram.person(5, "Olga").chat("acme_help_bot")
        await olga.start()
        headers = {TOKEN_HEADER: telegram.token}
        async with (
            ClientSession(telegram.url, headers=headers) as http,
            http.post("/user/clock", json={"seconds": 7200}) as answer,
        ):
            assert (await answer.json())["ahead"] == 7200
        sent = await bot.send_message(5, "two hours later")
        assert sent.date == NOON + timedelta(hours=2)
        assert telegram.world.events.after(0)[-2].kind == "clock"


async def test_a_clock_of_others_cannot_be_moved(telegram: Playground, bot: Bot) -> None:
    headers = {TOKEN_HEADER: telegram.token}
    async with (
        ClientSession(telegram.url, headers=headers) as http,
        http.post("/user/clock", json={"seconds": 60}) as answer,
    ):
        assert answer.status == 400
        assert "start the playground with now=Clock()" in (await answer.json())["error"]
