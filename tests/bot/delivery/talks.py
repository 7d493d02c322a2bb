"""How a conversation gets to where a test begins."""

from playground.door import ChatDoor
from playground.seen import Seen
from tests.bot.house import GLEB, House

QUESTION, ANSWER = "How do I restart the router?", "30 seconds"


async def relayed(desk: House) -> tuple[ChatDoor, ChatDoor]:
    """Emma and Gleb talk on ticket 1, which is his; both have read everything so far."""
    gleb = await desk.staff(GLEB, "Gleb", "en")
    emma = await desk.customer(name="Emma", language="en")
    await emma.say("I want to talk to a person")
    await emma.next()
    await gleb.tap(await gleb.next(), "Take")
    await emma.next()
    await gleb.next()
    return emma, gleb


def told(chat: ChatDoor) -> list[str]:
    """What the bot has written in the chat, oldest first."""
    return [seen.text for seen in chat.messages if not seen.mine]


def card(chat: ChatDoor) -> Seen:
    """The ticket's card that stands lowest."""
    return [seen for seen in chat.messages if not seen.mine and seen.buttons][-1]
