import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import ClientSession

from playground.clock import Clock
from playground.events import Event
from playground.guard import TOKEN_HEADER
from playground.server import Playground, start
from playground.stories import Await, Calm, Forward, Phone, Say, Step, Story, Tap, Trouble, Until
from tests.playground.bots import BOTS, CUSTOMER, aiogram_bot
from tests.playground.conftest import NOON

HELP = Phone("acme_help_bot", {"en": 5, "ru": 6})


def both(en: str, ru: str) -> dict[str, str]:
    return {"en": en, "ru": ru}


WORDS = both("I forgot my password", "Забыл пароль")
SAID = Say(phone=HELP, text=WORDS, caption=both("Jack asks", "Иван спрашивает"))
HEARD = Await(phone=HELP, text=WORDS, caption=both("He is heard", "Его слышат"))
TAPPED = Tap(phone=HELP, button=both("Yes", "Да"), caption=both("It helped", "Помогло"))
TITLE = both("Password", "Пароль")


async def parrot(bot: Bot) -> None:
    """A bot that says everything back, with two buttons."""
    keys = [[InlineKeyboardButton(text=text, callback_data=text) for text in ("Yes", "Да")]]
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=30):
            offset = update.update_id + 1
            if update.message is not None:
                markup = InlineKeyboardMarkup(inline_keyboard=keys)
                await bot.send_message(
                    update.message.chat.id, update.message.text or "?", reply_markup=markup
                )
            elif update.callback_query is not None:
                await bot.send_message(update.callback_query.from_user.id, "tapped")
                await bot.answer_callback_query(update.callback_query.id)


@asynccontextmanager
async def theatre(*steps: Step, pace: float = 0) -> AsyncIterator[tuple[Playground, ClientSession]]:
    story = Story("password", TITLE, steps)
    async with start(BOTS, now=Clock(lambda: NOON), stories=[story], story_pace=pace) as telegram:
        telegram.person(5, "Jack"), telegram.person(6, "Ivan", language="ru")
        headers = {TOKEN_HEADER: telegram.token}
        async with (
            aiogram_bot(telegram.url, CUSTOMER) as bot,
            ClientSession(telegram.url, headers=headers) as http,
        ):
            answering = asyncio.create_task(parrot(bot))
            yield telegram, http
            answering.cancel()


async def order(http: ClientSession, path: str = "", **body: Any) -> Any:
    async with http.post(f"/user/story{path}", json=body) as answer:
        return await answer.json()


async def scene(telegram: Playground, is_it: Callable[[Any], bool]) -> Any:
    """The first scene that is so, as whoever watches is told."""

    def shown(event: Event) -> Any:
        return event.body.get("scene") if event.kind == "story" and isinstance(event.body, dict) else None

    def fits(event: Event) -> bool:
        return bool(shown(event)) and is_it(shown(event))

    return shown(await telegram.world.events.first(0, 0, fits, 20))


@pytest.mark.parametrize(("language", "person"), [("en", 5), ("ru", 6)])
async def test_a_story_plays_by_itself(language: str, person: int) -> None:
    async with theatre(SAID, HEARD, TAPPED) as (telegram, http):
        await order(http, story="password", language=language)
        last = await scene(telegram, lambda told: told["state"] in {"done", "failed"})
        assert (last["state"], last["error"], last["step"]) == ("done", "", 3)
        assert last["caption"] == TAPPED.caption[language]
        assert (last["person"], last["bot"]) == (person, "acme_help_bot")
        chat = telegram.person(person).chat("acme_help_bot")
        await chat.until(lambda seen: seen[-1].text == "tapped")
        assert chat.messages[0].text == WORDS[language]


async def test_step_by_step_waits_before_each_step() -> None:
    async with theatre(SAID, SAID) as (telegram, http):
        begun = await order(http, story="password", language="en", by_itself=False)
        assert (begun["state"], begun["step"], begun["steps"]) == ("paused", 0, 2)
        await order(http, "/step")
        await scene(telegram, lambda told: told["step"] == 1 and told["state"] == "paused")
        jack = telegram.person(5).chat("acme_help_bot")
        assert len([seen for seen in jack.messages if seen.mine]) == 1
        await order(http, "/go_on")
        await scene(telegram, lambda told: told["state"] == "done")
        assert len([seen for seen in jack.messages if seen.mine]) == 2


async def test_a_paused_story_goes_no_further_and_a_stopped_one_is_gone() -> None:
    async with theatre(SAID, SAID, pace=1000) as (telegram, http):
        await order(http, story="password", language="en")
        await scene(telegram, lambda told: told["step"] == 1)
        assert (await order(http, "/pause"))["state"] == "paused"
        assert await order(http, "/stop") is None
        assert len([seen for seen in telegram.person(5).chat("acme_help_bot").messages if seen.mine]) == 1


async def test_time_passes_and_troubles_end_with_the_story() -> None:
    late = Forward(hours=9, caption=both("Night falls", "Наступает ночь"))
    trouble = Trouble(fault={"kind": "500", "method": "sendPhoto"}, caption=both("Trouble", "Беда"))
    calm = Calm(caption=both("All is well", "Всё хорошо"))
    async with theatre(late, trouble, calm, trouble) as (telegram, http):
        await order(http, story="password", language="ru")
        assert (await scene(telegram, lambda told: told["step"] == 4))["caption"] == "Беда"
        await scene(telegram, lambda told: told["state"] == "done")
        assert (telegram.world.now() - NOON).total_seconds() == 9 * 3600
        assert telegram.faults.set == []
        kinds = [event.kind for event in telegram.world.events.after(0)]
        assert kinds.count("faults") == 4


async def test_time_passes_until_a_moment_that_may_be_here_already() -> None:
    evening = NOON.replace(hour=20)
    at_eight = Until(moment=lambda now: max(now, evening), caption=both("It is eight", "Уже восемь"))
    at_noon = Until(moment=lambda now: NOON, caption=both("It is past noon", "Полдень прошёл"))
    async with theatre(at_eight, at_eight, at_noon) as (telegram, http):
        await order(http, story="password", language="en")
        await scene(telegram, lambda told: told["state"] == "done")
        assert telegram.world.now() == evening
        assert [event.kind for event in telegram.world.events.after(0)].count("clock") == 1


async def test_a_story_that_cannot_go_on_says_why() -> None:
    async with theatre(SAID, SAID) as (telegram, http):
        await telegram.person(5).chat("acme_help_bot").block()
        await order(http, story="password", language="en")
        last = await scene(telegram, lambda told: told["state"] == "failed")
        assert last["error"] == "Jack has blocked @acme_help_bot; unblock it first"


async def test_mistakes_are_told() -> None:
    async with theatre(SAID) as (_, http):
        assert (
            "no story 'till' in 'en'; there are ['password']"
            in (await order(http, story="till", language="en"))["error"]
        )
        assert "no story 'password' in 'de'" in (await order(http, story="password", language="de"))["error"]
        assert "a story cannot dance; it can pause" in (await order(http, "/dance"))["error"]
