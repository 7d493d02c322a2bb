from typing import Any

from aiogram import Bot
from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove
from aiohttp import ClientSession

from playground.door import ChatDoor
from playground.guard import TOKEN_HEADER
from playground.server import Playground, start
from tests.playground.bots import BOTS


def over_http(telegram: Playground) -> ClientSession:
    return ClientSession(telegram.url, headers={TOKEN_HEADER: telegram.token})


async def test_why_is_asked_of_whoever_explains() -> None:
    async def explain(bot: str, person: int) -> list[str] | dict[str, Any]:
        return [f"@{bot} thought of {person}"]

    async with start(BOTS, explain=explain) as telegram, over_http(telegram) as http:
        async with http.get("/user/5/acme_help_bot/why") as answer:
            assert await answer.json() == {"why": ["@acme_help_bot thought of 5"]}
        async with http.get("/user/all") as answer:
            assert (await answer.json())["explains"] is True


async def test_where_nobody_explains_that_is_told(telegram: Playground) -> None:
    async with over_http(telegram) as http, http.get("/user/5/acme_help_bot/why") as answer:
        assert answer.status == 400
        assert "start() was given no explain" in (await answer.json())["error"]


async def test_everything_at_a_glance(telegram: Playground, anna: ChatDoor) -> None:
    async with over_http(telegram) as http, http.get("/user/all") as answer:
        told = await answer.json()
    assert [person["first_name"] for person in told["people"]] == ["Anna"]
    assert [bot["username"] for bot in told["bots"]] == ["acme_help_bot", "acme_desk_bot"]
    (chat,) = told["chats"]
    assert (chat["person"], chat["count"], chat["last"]["text"]) == (anna.id, 1, "/start")
    assert (told["clock"]["ahead"], told["scene"], told["event"]) == (None, None, 1)


async def test_one_trouble_is_set_aside_and_watchers_see_it(telegram: Playground, bot: Bot) -> None:
    first = telegram.faults.add(method="sendMessage", kind="429", retry_after=1, count=1)
    second = telegram.faults.add(method="sendPhoto", kind="500")
    async with over_http(telegram) as http, http.delete(f"/user/faults/{second.number}") as answer:
        assert [fault["number"] for fault in await answer.json()] == [first.number]
    kinds = [event.kind for event in telegram.world.events.after(0)]
    assert kinds == ["faults"] * 3


async def test_the_keyboard_below_is_shown_and_taken_away(
    telegram: Playground, bot: Bot, anna: ChatDoor
) -> None:
    share = KeyboardButton(text="Share", request_contact=True)
    await bot.send_message(anna.id, "?", reply_markup=ReplyKeyboardMarkup(keyboard=[[share]]))
    assert anna.reply_keyboard is not None
    assert anna.reply_keyboard["keyboard"][0][0]["request_contact"] is True
    await bot.send_message(anna.id, "ok", reply_markup=ReplyKeyboardRemove(remove_keyboard=True))
    shown = [event.body for event in telegram.world.events.after(0) if event.kind == "keyboard"]
    assert len(shown) == 2
    assert shown[1] == {"keyboard": None}
