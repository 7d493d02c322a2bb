"""The whole way against a Bot API emulator that is not ours: what it lacks or refuses stops nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from playground.bell import Bell
from playground.local import Playground
from tests.bot.delivery.outside import rows
from tests.bot.delivery.talks import ANSWER, QUESTION
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN, GLEB, at_work

EMMA = 9_000_000_001
Json = dict[str, Any]


class Emulator(LoBotApiEmulator):  # type: ignore[misc]
    """The emulator with a bell after each of its answers."""

    def __init__(self) -> None:
        super().__init__()
        self.bell = Bell()

    async def handle(self, request: web.Request) -> web.Response:
        answer: web.Response = await super().handle(request)
        self.bell.ring()
        return answer

    def delivered(self) -> int:
        """How many letters left: as new messages or as changes of old ones."""
        methods = ("sendMessage", "editMessageText", "editMessageReplyMarkup")
        return sum(one["method"] in methods and one["status"] == 200 for one in self.requests)


@dataclass(slots=True)
class Talk:
    """One person with one of the bots."""

    emulator: Emulator
    token: str
    person: Json
    number: int = 0

    async def say(self, text: str) -> None:
        await self._happens({"message": self._message(text) | {"from": self.person}})

    async def press(self, data: str) -> None:
        press = {"id": f"{self.number}", "from": self.person, "chat_instance": "1", "data": data}
        await self._happens({"callback_query": press | {"message": self._message("…")}})

    def _message(self, text: str) -> Json:
        self.number += 1
        chat = {"id": self.person["id"], "type": "private", "first_name": self.person["first_name"]}
        return {"message_id": 1000 + self.number, "date": 1795345932, "chat": chat, "text": text}

    async def _happens(self, update: Json) -> None:
        await self.emulator.enqueue_update(update, token=self.token)


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Emulator, str]]:
    emulator = Emulator()
    runner = web.AppRunner(emulator.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield emulator, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def talk(emulator: Emulator, token: str, number: int, name: str) -> Talk:
    return Talk(emulator, token, {"id": number, "is_bot": False, "first_name": name, "language_code": "en"})


async def test_the_scenario_runs_on_it(sqlite_url: str) -> None:
    """The emulator keeps no texts: that they left is seen in its requests, what they say in the outbox.

    A card is drawn as it leaves, so the outbox knows of it only that it was shown.
    """

    async def sent(chat_id: int, words: str) -> None:
        letters = f"SELECT letter FROM outbox WHERE chat_id = {chat_id}"
        await emulator.bell.until(lambda: words in str(rows(sqlite_url, letters)) or None, 20)

    async with listening() as (emulator, url), at_work(only_address(url), sqlite_url):
        emma, gleb = talk(emulator, CUSTOMER_TOKEN, EMMA, "Emma"), talk(emulator, DESK_TOKEN, GLEB, "Gleb")
        await gleb.say("/start")
        await emma.say(QUESTION)
        await sent(EMMA, ANSWER)
        await emma.press("human")
        await sent(GLEB, '"show"')
        await gleb.press("take:1")
        await sent(EMMA, "A specialist is on it")
        await gleb.say("/ask 1 What do the lights show?")
        await sent(EMMA, "What do the lights show?")
        await emma.say("Red")
        await sent(GLEB, "Red")
        await gleb.say("/resolve 1 We reset the port.")
        await sent(EMMA, "We reset the port.")
        await emma.press("solved:1")
        await emma.press("rate:1:5")
        await sent(EMMA, "Thank you")
        await emulator.bell.until(lambda: emulator.delivered() == letters(sqlite_url) or None, 20)
    assert rows(sqlite_url, "SELECT state, csat FROM tickets") == [("closed", 5)]
    assert rows(sqlite_url, "SELECT count(*) FROM inbox WHERE done_at IS NULL") == [(0,)]
    assert rows(sqlite_url, "SELECT letter, error FROM outbox WHERE state != 'sent'") == []
    done = {request["method"] for request in emulator.requests if request["status"] == 200}
    assert {"getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery"} <= done


def letters(url: str) -> int:
    [(count,)] = rows(url, "SELECT count(*) FROM outbox")
    return int(count)


def only_address(url: str) -> Playground:
    """The desk needs nothing but the address of its Telegram."""

    @dataclass
    class Address:
        url: str

    return cast("Playground", Address(url))
