"""The customer's commands, with and without an open question."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from playground.door import ChatDoor
from tests.bot.customer.steps import NOTHING_OPEN, owned, solve, standing, ticket
from tests.bot.desk.steps import card, hears, labels, take, tapped, told
from tests.bot.house import House, house, sample_rules

STOPPED = {"en": "All right. Write when you need us.", "ru": "Хорошо. Пишите, когда понадобимся."}


async def test_start_says_that_it_is_a_bot_and_how_to_get_a_person(olga: ChatDoor, emma: ChatDoor) -> None:
    greeting = emma.messages[-1]
    assert greeting.text.startswith("Hello. This is the support bot of Acme.")
    assert labels(greeting) == {"A person, please"}
    assert "Это бот поддержки Acme" in olga.messages[-1].text


async def test_start_with_an_open_question_tells_where_it_stands(olga: ChatDoor, gleb: ChatDoor) -> None:
    await owned(olga, gleb)
    await olga.start("shop-5")
    assert "Это бот поддержки" in (await olga.next()).text
    assert "специалист занимается" in (await olga.next()).text


async def test_help_names_every_command_of_the_menu(emma: ChatDoor) -> None:
    said = await told(emma, "/help")
    assert all(f"/{one['command']}" in said for one in emma.commands if one["command"] != "help")


async def test_status_follows_the_ticket(desk: House, emma: ChatDoor, gleb: ChatDoor) -> None:
    assert await standing(emma) == NOTHING_OPEN["en"]
    await told(emma, "/human The internet is down in the shop")
    said = await standing(emma)
    assert said.startswith("You have 1 open question:\n\n#1 “The internet is down in the shop”")
    assert re.search("waits for a specialist. Next word (tomorrow )?by", said)
    await take(gleb)
    assert re.search("a specialist is on it. Next word (tomorrow )?by", await standing(emma))
    await told(gleb, "/ask 1 Which light is red?")
    assert (await standing(emma)).endswith("we wait for your answer.")
    question = await solve(emma, gleb)
    assert (await standing(emma)).endswith("solved, please check.")
    await tapped(emma, question, "Yes")
    assert await standing(emma) == NOTHING_OPEN["en"]


@pytest.mark.parametrize(
    ("command", "words"),
    [("/human", "Вопрос #1 «Пропал интернет в магазине» у специалиста."), ("/forget", "Вы просите удалить")],
)
async def test_a_person_asked_for_again_is_a_word_on_where_it_stands(
    command: str, words: str, olga: ChatDoor, gleb: ChatDoor
) -> None:
    """No second ticket."""
    await owned(olga, gleb)
    said = await told(olga, command)
    assert said.startswith(words)
    assert (await standing(olga)).startswith("У вас 1 открытый вопрос")


async def test_a_question_is_taken_back(desk: House, emma: ChatDoor, gleb: ChatDoor) -> None:
    await owned(emma, gleb)
    await emma.say("/cancel")
    assert (await tapped(emma, await emma.next(), "#1")).text.startswith("Done: #1")
    await card(gleb, "Closed")
    assert await standing(emma) == NOTHING_OPEN["en"]
    assert "30 seconds" in await told(emma, "How do I restart the router?"), "line 1 has the talk again"


async def test_cancel_drops_the_suggestions(olga: ChatDoor) -> None:
    await told(olga, "касса")
    assert await told(olga, "/cancel") == STOPPED["ru"]
    assert (await told(olga, "2")).startswith("Хочу понять точнее")


async def test_cancel_drops_words_not_read_yet(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=replace(sample_rules(), burst=timedelta(seconds=20))) as desk:
        emma = await desk.customer(language="en")
        await emma.say("How do I restart the router?")
        assert await told(emma, "/cancel") == STOPPED["en"]
        async with desk.database.look() as work:
            assert await work.messages.pending(emma.id) == []
            assert await work.timers.next_moment() is None


@pytest.mark.parametrize(
    ("language", "heard", "subject"),
    [
        ("en", "You want your data deleted", "Delete my data"),
        ("ru", "Вы просите удалить ваши данные", "Удалить мои данные"),
    ],
)
async def test_forget_goes_to_people_who_can_do_it(
    language: str, heard: str, subject: str, desk: House, gleb: ChatDoor
) -> None:
    """The customer hears that it was understood, the card says what it is."""
    customer = await desk.customer(language=language)
    assert heard in await told(customer, "/forget")
    await card(gleb, "#1 · Network", subject, "Note, Customer: asks to have their data deleted")
    await told(gleb, "/history 1")
    await hears(gleb, "asks to have their data deleted")


async def test_forget_with_an_open_question_is_noted_there(emma: ChatDoor, gleb: ChatDoor) -> None:
    await owned(emma, gleb)
    assert "You want your data deleted" in await told(emma, "/forget")
    await card(gleb, "asks to have their data deleted")


async def test_an_unknown_command_is_read_as_words(emma: ChatDoor) -> None:
    assert (await told(emma, "/restart")).startswith(("I want to get this right", "Does one of these"))


async def test_a_command_of_the_desk_does_nothing_here(desk: House, emma: ChatDoor, gleb: ChatDoor) -> None:
    await owned(emma, gleb)
    before = await ticket(desk)
    await emma.say("/resolve 1 all good")
    await hears(gleb, "/resolve 1 all good")
    assert (await ticket(desk)).state is before.state
