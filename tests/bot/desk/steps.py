"""Small steps of these stories: to hand over, to write, to tap, and to read what comes of it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from playground.door import ChatDoor
from playground.seen import Seen
from tests.bot.house import stillness

#: Staff of the sample desk besides those of tests.bot.house.
BORIS, DINA, ZHANNA, ILYA = 1002, 1005, 1007, 1008
#: Words that line 1 sends to the queue "network", which Anna, Gleb and the lead Vera serve.
NETWORK = "The internet is down in the shop"
WORDS = {"en": NETWORK, "ru": "Пропал интернет в магазине"}


@dataclass(slots=True)
class Clock:
    """A clock that stands until it is moved."""

    moment: datetime = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **span: float) -> None:
        """Let time pass; `span` as for timedelta."""
        self.moment += timedelta(**span)


async def hand_over(customer: ChatDoor, *desk: ChatDoor, words: str = NETWORK) -> None:
    """The customer asks for a person and hears that people have it; the card lies in these chats."""
    before = [len(_cards(chat.messages)) for chat in desk]
    await customer.say(f"/human {words}")
    await customer.next()
    for chat, count in zip(desk, before, strict=True):
        await _one_more_card(chat, count)


async def _one_more_card(chat: ChatDoor, than: int) -> None:
    await chat.until(lambda seen: len(_cards(seen)) > than)


async def answer(chat: ChatDoor, written: int) -> Seen:
    """The bot's first message after the one with that id."""

    def after(seen: list[Seen]) -> list[Seen]:
        return [one for one in seen if one.id > written and not one.mine]

    return after(await chat.until(after))[0]


async def said(chat: ChatDoor, words: str, reply_to: Seen | int | None = None) -> Seen:
    """The bot's answer to these words, said when nothing else is under way."""
    await stillness()
    return await answer(chat, await chat.say(words, reply_to=reply_to))


async def told(chat: ChatDoor, words: str, reply_to: Seen | int | None = None) -> str:
    """What it says."""
    return (await said(chat, words, reply_to)).text


async def tapped(chat: ChatDoor, message: Seen, button: str | None = None, data: str | None = None) -> Seen:
    """What the bot answers to the tap of a button; `data` forges one that is not there."""
    await stillness()
    last = chat.messages[-1].id
    await chat.tap(message, button, data=data)
    return await answer(chat, last)


async def hears(chat: ChatDoor, *parts: str) -> Seen:
    """The newest message of the bot that holds all these parts, as soon as there is one."""

    def found(seen: list[Seen]) -> list[Seen]:
        return [one for one in seen if not one.mine and all(part in one.text for part in parts)]

    return found(await chat.until(found))[-1]


def cards(chat: ChatDoor, number: int = 1) -> list[Seen]:
    """The ticket's cards in the chat, oldest first."""
    return [one for one in _cards(chat.messages) if one.text.startswith(f"#{number} ")]


def _cards(seen: list[Seen]) -> list[Seen]:
    return [one for one in seen if not one.mine and re.match(r"#\d+ · ", one.text)]


async def card(chat: ChatDoor, *parts: str, number: int = 1) -> Seen:
    """The ticket's newest card, as soon as it holds all these parts."""

    def shows(_: list[Seen]) -> bool:
        there = cards(chat, number)
        return bool(there) and all(part in there[-1].text for part in parts)

    await chat.until(shows)
    return cards(chat, number)[-1]


async def take(chat: ChatDoor, number: int = 1) -> Seen:
    """The ticket becomes theirs; its card comes back."""
    await told(chat, f"/take {number}")
    return await card(chat, number=number)


def labels(message: Seen) -> set[str]:
    """What stands on the buttons below a message."""
    return {button.text for row in message.buttons for button in row}


async def hears_nothing(customer: ChatDoor) -> None:
    """Nothing is on its way to the customer: what comes next is the answer to their own question."""
    await customer.say("/help")
    assert "/human" in (await customer.next()).text
