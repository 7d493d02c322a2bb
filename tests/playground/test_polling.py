import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from telegram import Bot as DeskBot
from telegram.error import Conflict

from playground.door import ChatDoor
from playground.server import Playground


async def texts(bot: Bot, offset: int | None = None, limit: int | None = None) -> list[str | None]:
    updates = await bot.get_updates(offset=offset, limit=limit)
    return [update.message.text if update.message else None for update in updates]


async def test_an_update_comes_again_until_an_offset_acknowledges_it(bot: Bot, anna: ChatDoor) -> None:
    await anna.say("one")
    await anna.say("two")
    assert await texts(bot) == ["one", "two"]
    first, _ = await bot.get_updates()
    assert await texts(bot, offset=first.update_id + 1) == ["two"]
    assert await texts(bot) == ["two"]
    assert await texts(bot, offset=first.update_id + 2) == []


async def test_a_negative_offset_keeps_only_the_newest(bot: Bot, anna: ChatDoor) -> None:
    for number in range(5):
        await anna.say(f"say {number}")
    assert await texts(bot, offset=-2) == ["say 3", "say 4"]
    assert await texts(bot) == ["say 3", "say 4"]


async def test_a_negative_offset_beyond_the_oldest_keeps_all(bot: Bot, anna: ChatDoor) -> None:
    await anna.say("one")
    assert await texts(bot, offset=-10) == ["one"]


async def test_limit_is_the_most_updates_of_one_answer(bot: Bot, anna: ChatDoor) -> None:
    for number in range(3):
        await anna.say(f"say {number}")
    assert await texts(bot, limit=2) == ["say 0", "say 1"]


async def test_a_long_poll_wakes_when_something_arrives(bot: Bot, anna: ChatDoor) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    while not poll.done() and anna.messages[-1].text != "now":
        await bot.get_me()  # the poll is under way by the time this answer is here
        await anna.say("now")
    updates = await poll
    assert updates[0].message is not None
    assert updates[0].message.text == "now"


async def test_an_empty_poll_ends_with_nothing(bot: Bot, anna: ChatDoor) -> None:
    assert await bot.get_updates(timeout=1) == []


async def test_the_older_poller_gets_a_conflict(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await bot.get_me()
    newer = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await older
    await anna.say("to the newer")
    assert len(await newer) == 1


async def test_polling_with_a_webhook_set_is_a_conflict(desk: DeskBot) -> None:
    await desk.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await desk.get_updates()
    await desk.delete_webhook()
    assert await desk.get_updates() == ()


async def test_a_kind_that_was_not_allowed_never_comes(bot: Bot, anna: ChatDoor) -> None:
    await bot.get_updates(allowed_updates=["my_chat_member"])
    await anna.say("not wanted")
    await anna.block()
    updates = await bot.get_updates()
    assert [update.event_type for update in updates] == ["my_chat_member"]
    await anna.unblock()
    await bot.get_updates(offset=-1, allowed_updates=[])
    await anna.say("wanted")
    assert "wanted" in await texts(bot)


async def test_reactions_come_only_on_request(bot: Bot, anna: ChatDoor) -> None:
    sent = await anna.say("hello")
    await anna.react(sent, "👍")
    await bot.get_updates(allowed_updates=["message", "message_reaction"], offset=-1)
    await anna.react(sent, None)
    assert [update.event_type for update in await bot.get_updates()] == ["message", "message_reaction"]


async def test_update_ids_grow_by_one(bot: Bot, anna: ChatDoor) -> None:
    await anna.say("one")
    await anna.say("two")
    first, second = await bot.get_updates()
    assert second.update_id == first.update_id + 1


async def test_each_bot_has_its_own_updates(bot: Bot, desk: DeskBot, anna: ChatDoor, boris: ChatDoor) -> None:
    await anna.say("to line 1")
    await boris.say("to the desk")
    assert await texts(bot) == ["to line 1"]
    (update,) = await desk.get_updates()
    assert update.message is not None
    assert update.message.text == "to the desk"
