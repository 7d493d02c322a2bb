"""Line 1 speaks the customer's language, told or chosen."""

import pytest

from playground.door import ChatDoor
from tests.bot.desk.steps import tapped, told
from tests.bot.house import House

GREETINGS = {"en": "Hello. This is the support bot of Acme.", "ru": "Здравствуйте. Это бот поддержки Acme."}


@pytest.mark.parametrize(("code", "language"), [("ru", "ru"), ("en-GB", "en"), ("de", "en"), (None, "en")])
async def test_a_newcomer_is_greeted_in_their_telegrams_language(
    code: str | None, language: str, desk: House
) -> None:
    chat = desk.telegram.person(9_000_000_003, "Max", language=code).chat("help_bot")
    await chat.start()
    assert (await chat.next()).text.startswith(GREETINGS[language])


async def test_line_1_follows_the_language_of_the_words(emma: ChatDoor) -> None:
    assert "30 seconds" in await told(emma, "How do I restart the router?")
    assert "неоконченного чека" in await told(emma, "Касса не закрывает смену")
    assert (await told(emma, "спасибо")).startswith("Рады помочь")
    assert (await told(emma, "thank you")).startswith("Glad to help")


async def test_a_wrong_keyboard_or_latin_letters_change_nothing(olga: ChatDoor) -> None:
    """They are read as they were meant, and answered in the language that was meant."""
    assert (await told(olga, "ye xnj nfv&")).startswith("Хочу понять точнее")
    assert (await told(olga, "kassa ne rabotaet")).startswith("Похоже на что-то из этого?")


async def test_a_tag_in_other_letters_changes_nothing(olga: ChatDoor) -> None:
    assert (await told(olga, "ok")).startswith("Хочу понять точнее")


async def test_a_chosen_language_stays(olga: ChatDoor) -> None:
    await olga.say("/language")
    choice = await olga.next()
    assert [button.text for row in choice.buttons for button in row] == ["English", "Русский"]
    assert (await tapped(olga, choice, "English")).text == "Good, we speak English."
    assert "30 seconds" in await told(olga, "Как перезагрузить роутер?")


@pytest.mark.parametrize("command", ["/language en", "/language EN", "/language\nen"])
async def test_a_language_is_chosen_by_its_name(command: str, olga: ChatDoor) -> None:
    assert await told(olga, command) == "Good, we speak English."


async def test_an_unknown_language_brings_the_choice(olga: ChatDoor) -> None:
    assert await told(olga, "/language klingon") == "На каком языке говорим?"


async def test_the_menu_of_commands_is_in_the_customers_language(olga: ChatDoor, emma: ChatDoor) -> None:
    assert {"command": "human", "description": "Позвать человека"} in olga.commands
    assert {"command": "human", "description": "A person"} in emma.commands
