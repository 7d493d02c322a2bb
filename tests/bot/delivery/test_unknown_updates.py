"""Kinds of update we have no use for, or that nobody knew when this was written."""

from typing import Any

from bot.delivery.receive import chat_of
from storage.database import Database
from storage.inbox import Received
from tests.bot.delivery.outside import NOON, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, told
from tests.bot.house import GLEB, house

EMMA = 9_000_000_001
PERSON = {"id": EMMA, "is_bot": False, "first_name": "Emma", "language_code": "en"}
CHAT = {"id": EMMA, "type": "private", "first_name": "Emma"}
GROUP = {"id": -100, "type": "supergroup", "title": "Shop"}
SAID = {"message_id": 5, "date": 1795345932, "text": "Hello"}
UNUSUAL: list[dict[str, Any]] = [
    {},
    {"holographic_message": {"chat": CHAT, "from": PERSON}},
    {
        "message_reaction": {
            "chat": CHAT, "user": PERSON, "message_id": 1, "date": 1, "old_reaction": [], "new_reaction": [],
        }
    },
    {"message": {**SAID, "chat": GROUP, "from": PERSON}},
    {"channel_post": {**SAID, "chat": {"id": -5, "type": "channel", "title": "News"}}},
    {"poll_answer": {"poll_id": "1", "user": PERSON, "option_ids": [0], "option_persistent_ids": ["x"]}},
    {"callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "inline_message_id": "x"}},
]  # fmt: skip


async def test_unknown_updates_are_done_and_harm_nothing(sqlite_url: str, sqlite_database: Database) -> None:
    """They stand in the inbox of both bots before the desk starts; it works them through and goes on."""
    waiting = [
        Received(bot, number, chat_of(update), {"update_id": number, **update}, NOON, account)
        for bot, account in (("customer", 777000111), ("desk", 777000222))
        for number, update in enumerate(UNUSUAL)
    ]
    async with sqlite_database.begin() as work:
        await work.inbox.put(waiting)
    async with house(sqlite_url) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        emma = await desk.customer(EMMA, "Emma", "en")
        await emma.say(QUESTION)
        assert ANSWER in (await emma.next()).text
        assert (len(told(emma)), len(told(gleb))) == (2, 1)
    done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL AND tries = 0 AND update_id < 100"
    assert rows(sqlite_url, done) == [(len(waiting),)]


async def test_a_message_of_a_kind_not_known_yet_reaches_line_1(
    sqlite_url: str, sqlite_database: Database
) -> None:
    hologram = {**SAID, "chat": CHAT, "from": PERSON, "hologram": {"depth": 3}}
    del hologram["text"]
    async with sqlite_database.begin() as work:
        payload = {"update_id": 1, "message": hologram}
        await work.inbox.put([Received("customer", 1, EMMA, payload, NOON, 777000111)])
    async with house(sqlite_url) as desk:
        emma = desk.telegram.person(EMMA, "Emma").chat("help_bot")
        await emma.say(QUESTION)
        await emma.next()
    assert rows(sqlite_url, "SELECT done_at FROM inbox WHERE done_at IS NULL") == []
    assert (EMMA, "unknown") in rows(sqlite_url, "SELECT customer_id, kind FROM messages")
