import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from telegram import Bot as DeskBot

from playground.door import ChatDoor, NotPossible
from playground.server import start
from tests.playground.bots import BOTS, CUSTOMER, aiogram_bot


async def test_a_topic_of_a_private_chat_lives_from_create_to_delete(bot: Bot, anna: ChatDoor) -> None:
    assert (await bot.get_me()).has_topics_enabled
    topic = await bot.create_forum_topic(anna.id, "#17 no internet")
    await bot.send_message(anna.id, "Here", message_thread_id=topic.message_thread_id)
    assert anna.topics == {topic.message_thread_id: "#17 no internet"}
    written = await anna.next()
    assert (written.text, written.thread) == ("Here", topic.message_thread_id)
    await bot.edit_forum_topic(anna.id, topic.message_thread_id, name="#17 solved")
    assert anna.topics == {topic.message_thread_id: "#17 solved"}
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.edit_forum_topic(anna.id, topic.message_thread_id, name="#17 solved")
    await bot.delete_forum_topic(anna.id, topic.message_thread_id)
    assert anna.topics == {}
    assert [seen.text for seen in anna.messages] == ["/start"]


async def test_ptb_hears_in_which_topic_a_person_writes(desk: DeskBot, boris: ChatDoor) -> None:
    topic = await desk.create_forum_topic(boris.id, "#17")
    await boris.say("in the topic", thread=topic.message_thread_id)
    (update,) = await desk.get_updates()
    assert update.message is not None
    assert update.message.message_thread_id == topic.message_thread_id
    assert update.message.is_topic_message
    await update.message.reply_text("noted", do_quote=True, message_thread_id=None)
    assert (await boris.next()).thread == topic.message_thread_id
    with pytest.raises(NotPossible, match="no topic 999"):
        await boris.say("nowhere", thread=999)


async def test_a_topic_that_is_gone_is_not_found(bot: Bot, anna: ChatDoor) -> None:
    topic = await bot.create_forum_topic(anna.id, "#17")
    await anna.delete_topic(topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(anna.id, "?", message_thread_id=topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="TOPIC_ID_INVALID"):
        await bot.delete_forum_topic(anna.id, topic.message_thread_id)


async def test_a_name_has_128_letters(bot: Bot, anna: ChatDoor) -> None:
    assert len((await bot.create_forum_topic(anna.id, "x" * 200)).name) == 128


async def test_without_topics_a_chat_is_no_forum() -> None:
    async with start(bots=BOTS, topics=False) as telegram, aiogram_bot(telegram.url, CUSTOMER) as bot:
        await telegram.person(5, "Anna").chat("acme_help_bot").start()
        assert not (await bot.get_me()).has_topics_enabled
        with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
            await bot.create_forum_topic(5, "#17")
