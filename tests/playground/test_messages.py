from collections.abc import Awaitable

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramUnauthorizedError,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram import Bot as DeskBot
from telegram.error import BadRequest, Forbidden

from playground.door import ChatDoor, NotPossible
from playground.server import Playground
from tests.playground.bots import aiogram_bot
from tests.playground.conftest import Clock


def buttons(data: str) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text="Take", callback_data=data)
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


async def refused(call: Awaitable[object]) -> str:
    with pytest.raises(TelegramBadRequest) as refusal:
        await call
    return refusal.value.message


async def test_a_person_reads_text_and_marks(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "👍 <b>Ready</b> in <i>an hour</i>", parse_mode="HTML")
    reply = await anna.next()
    assert reply.text == "👍 Ready in an hour"
    assert reply.html == "👍 <b>Ready</b> in <i>an hour</i>"
    assert reply.entities[0] == {"type": "bold", "offset": 3, "length": 5}


async def test_both_frameworks_reach_their_own_chats(
    bot: Bot, desk: DeskBot, anna: ChatDoor, boris: ChatDoor
) -> None:
    await bot.send_message(anna.id, "to Anna")
    await desk.send_message(boris.id, "to Boris")
    assert (await anna.next()).text == "to Anna"
    assert (await boris.next()).text == "to Boris"


async def test_messages_are_dated_by_the_clock(bot: Bot, anna: ChatDoor, clock: Clock) -> None:
    clock.forward(hours=1)
    message = await bot.send_message(anna.id, "later")
    assert message.date == clock.now


@pytest.mark.parametrize("size", [1, 4096])
async def test_a_text_may_have_4096_units(bot: Bot, anna: ChatDoor, size: int) -> None:
    await bot.send_message(anna.id, "<b>" + "я" * size + "</b>", parse_mode="HTML")
    assert len((await anna.next()).text) == size


async def test_4097_units_are_too_long(bot: Bot, anna: ChatDoor) -> None:
    assert await refused(bot.send_message(anna.id, "x" * 4097)) == "Bad Request: message is too long"
    assert await refused(bot.send_message(anna.id, "👍" * 2049)) == "Bad Request: message is too long"


@pytest.mark.parametrize("text", [" \n ", "<b></b>"])
async def test_a_text_that_comes_to_nothing_is_empty(bot: Bot, anna: ChatDoor, text: str) -> None:
    message = await refused(bot.send_message(anna.id, text, parse_mode="HTML"))
    assert message == "Bad Request: message text is empty"


async def test_bad_html_is_a_400_with_the_reason(bot: Bot, anna: ChatDoor) -> None:
    message = await refused(bot.send_message(anna.id, "да <ticket>", parse_mode="HTML"))
    assert message == 'Bad Request: can\'t parse entities: Unsupported start tag "ticket" at byte offset 5'


async def test_markdown_is_refused_clearly(bot: Bot, anna: ChatDoor) -> None:
    assert "reads HTML only" in await refused(bot.send_message(anna.id, "*x*", parse_mode="MarkdownV2"))
    assert "unsupported parse_mode" in await refused(bot.send_message(anna.id, "x", parse_mode="rtf"))


async def test_button_data_has_64_bytes_at_most(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "fits", reply_markup=buttons("я" * 32))
    message = await refused(bot.send_message(anna.id, "no", reply_markup=buttons("я" * 32 + "x")))
    assert message == "Bad Request: BUTTON_DATA_INVALID"


async def test_a_button_must_do_something(bot: Bot, anna: ChatDoor) -> None:
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Nothing")]])
    message = await refused(bot.send_message(anna.id, "x", reply_markup=markup))
    assert "Text buttons are unallowed in the inline keyboard" in message


async def test_a_buttons_address_must_be_one(bot: Bot, anna: ChatDoor) -> None:
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x", url="file:///etc")]])
    assert "BUTTON_URL_INVALID" in await refused(bot.send_message(anna.id, "x", reply_markup=markup))


async def test_a_message_has_100_buttons_at_most(bot: Bot, anna: ChatDoor) -> None:
    row = buttons("a").inline_keyboard[0]
    await bot.send_message(anna.id, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row] * 100))
    too_many = InlineKeyboardMarkup(inline_keyboard=[row] * 101)
    message = await refused(bot.send_message(anna.id, "x", reply_markup=too_many))
    assert message == "Bad Request: reply markup is too long"


