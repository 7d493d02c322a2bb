import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import ClientSession, FormData

from playground.door import ChatDoor
from playground.guard import TOKEN_HEADER
from playground.server import Playground

CHAT = "/user/7000000001/acme_help_bot"


@pytest.fixture
async def http(telegram: Playground) -> AsyncIterator[ClientSession]:
    async with ClientSession(telegram.url, headers={TOKEN_HEADER: telegram.token}) as session:
        yield session


async def do(http: ClientSession, action: str, **arguments: Any) -> Any:
    async with http.post(f"{CHAT}/{action}", json=arguments) as answer:
        body = await answer.json()
        assert answer.status == 200, body
        return body["result"]


async def look(http: ClientSession, path: str) -> Any:
    async with http.get(path) as answer:
        assert answer.status == 200
        return await answer.json()


async def test_people_are_made_and_listed(http: ClientSession, telegram: Playground) -> None:
    vera = {"person_id": 2**40, "first_name": "Vera", "language": "ru"}
    async with http.post("/user/people", json=vera) as answer:
        assert (await answer.json())["id"] == 2**40
    assert [person["first_name"] for person in await look(http, "/user/people")] == ["Vera"]
    assert telegram.person(2**40).person.language == "ru"
    assert len(await look(http, "/user/bots")) == 2


async def test_a_person_does_everything_over_http(http: ClientSession, bot: Bot, anna: ChatDoor) -> None:
    said = await do(http, "say", text="tpyo")
    await do(http, "edit", message=said, text="typo")
    await do(http, "say", text="and", reply_to=said, quote="typo")
    await do(http, "send_photo", caption="router")
    await do(http, "send_voice")
    await do(http, "send_album", photos=["one", "two"])
    await do(http, "send_location", latitude=1.5, longitude=2.5)
    await do(http, "send_contact", phone="+7", first_name="Boris")
    await do(http, "block")
    await do(http, "unblock")
    await do(http, "delete", message=said)
    kinds = [update.event_type for update in await bot.get_updates()]
    assert kinds == ["message", "edited_message"] + ["message"] * 7 + ["my_chat_member"] * 2


async def test_a_form_carries_files(http: ClientSession, bot: Bot, anna: ChatDoor) -> None:
    form = FormData()
    form.add_field("caption", "log")
    form.add_field("data", b"row 1", filename="router.log")
    async with http.post(f"{CHAT}/send_document", data=form) as answer:
        assert answer.status == 200
    seen = anna.messages[-1]
    assert (seen.files[0].name, anna.file(seen), seen.text) == ("router.log", b"row 1", "log")
    async with http.get(f"/user/files/{seen.files[0].number}") as answer:
        assert await answer.read() == b"row 1"
    async with http.get("/user/files/999") as answer:
        assert answer.status == 404


async def test_an_album_comes_as_several_files(http: ClientSession, anna: ChatDoor) -> None:
    form = FormData()
    for data in (b"one", b"two"):
        form.add_field("photos", data, filename="photo.jpg")
    async with http.post(f"{CHAT}/send_album", data=form) as answer:
        assert len((await answer.json())["result"]) == 2
    assert [anna.file(seen) for seen in anna.messages[-2:]] == [b"one", b"two"]


async def test_a_tap_returns_the_bots_answer(http: ClientSession, bot: Bot, anna: ChatDoor) -> None:
    button = InlineKeyboardButton(text="Take", callback_data="t")
    markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
    message = await bot.send_message(anna.id, "#17", reply_markup=markup)
    tap = asyncio.create_task(do(http, "tap", message=message.message_id, button="Take"))
    (update,) = await bot.get_updates(timeout=10)
    assert update.callback_query is not None
    await update.callback_query.answer("Yours").as_(bot)
    assert await tap == "Yours"


async def test_reading_waits_for_the_next_message(http: ClientSession, bot: Bot, anna: ChatDoor) -> None:
    start = anna.messages[-1].id
    waiting = asyncio.create_task(look(http, f"{CHAT}/messages?after={start}&timeout=30"))
    await bot.get_me()
    await bot.send_message(anna.id, "<b>hi</b>", parse_mode="HTML")
    (message,) = await waiting
    assert (message["text"], message["html"], message["mine"]) == ("hi", "<b>hi</b>", False)
    assert await look(http, f"{CHAT}/messages?after={message['id']}") == []


