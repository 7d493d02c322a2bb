"""Whose a customer's talk is when people begin something of their own with them."""

from dataclasses import replace

from bot.actions import asking
from bot.actions.scene import Scene
from routing.ticket import Ticket
from storage.customers import Step


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


def _in_the_middle(step: Step) -> bool:
    return bool(step.offered or step.answered or step.misses or step.awaits == asking.INTAKE)
