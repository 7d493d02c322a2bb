"""Small steps of customers' stories, beside those of the desk's."""

from typing import Any

from playground.door import ChatDoor
from playground.seen import Seen
from routing.ticket import Ticket
from tests.bot.desk.steps import WORDS, answer, hand_over, hears, take, told
from tests.bot.house import House

#: What line 1 says when the customer has no ticket, in either language.
NOTHING_OPEN = {"en": "You have no open questions.", "ru": "У вас нет открытых вопросов."}


async def owned(customer: ChatDoor, specialist: ChatDoor) -> None:
    """A matter of the customer's, in the language of their greeting, becomes ticket #1, the specialist's."""
    language = "ru" if any(one.text.startswith("Здравствуйте") for one in customer.messages) else "en"
    await hand_over(customer, specialist, words=WORDS[language])
    await take(specialist)
    await customer.next()


async def solved(customer: ChatDoor, specialist: ChatDoor) -> Seen:
    """The specialist has taken and solved it; line 1's question whether that helped."""
    await owned(customer, specialist)
    return await solve(customer, specialist)


async def solve(customer: ChatDoor, specialist: ChatDoor) -> Seen:
    """The specialist solves ticket #1; line 1's question whether that helped."""
    await specialist.say("/resolve 1 Reset the port.")
    return await hears(customer, "Reset the port.")


async def ticket(desk: House, number: int = 1) -> Ticket:
    """The ticket as it stands."""
    async with desk.database.look() as work:
        return await work.tickets.get(number)


async def post(desk: House, chat: ChatDoor, **content: Any) -> None:
    """The customer sends something that no hand of the playground can, as the Bot API tells it."""
    world = desk.telegram.world
    person = world.people[chat.id]
    world.post(world.chat(world.bot("help_bot"), person), person, content)


async def sent(chat: ChatDoor, kind: str) -> Seen:
    """The bot's first message of that kind."""

    def of_kind(seen: list[Seen]) -> list[Seen]:
        return [one for one in seen if one.kind == kind and not one.mine]

    return of_kind(await chat.until(of_kind))[0]


async def standing(chat: ChatDoor) -> str:
    """What /status tells."""
    return await told(chat, "/status")


async def silent_since(chat: ChatDoor, written: int) -> None:
    """The bot has said nothing since that message: the first thing it says is the help asked for now."""
    await chat.say("/help")
    assert "/human" in (await answer(chat, written)).text