async def test_the_chat_as_it_stands(http: ClientSession, bot: Bot, anna: ChatDoor) -> None:
    await bot.send_chat_action(anna.id, "typing")
    chat = await look(http, CHAT)
    assert chat["typing"] == "typing"
    assert [message["text"] for message in chat["messages"]] == ["/start"]


async def test_events_tell_all_a_person_sees(
    http: ClientSession, telegram: Playground, bot: Bot, anna: ChatDoor
) -> None:
    async with http.ws_connect(f"/user/events?person={anna.id}") as events:
        await bot.send_chat_action(anna.id, "typing")
        message = await bot.send_message(anna.id, "old")
        await telegram.person(5, "Vera").chat("acme_help_bot").start()
        await message.edit_text("new").as_(bot)
        await message.delete().as_(bot)
        await anna.block()
        seen = [await events.receive_json(timeout=10) for _ in range(5)]
    assert [event["kind"] for event in seen] == ["typing", "message", "edited", "deleted", "blocked"]
    assert seen[2]["body"]["text"] == "new"
    assert {event["person"] for event in seen} == {anna.id}


async def test_events_that_were_missed_can_be_had_again(http: ClientSession, anna: ChatDoor) -> None:
    async with http.ws_connect("/user/events?after=0") as events:
        assert (await events.receive_json(timeout=10))["body"]["text"] == "/start"


async def test_faults_are_set_listed_and_cleared(http: ClientSession, telegram: Playground) -> None:
    fault = {"kind": "429", "method": "sendMessage", "retry_after": 3, "match": {"chat_id": 5}}
    async with http.post("/user/faults", json=fault) as answer:
        assert answer.status == 200
    (told,) = await look(http, "/user/faults")
    assert (told["kind"], told["retry_after"]) == ("429", 3)
    async with http.delete("/user/faults") as answer:
        assert answer.status == 200
    assert telegram.faults.set == []


async def test_calls_can_be_read(http: ClientSession, bot: Bot, anna: ChatDoor) -> None:
    await bot.get_me()
    await bot.send_message(anna.id, "hi")
    (call,) = await look(http, "/user/calls?method=sendMessage")
    assert (call["params"]["text"], call["outcome"]) == ("hi", "ok")
    assert len(await look(http, "/user/calls")) == 2


@pytest.mark.parametrize(
    ("path", "body", "advice"),
    [
        (f"{CHAT}/dance", {}, "a person cannot dance; they can start, say"),
        (f"{CHAT}/say", {}, "text: Missing required argument"),
        (f"{CHAT}/say", {"text": "  "}, "do not send an empty text"),
        (f"{CHAT}/say", {"text": "x" * 4097}, "split a text over 4096"),
        (f"{CHAT}/say", {"text": "x", "reply_to": 999}, "no message 999 in this chat"),
        (f"{CHAT}/say", {"text": "x", "reply_to": 1, "quote": "y"}, "QUOTE_TEXT_INVALID"),
        (f"{CHAT}/send_photo", {"size": 5}, "unexpected keyword argument"),
        ("/user/5/acme_help_bot/say", {"text": "x"}, "nobody has the id 5"),
        ("/user/7000000001/other_bot/say", {"text": "x"}, "no bot @other_bot; there are"),
        ("/user/faults", {"kind": "404"}, "not a valid Kind"),
        ("/user/people", {"person_id": "x", "first_name": "X"}, "person_id: Input should be a valid integer"),
    ],
)
async def test_a_mistake_is_told(
    http: ClientSession, anna: ChatDoor, path: str, body: dict[str, Any], advice: str
) -> None:
    async with http.post(path, json=body) as answer:
        assert answer.status == 400
        assert advice in (await answer.json())["error"]


async def test_a_body_that_is_no_json_is_told(http: ClientSession, anna: ChatDoor) -> None:
    async with http.post(f"{CHAT}/say", data=b"{", headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 400
