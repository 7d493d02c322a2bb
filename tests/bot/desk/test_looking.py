"""Screens that show: history, help, greeting, language, the menu."""

import re
from pathlib import Path

import pytest

from bot.desk.acts import ACTS
from bot.desk.screens import SCREENS
from tests.bot.desk.steps import WORDS, card, hand_over, labels, said, take, tapped, told
from tests.bot.house import ANNA, House

DOCS = Path(__file__).parents[3] / "docs"
#: Commands that /help leaves out: itself, other names of what it has, and the acts of buttons.
OTHER_WORDS = {"resolve_anyway", "start", "help", "card", "more", "accept_offer", "problems", "incidents"}


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "en",
            ["Line 1: opened. asked for a person", "Anna: took it", "Anna: noted. Port 4", "We: Look again"],
        ),
        (
            "ru",
            [
                "Линия 1: открыт. просит человека",
                "Anna: взято в работу",
                "Anna: заметка. Port 4",
                "Мы: Look again",
            ],
        ),
    ],
)
@pytest.mark.parametrize("way", ["command", "button"])
async def test_the_history_tells_everything_in_order(
    desk: House, language: str, rows: list[str], way: str
) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await take(anna)
    await told(anna, "/note 1 Port 4")
    await told(anna, "/reply 1 Look again")
    button = "History" if language == "en" else "История"
    if way == "command":
        text = await told(anna, "/history 1")
    else:
        text = (await tapped(anna, await card(anna), button)).text
    places = [text.index(row) for row in [WORDS[language], *rows]]
    assert places == sorted(places)


async def test_a_history_longer_than_a_message_comes_in_several(desk: House) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    for number in range(10):
        await told(anna, f"/note 1 {number} " + "word " * 100)
    first = await said(anna, "/history 1")
    assert first.text.startswith("#1 The internet is down")
    await anna.until(lambda seen: any(one.id > first.id and "noted. 9 word" in one.text for one in seen))


@pytest.mark.parametrize(
    ("language", "hello", "next_one", "empty"),
    [
        ("en", "Hello, Anna. Waiting in your queues: 1. Yours: 0.", "Take the next one", "Nothing waits"),
        ("ru", "Здравствуйте, Anna. Ждут в ваших очередях: 1. У вас: 0.", "Взять следующий", "никто не ждёт"),
    ],
)
async def test_start_tells_what_waits_and_takes_the_next(
    desk: House, language: str, hello: str, next_one: str, empty: str
) -> None:
    anna = await desk.staff(ANNA, "Anna", language)
    await hand_over(await desk.customer(language="en"), anna)
    greeting = await said(anna, "/start")
    assert greeting.text.startswith(hello)
    await tapped(anna, greeting, next_one)
    await card(anna, "Anna")
    assert empty in (await tapped(anna, greeting, next_one)).text


@pytest.mark.parametrize(("language", "words"), [("en", "without your name"), ("ru", "без вашего имени")])
async def test_help_names_every_command_in_one_message(desk: House, language: str, words: str) -> None:
    """What is missing is another word for what is there, or done by a button."""
    anna = await desk.staff(ANNA, "Anna", language)
    text = await told(anna, "/help")
    assert words in text
    assert (ACTS.keys() | SCREENS.keys()) - set(re.findall(r"/([a-z_0-9]*[a-z])\b", text)) == OTHER_WORDS
    assert len(text) < 4096


def test_the_papers_name_every_command() -> None:
    papers = "".join((DOCS / name).read_text() for name in ("desk.md", "incidents.md"))
    assert (ACTS.keys() | SCREENS.keys()) - set(re.findall(r"`/([a-z_]+)", papers)) <= OTHER_WORDS


async def test_the_menu_and_the_help_name_no_command_that_is_none(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    named = {one["command"] for one in anna.commands}
    named |= set(re.findall(r"(?<![\w.])/([a-z_]+)", await told(anna, "/help")))
    assert named <= ACTS.keys() | SCREENS.keys()


@pytest.mark.parametrize(("code", "first"), [("en", "What waits"), ("ru", "Что ждёт"), ("de", "What waits")])
async def test_the_menu_is_in_the_persons_language(desk: House, code: str, first: str) -> None:
    anna = await desk.staff(ANNA, "Anna", code)
    menu = {one["command"]: one["description"] for one in anna.commands}
    assert menu["queue"].startswith(first)
    assert {"next", "reply", "resolve", "help"} <= set(menu)


async def test_a_language_is_chosen_by_name_or_button_and_stays(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    assert await told(anna, "/language ru") == "Хорошо, говорим по-русски."
    assert "никто не ждёт" in await told(anna, "/next")
    choice = await said(anna, "/language")
    assert labels(choice) == {"English", "Русский"}
    assert (await tapped(anna, choice, "English")).text == "Good, we speak English."
    await hand_over(await desk.customer(language="ru"), anna)
    assert "Waits since" in (await card(anna)).text


@pytest.mark.parametrize("wanted", ["/language xx", "/language Klingon please", "/language 1"])
async def test_a_language_the_desk_does_not_speak_shows_those_it_does(desk: House, wanted: str) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    assert await told(anna, wanted) == "Which language shall we speak?"
