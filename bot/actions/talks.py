"""Whose a customer's talk is when people begin something of their own with them."""

from dataclasses import replace

from bot.actions import asking
from bot.actions.scene import Scene
from routing.ticket import Ticket
from storage.customers import Step
from storage.messages import Author

#: Messages among which our newest is looked for.
LATE = 20


async def take_if_free(scene: Scene, customer_id: int, ticket: Ticket) -> None:
    """The people of the ticket have the talk, unless others do or line 1 is in the middle of a matter.

    That matter would be lost with it: its menu, its question and its unread words answer to nobody else.
    """
    conversation = await scene.work.conversations.get(customer_id)
    if conversation.ticket_id is not None or _in_the_middle(conversation.step):
        return
    if await scene.work.messages.pending(customer_id):
        return
    step = conversation.step.afresh()
    await scene.work.conversations.save(replace(conversation, ticket_id=ticket.id, step=step))


async def give_back(scene: Scene, customer_id: int, ticket_id: int | None) -> None:
    """A second question was looked at: the people of the first have the talk again, if nobody else has it."""
    conversation = await scene.work.conversations.get(customer_id)
    if ticket_id is None or conversation.ticket_id is not None or conversation.step.awaits == asking.INTAKE:
        return
    if (await scene.work.tickets.get(ticket_id)).is_open:
        await scene.work.conversations.save(replace(conversation, ticket_id=ticket_id))


async def line1_spoke_last(scene: Scene, customer_id: int) -> bool:
    """Whether the customer's newest letter is line 1's: a colleague's question has answers of its own."""
    said = await scene.work.messages.recent(customer_id, LATE)
    ours = [one.author for one in said if one.author is not Author.CUSTOMER]
    return bool(ours) and ours[-1] is Author.LINE1


def _in_the_middle(step: Step) -> bool:
    return bool(step.offered or step.answered or step.misses or step.awaits == asking.INTAKE)