async def test_a_stranger_is_no_chat(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    assert await refused(bot.send_message(99, "hi")) == "Bad Request: chat not found"
    telegram.person(1003, "Vera")
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(1003, "hi")


async def test_a_blocked_bot_is_told_and_refused(bot: Bot, anna: ChatDoor) -> None:
    await anna.block()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(anna.id, "hi")
    with pytest.raises(NotPossible, match="unblock"):
        await anna.say("anyone?")
    await anna.unblock()
    await bot.send_message(anna.id, "hi")
    blocked, unblocked = await bot.get_updates()
    assert blocked.my_chat_member is not None
    assert unblocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member.new_chat_member.status == "member"


async def test_ptb_reads_blocking_too(desk: DeskBot, boris: ChatDoor) -> None:
    await boris.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await desk.send_message(boris.id, "hi")
    (update,) = await desk.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"


async def test_an_edit_changes_what_is_read(bot: Bot, anna: ChatDoor) -> None:
    message = await bot.send_message(anna.id, "old", reply_markup=buttons("a"))
    edited = await bot.edit_message_text("new", chat_id=anna.id, message_id=message.message_id)
    assert edited is not True
    seen = anna.messages[-1]
    assert (seen.text, seen.edited, seen.buttons) == ("new", True, ())


async def test_an_empty_keyboard_is_none(bot: Bot, anna: ChatDoor) -> None:
    message = await bot.send_message(anna.id, "#17", reply_markup=buttons("a"))
    edited = await message.edit_reply_markup(reply_markup=InlineKeyboardMarkup(inline_keyboard=[])).as_(bot)
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    assert anna.messages[-1].buttons == ()


async def test_the_same_again_is_not_modified(bot: Bot, anna: ChatDoor) -> None:
    message = await bot.send_message(anna.id, "<b>old</b>", parse_mode="HTML", reply_markup=buttons("a"))
    same_text = message.edit_text("<b>old</b>", parse_mode="HTML", reply_markup=buttons("a")).as_(bot)
    reason = await refused(same_text)
    assert reason.startswith("Bad Request: message is not modified: specified new message content")
    same_buttons = message.edit_reply_markup(reply_markup=buttons("a")).as_(bot)
    assert "message is not modified" in await refused(same_buttons)
    await message.edit_reply_markup(reply_markup=buttons("b")).as_(bot)
    assert anna.messages[-1].buttons[0][0].data == "b"


async def test_only_own_messages_that_are_there_can_be_edited(bot: Bot, anna: ChatDoor) -> None:
    said = await anna.say("mine")
    message = await refused(bot.edit_message_text("x", chat_id=anna.id, message_id=said))
    assert message == "Bad Request: message can't be edited"
    message = await refused(bot.edit_message_text("x", chat_id=anna.id, message_id=9999))
    assert message == "Bad Request: message to edit not found"


async def test_ptb_edits_and_deletes(desk: DeskBot, boris: ChatDoor) -> None:
    card = await desk.send_message(boris.id, "#17")
    await card.edit_text("#17 taken")
    assert boris.messages[-1].text == "#17 taken"
    await card.delete()
    assert [seen.text for seen in boris.deleted] == ["#17 taken"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await card.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await card.edit_text("#17 again")


async def test_deleting_many_passes_over_those_gone(bot: Bot, anna: ChatDoor) -> None:
    sent = [(await bot.send_message(anna.id, f"{n}")).message_id for n in range(3)]
    assert await bot.delete_messages(anna.id, [*sent, 9999])
    assert [seen.id for seen in anna.deleted] == sent


async def test_after_48_hours_nothing_is_deleted(bot: Bot, anna: ChatDoor, clock: Clock) -> None:
    message = await bot.send_message(anna.id, "old")
    clock.forward(hours=49)
    assert "message can't be deleted" in await refused(message.delete().as_(bot))


async def test_a_reply_needs_its_message(bot: Bot, anna: ChatDoor) -> None:
    said = await anna.say("question")
    await bot.send_message(anna.id, "answer", reply_parameters=ReplyParameters(message_id=said))
    assert (await anna.next()).reply_to == said
    await anna.delete(said)
    gone = bot.send_message(anna.id, "answer", reply_parameters=ReplyParameters(message_id=said))
    assert await refused(gone) == "Bad Request: message to be replied not found"
    lenient = ReplyParameters(message_id=said, allow_sending_without_reply=True)
    await bot.send_message(anna.id, "anyway", reply_parameters=lenient)
    assert (await anna.next()).reply_to is None


async def test_ptb_replies_and_quotes(desk: DeskBot, boris: ChatDoor) -> None:
    card = await desk.send_message(boris.id, "the router blinks red")
    said = await boris.say("reset it", reply_to=card.message_id, quote="blinks red")
    (update,) = await desk.get_updates()
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.message_id == card.message_id
    assert update.message.quote is not None
    assert (update.message.quote.text, update.message.quote.position) == ("blinks red", 11)
    await update.message.reply_text("done", do_quote=True)
    await boris.next()
    assert (await boris.next()).reply_to == said


async def test_a_quote_must_be_in_the_message(bot: Bot, anna: ChatDoor) -> None:
    said = await anna.say("question")
    reply = ReplyParameters(message_id=said, quote="another")
    assert "QUOTE_TEXT_INVALID" in await refused(bot.send_message(anna.id, "x", reply_parameters=reply))


async def test_a_persons_edit_reaches_the_bot(bot: Bot, anna: ChatDoor) -> None:
    said = await anna.say("tpyo")
    await anna.edit(said, "typo")
    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert (update.edited_message.message_id, update.edited_message.text) == (said, "typo")
    assert update.edited_message.edit_date is not None


async def test_commands_are_marked_for_the_frameworks(desk: DeskBot, boris: ChatDoor) -> None:
    await boris.say("/reply 17 hello")
    (update,) = await desk.get_updates()
    assert update.message is not None
    (entity,) = update.message.entities
    assert (entity.type, entity.offset, entity.length) == ("bot_command", 0, 6)


async def test_start_carries_its_payload(bot: Bot, anna: ChatDoor) -> None:
    await anna.start("shop_42")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start shop_42"


async def test_a_copy_leaves_no_trace_of_the_writer_and_a_forward_does(bot: Bot, anna: ChatDoor) -> None:
    said = await anna.say("/forward me")
    copied = await bot.copy_message(anna.id, from_chat_id=anna.id, message_id=said)
    forwarded = await bot.forward_message(anna.id, from_chat_id=anna.id, message_id=said)
    assert [(seen.id, seen.text, seen.forwarded) for seen in anna.messages[-2:]] == [
        (copied.message_id, "/forward me", False),
        (forwarded.message_id, "/forward me", True),
    ]
    assert "message to copy not found" in await refused(bot.copy_message(anna.id, anna.id, 9999))


async def test_a_draft_grows_until_the_message_comes(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message_draft(anna.id, draft_id=1, text="Your rou")
    assert anna.drafts == {1: "Your rou"}
    await bot.send_message(anna.id, "Your router is fine")
    assert anna.drafts == {}


async def test_reactions_stand_on_the_message(bot: Bot, anna: ChatDoor) -> None:
    said = await anna.say("thanks")
    await bot.set_message_reaction(anna.id, said, reaction=[{"type": "emoji", "emoji": "❤"}])  # type: ignore[list-item]
    assert anna.messages[-1].reaction == "❤"


async def test_an_unknown_token_is_unauthorized(telegram: Playground) -> None:
    async with aiogram_bot(telegram.url, "333:nobody") as nobody:
        with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
            await nobody.get_me()


async def test_an_unknown_method_is_not_found(telegram: Playground, bot: Bot) -> None:
    http = await bot.session.create_session()  # type: ignore[attr-defined]
    async with http.post(f"{telegram.url}/bot{bot.token}/sendMassage") as answer:
        assert answer.status == 404
        assert await answer.json() == {
            "ok": False,
            "error_code": 404,
            "description": "Not Found: method not found",
        }


async def test_a_method_not_built_yet_says_so(bot: Bot, anna: ChatDoor) -> None:
    with pytest.raises(Exception, match="the local Telegram has no sendPoll yet"):
        await bot.send_poll(anna.id, "?", ["a", "b"])


async def test_a_misspelt_parameter_is_noted(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    http = await bot.session.create_session()  # type: ignore[attr-defined]
    right = {"chat_id": anna.id, "text": "x"}
    body = right | {"reply_to": 5, "reply_parameters": {"message_id": 1, "qoute": "y"}}
    async with http.post(f"{telegram.url}/bot{bot.token}/sendMessage", json=body) as answer:
        assert answer.status == 200
    assert telegram.unknown_parameters == {"sendMessage.reply_to", "sendMessage.reply_parameters.qoute"}
    telegram.unknown_parameters.clear()


async def test_a_parameter_of_the_wrong_type_is_a_400(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    http = await bot.session.create_session()  # type: ignore[attr-defined]
    wrong = [
        ({"chat_id": anna.id}, "message text is empty"),
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": anna.id, "text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
        ({"chat_id": anna.id, "text": "x", "reply_markup": '{"inline_keyboard": 5}'}, "can't parse"),
        ({"chat_id": anna.id, "text": "x", "message_thread_id": "abc"}, "can't parse message_thread_id"),
    ]
    for body, reason in wrong:
        async with http.post(f"{telegram.url}/bot{bot.token}/sendMessage", data=body) as answer:
            assert answer.status == 400
            assert reason in (await answer.json())["description"]


async def test_the_journal_knows_calls_and_no_token(telegram: Playground, bot: Bot, anna: ChatDoor) -> None:
    await bot.send_message(anna.id, "hi")
    await refused(bot.send_message(99, "hi"))
    assert [(call.method, call.outcome) for call in telegram.calls] == [
        ("sendMessage", "ok"),
        ("sendMessage", "400"),
    ]
    assert "customer" not in repr(telegram.calls)
