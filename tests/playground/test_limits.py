import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from hypothesis import given
from hypothesis import strategies as st

from playground.limits import Gate, Limits, Rate
from playground.server import start
from tests.playground.bots import BOTS, CUSTOMER, aiogram_bot

LIMITS = Limits(per_bot=Rate(30, 30), per_chat=Rate(1, 3), per_group=Rate(20 / 60, 2))


def test_a_burst_passes_and_the_next_waits() -> None:
    gate = Gate(LIMITS)
    assert [gate.pass_(1, 5, 1, now=0) for _ in range(4)] == [0, 0, 0, 1]
    assert gate.pass_(1, 5, 1, now=1) == 0


def test_a_long_quiet_earns_no_more_than_a_burst() -> None:
    gate = Gate(LIMITS)
    gate.pass_(1, 5, 1, now=0)
    assert [gate.pass_(1, 5, 1, now=1000) for _ in range(4)] == [0, 0, 0, 1]


def test_a_group_waits_longer_than_a_person() -> None:
    gate = Gate(LIMITS)
    assert [gate.pass_(1, -5, 1, now=0) for _ in range(3)] == [0, 0, 3]


def test_an_album_is_paid_afterwards() -> None:
    gate = Gate(LIMITS)
    assert gate.pass_(1, 5, 10, now=0) == 0
    assert gate.pass_(1, 5, 1, now=0) == 8


def test_the_bot_as_a_whole_has_a_limit_too() -> None:
    gate = Gate(LIMITS)
    assert sum(gate.pass_(1, chat, 1, now=0) == 0 for chat in range(1, 41)) == 30
    assert gate.pass_(2, 1, 1, now=0) == 0


def test_no_limits_let_all_through() -> None:
    assert not any(Gate(None).pass_(1, 5, 1, now=0) for _ in range(1000))


@given(st.lists(st.floats(0, 5), max_size=200))
def test_never_more_than_the_rate_and_the_burst(gaps: list[float]) -> None:
    gate, now, passed = Gate(LIMITS), 0.0, 0
    for gap in gaps:
        now += gap
        passed += gate.pass_(1, 5, 1, now) == 0
    assert passed <= 3 + now + 1e-6


@given(st.integers(3, 20))
def test_waiting_as_told_is_enough(messages: int) -> None:
    gate = Gate(LIMITS)
    gate.pass_(1, 5, messages, now=0)
    wait = gate.pass_(1, 5, 1, now=0)
    assert gate.pass_(1, 5, 1, now=wait) == 0


async def test_a_bot_over_its_limit_is_told_how_long_to_wait() -> None:
    limits = Limits(per_chat=Rate(0.01, 1))
    async with start(bots=BOTS, limits=limits) as telegram, aiogram_bot(telegram.url, CUSTOMER) as bot:
        chat = telegram.person(5, "Anna").chat("acme_help_bot")
        await chat.start()
        await bot.send_message(5, "one")
        with pytest.raises(TelegramRetryAfter) as refusal:
            await bot.send_message(5, "two")
        assert 90 <= refusal.value.retry_after <= 100
        assert [seen.text for seen in chat.messages if not seen.mine] == ["one"]
        await acts_freely(bot)


async def acts_freely(bot: Bot) -> None:
    """What is not a message is not counted."""
    assert await bot.send_chat_action(5, "typing")
    assert await bot.get_chat(5)
