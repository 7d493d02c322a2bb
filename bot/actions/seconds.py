"""A second question while people have the first: read by line 1 on its own, when the customer says so."""

from dataclasses import replace

from bot.actions import customers, feeling, hearing
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.line1.conversation import Understanding
from bot.line1.phrases import says_another
from bot.texts import merging as texts
from routing.choice import CLEAR_MEANING
from routing.likeness import cosine
from routing.ticket import State, Ticket
from storage.customers import Customer
from storage.messages import Author
from storage.outbox import CUSTOMER_BOT

#: Words further than this from the ticket's own are about something else (pairs of other matters: to .37).
OTHER = 0.3
#: Fewer words say too little to be a question of their own.
WORDS = 4


async def noticed(scene: Scene, customer_id: int, heard: Understanding) -> None:
    """Ask once for a ticket whether such words are of the same matter; silent unless it clearly seems not.

    Words that say of themselves that they are of another are asked about each time.
    """
    conversation = await scene.work.conversations.get(customer_id)
    told = says_another(heard.text)
    if conversation.ticket_id is None or heard.small_talk or (heard.feeling.signals and not told):
        return
    ticket = await scene.work.tickets.get(conversation.ticket_id)
    if await feeling.was_in_danger(scene, ticket.id):
        return  # no questions of a machine's
    queue = max(heard.queue_scores, key=lambda one: heard.queue_scores[one], default="")
    if not (queue if told else await _is_other(scene, ticket, heard, queue)):
        return
    said = [
        one for one in await scene.work.messages.of_ticket(ticket.id, 20) if one.author is Author.CUSTOMER
    ]
    customer = await customers.of(scene, ticket)
    letter = texts.same_or_new(customers.words_for(scene, customer), ticket, said[-1].id)
    key = f"second:{ticket.id}:{said[-1].id}" if told else f"second:{ticket.id}"
    await scene.work.outbox.put(CUSTOMER_BOT, customer_id, letter, scene.now, ticket_id=ticket.id, key=key)


async def _is_other(scene: Scene, ticket: Ticket, heard: Understanding, queue: str) -> bool:
    """Of another queue for sure, in enough words, far from what the ticket means, and no answer to us."""
    if ticket.state is State.ASKED or queue == ticket.queue or len(heard.text.split()) < WORDS:
        return False
    if heard.queue_scores.get(queue, 0) < CLEAR_MEANING or scene.rules.desk.shown(queue).outside:
        return False
    meant = await scene.work.meanings.of([ticket.id])
    return bool(meant and heard.meaning) and cosine(meant[0].vector, heard.meaning) < OTHER


async def same(scene: Scene, customer: Customer, ticket_id: int) -> None:
    """It is of the same matter: nothing changes."""
    ticket = await _own(scene, customer, ticket_id)
    await scene.say(
        customer.id, texts.stays(customers.words_for(scene, customer), ticket), ticket_id=ticket.id
    )


async def another(scene: Scene, customer: Customer, ticket_id: int, message_id: int) -> None:
    """It is a new one: line 1 reads these words as a first message, and gives the talk back if it answers.

    What it is not sure of becomes a ticket of its own, with its own queue and priority.
    """
    ticket = await _own(scene, customer, ticket_id)
    said = [one for one in await scene.work.messages.of_ticket(ticket.id) if one.id == message_id]
    if not said or said[0].author is not Author.CUSTOMER:
        raise StepOver
    await scene.work.messages.part(message_id)
    await scene.work.messages.pend(message_id)
    conversation = await scene.work.conversations.get(customer.id)
    step = replace(conversation.step.afresh(), beside=ticket.id)
    await scene.work.conversations.save(replace(conversation, ticket_id=None, step=step))
    await hearing.arm_turn(scene, customer.id)


async def _own(scene: Scene, customer: Customer, ticket_id: int) -> Ticket:
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.customer_id != customer.id or not ticket.is_open:
        raise StepOver
    return ticket
