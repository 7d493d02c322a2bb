import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from telegram import Bot as DeskBot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from playground.door import ChatDoor
from playground.faults import Faults
from playground.server import Playground


def read(chat: ChatDoor) -> list[str]:
    return [seen.text for seen in chat.messages if not seen.mine]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", TelegramRetryAfter),
        ("403", TelegramForbiddenError),
        ("400", TelegramBadRequest),
        ("500", TelegramServerError),
        ("502", ClientDecodeError),
        ("garbage", ClientDecodeError),
        ("drop_before", TelegramNetworkError),
    ],
)
async def test_a_fault_befalls_a_call_and_nothing_is_done(
    telegram: Playground, bot: Bot, anna: ChatDoor, kind: str, error: type[Exception]
) -> None:
    telegram.faults.add(kind, "sendMessage", count=1)
    with pytest.raises(error):
        await bot.send_message(anna.id, "lost")
    await bot.send_message(anna.id, "kept")
    assert read(anna) == ["kept"]
    assert [call.outcome for call in telegram.calls] == [kind, "ok"]


@pytest.mark.parametrize(
    ("kind", "error"),
    [("500", NetworkError), ("502", NetworkError), ("garbage", TelegramError), ("drop_before", NetworkError)],
)
async def test_ptb_feels_them_too(
    telegram: Playground, desk: DeskBot, boris: ChatDoor, kind: str, error: type[Exception]
) -> None:
    telegram.faults.add(kind, "sendMessage", count=1)
    with pytest.raises(error):
        await desk.send_message(boris.id, "lost")
    assert read(boris) == []


@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
async def test_a_429_carries_its_seconds(telegram: Playground, desk: DeskBot, boris: ChatDoor) -> None:
    telegram.faults.add("429", "sendMessage", retry_after=7, count=1)
    with pytest.raises(RetryAfter) as refusal:
        await desk.send_message(boris.id, "later")
    assert refusal.value._retry_after.total_seconds() == 7


async def test_dropped_after_means_done_but_never_told(
    telegram: Playground, bot: Bot, desk: DeskBot, anna: ChatDoor, boris: ChatDoor
) -> None:
    telegram.faults.add("drop_after", "sendMessage", count=2)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "done")
    with pytest.raises(NetworkError):
        await desk.send_message(boris.id, "done")
    assert read(anna) == read(boris) == ["done"]


async def test_a_hang_lasts_until_the_caller_gives_up(
    telegram: Playground, desk: DeskBot, boris: ChatDoor
) -> None:
    telegram.faults.add("hang", "sendMessage", count=1)
    with pytest.raises(TimedOut):
        await desk.send_message(boris.id, "lost", read_timeout=0.05)
    await desk.send_message(boris.id, "kept")
    assert read(boris) == ["kept"]


async def test_a_short_hang_is_only_slow(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    telegram.faults.add("hang", "sendMessage", count=1, seconds=0.01)
    await bot.send_message(anna.id, "slow")
    assert read(anna) == ["slow"]


async def test_a_fault_waits_for_its_match(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    telegram.faults.add("500", match={"chat_id": anna.id, "text": "bad"}, count=1)
    await bot.send_message(anna.id, "good")
    await bot.get_me()
    with pytest.raises(TelegramServerError):
        await bot.send_message(anna.id, "a bad one")
    await bot.send_message(anna.id, "a bad one again")
    assert read(anna) == ["good", "a bad one again"]


async def test_cleared_faults_strike_no_more(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    telegram.faults.add("500")
    telegram.faults.clear()
    await bot.send_message(anna.id, "fine")
    assert read(anna) == ["fine"]


def test_the_same_seed_gives_the_same_chances() -> None:
    def strikes(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add("500", probability=0.5)
        return [faults.for_call("sendMessage", {}) is not None for _ in range(100)]

    assert strikes(1) == strikes(1)
    assert strikes(1) != strikes(2)
    assert 20 < sum(strikes(1)) < 80


def test_mistakes_in_a_fault_are_told() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Faults().add("500", probability=5)
    with pytest.raises(ValueError, match="not a valid Kind"):
        Faults().add("404")


async def test_a_duplicated_update_comes_again_after_it_was_acknowledged(
    telegram: Playground, bot: Bot, anna: ChatDoor
) -> None:
    telegram.faults.add("duplicate", count=1)
    await anna.say("twice")
    await anna.say("once")
    first, second = await bot.get_updates()
    (again,) = await bot.get_updates(offset=second.update_id + 1)
    assert again == first
    assert await bot.get_updates(offset=second.update_id + 1) == []


async def test_a_delayed_update_holds_up_its_own_chat_only(
    telegram: Playground, bot: Bot, anna: ChatDoor
) -> None:
    vera = telegram.person(1003, "Vera").chat("acme_help_bot")
    telegram.faults.add("delay", "message", match={"text": "slow"}, seconds=0.05)
    await anna.say("slow")
    await anna.say("behind it")
    await vera.say("quick")
    (quick,) = await bot.get_updates()
    assert quick.message is not None
    assert quick.message.text == "quick"
    later = await bot.get_updates(offset=quick.update_id + 1, timeout=10)
    assert [update.message and update.message.text for update in later] == ["slow", "behind it"]


async def test_a_reordered_update_is_overtaken_by_another_chat(
    telegram: Playground, bot: Bot, anna: ChatDoor
) -> None:
    vera = telegram.person(1003, "Vera").chat("acme_help_bot")
    telegram.faults.add("reorder", match={"chat_id": anna.id}, seconds=60, count=1)
    await anna.say("first")
    await anna.say("second")
    await vera.say("overtakes")
    texts = [update.message and update.message.text for update in await bot.get_updates()]
    assert texts == ["overtakes", "first", "second"]


async def test_a_hanging_call_does_not_stop_others(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    telegram.faults.add("hang", "getChat", count=1)
    hanging = asyncio.create_task(bot.get_chat(anna.id))
    await bot.send_message(anna.id, "meanwhile")
    assert read(anna) == ["meanwhile"]
    hanging.cancel()
