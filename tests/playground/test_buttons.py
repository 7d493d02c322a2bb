import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram import Bot as DeskBot
from telegram import InlineKeyboardButton as DeskButton
from telegram import InlineKeyboardMarkup as DeskMarkup
from telegram.error import BadRequest

from playground.door import ChatDoor, NotPossible
from playground.server import Playground

CARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="Take #17", callback_data="claim:17", style="success")],
        [InlineKeyboardButton(text="Docs", url="https://acme.example")],
    ]
)


async def tapped(bot: Bot) -> Update:
    (update,) = await bot.get_updates(timeout=10)
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def test_a_tap_reaches_the_bot_and_its_answer_the_person(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "#17 no internet", reply_markup=CARD)
    card = await anna.next()
    tap = asyncio.create_task(anna.tap(card, "Take"))
    query = (await tapped(bot)).callback_query
    assert query is not None
    assert query.data == "claim:17"
    assert query.message is not None
    assert query.message.message_id == card.id
    await query.answer("Yours").as_(bot)
    assert await tap == "Yours"


async def test_ptb_answers_without_words(desk: DeskBot, boris: ChatDoor) -> None:
    markup = DeskMarkup([[DeskButton("Release", callback_data="release:17")]])
    await desk.send_message(boris.id, "#17", reply_markup=markup)
    tap = asyncio.create_task(boris.tap(await boris.next(), 0))
    (update,) = await desk.get_updates(timeout=10)
    assert update.callback_query is not None
    await update.callback_query.answer()
    assert await tap is None


async def test_a_person_sees_what_a_button_is(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "#17", reply_markup=CARD)
    ((take,), (docs,)) = (await anna.next()).buttons
    assert (take.text, take.data, take.style) == ("Take #17", "claim:17", "success")
    assert docs.url == "https://acme.example"


async def test_a_stale_button_can_still_be_tapped(bot: Bot, anna: ChatDoor) -> None:
    message = await bot.send_message(anna.id, "#17", reply_markup=CARD)
    before = await anna.next()
    await message.edit_text("#17 taken").as_(bot)
    await anna.press(before, "Take")
    query = (await tapped(bot)).callback_query
    assert query is not None
    assert query.data == "claim:17"
    await message.delete().as_(bot)
    await anna.press(before, "Take")
    query = (await tapped(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert type(query.message).__name__ == "InaccessibleMessage"


async def test_a_button_that_is_not_there_is_named(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "#17", reply_markup=CARD)
    card = await anna.next()
    with pytest.raises(LookupError, match=r"no button 'Leave'.*'Take #17', 'Docs'"):
        await anna.tap(card, "Leave")
    with pytest.raises(NotPossible, match="does not call the bot"):
        await anna.tap(card, "Docs")


async def test_a_tap_nobody_answers_is_a_timeout(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "#17", reply_markup=CARD)
    with pytest.raises(TimeoutError, match="no answer to the tap on 'Take'"):
        await anna.tap(await anna.next(), "Take", timeout=0.01)


async def test_an_answer_that_comes_too_late_is_refused(
    telegram: Playground, bot: Bot, anna: ChatDoor
) -> None:
    telegram.world.tap_seconds = 0
    await bot.send_message(anna.id, "#17", reply_markup=CARD)
    await anna.press(await anna.next(), "Take")
    query = (await tapped(bot)).callback_query
    assert query is not None
    for query_id in (query.id, "12345"):
        with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired"):
            await bot.answer_callback_query(query_id)


async def test_only_the_bot_that_was_tapped_can_answer(bot: Bot, desk: DeskBot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "#17", reply_markup=CARD)
    tap = await anna.press(await anna.next(), "Take")
    assert tap is not None
    with pytest.raises(BadRequest, match="Query is too old"):
        await desk.answer_callback_query(tap.id)
    assert await bot.answer_callback_query(tap.id)


async def test_an_answer_has_200_letters(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "#17", reply_markup=CARD)
    await anna.press(await anna.next(), "Take")
    query = (await tapped(bot)).callback_query
    assert query is not None
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await query.answer("x" * 201).as_(bot)


async def test_a_keyboard_below_says_its_text_and_shares_the_phone(bot: Bot, anna: ChatDoor) -> None:
    rows = [[KeyboardButton(text="My tickets")], [KeyboardButton(text="My phone", request_contact=True)]]
    await bot.send_message(anna.id, "?", reply_markup=ReplyKeyboardMarkup(keyboard=rows))
    assert anna.keyboard == [["My tickets"], ["My phone"]]
    await anna.tap(await anna.next(), "My tickets")
    message = (await tapped(bot)).message
    assert message is not None
    assert message.text == "My tickets"
    await anna.share_phone("+79990000000")
    message = (await tapped(bot)).message
    assert message is not None
    assert message.contact is not None
    assert (message.contact.phone_number, message.contact.user_id) == ("+79990000000", anna.id)
    await bot.send_message(anna.id, "thanks", reply_markup=ReplyKeyboardRemove())
    assert anna.keyboard == []
    with pytest.raises(NotPossible, match="no button that asks for the phone"):
        await anna.share_phone("+79990000000")


async def test_the_menu_follows_scope_and_language(bot: Bot, anna: ChatDoor) -> None:
    await bot.set_my_commands([BotCommand(command="help", description="Help")])
    assert anna.commands[0]["description"] == "Help"
    scope = BotCommandScopeAllPrivateChats()
    russian = [BotCommand(command="help", description="Помощь")]
    await bot.set_my_commands(russian, scope=scope, language_code="ru")
    assert anna.commands[0]["description"] == "Помощь"
    assert [command.description for command in await bot.get_my_commands()] == ["Help"]
    in_russian = await bot.get_my_commands(scope=scope, language_code="ru")
    assert [command.description for command in in_russian] == ["Помощь"]
    await bot.delete_my_commands(scope=scope, language_code="ru")
    assert anna.commands[0]["description"] == "Help"


async def test_typing_is_seen_until_the_message(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_chat_action(anna.id, "typing")
    assert anna.typing == "typing"
    await bot.send_message(anna.id, "done")
    assert anna.typing is None
