"""A second question while people have the first: its own ticket, when the customer says so."""

from dataclasses import replace

from bot.actions import customers, linking, merging, offering, promises
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.line1.conversation import Understanding
from bot.line1.phrases import says_another
from bot.texts import merging as texts
from routing.choice import CLEAR_MEANING
from routing.likeness import cosine
from routing.links import LinkKind
from routing.ticket import State, Ticket
from storage.customers import Customer
from storage.history import CUSTOMER
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
    queue = max(heard.queue_scores, key=lambda one: heard.queue_scores[one], default="")
    if not (queue if told else await _is_other(scene, ticket, heard, queue)):
        return
    said = [
        one for one in await scene.work.messages.of_ticket(ticket.id, 20) if one.author is Author.CUSTOMER
    ]
    customer = await customers.of(scene, ticket)
    letter = texts.same_or_new(customers.words_for(scene, customer), ticket, queue, said[-1].id)
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


async def another(scene: Scene, customer: Customer, ticket_id: int, queue: str, message_id: int) -> None:
    """It is a new one: a ticket of its own with these words, in the queue they belong to."""
    ticket = await _own(scene, customer, ticket_id)
    front = {one.id for one in scene.rules.desk.front_queues() if not one.outside}
    said = [one for one in await scene.work.messages.of_ticket(ticket.id) if one.id == message_id]
    if queue not in front or not said or said[0].author is not Author.CUSTOMER:
        raise StepOver
    apart = merging.fresh(scene, replace(ticket, queue=queue), said[0].text)
    apart = await scene.write(apart, CUSTOMER, "open", "", reason=f"split: #{ticket.id}")
    await scene.work.messages.join([message_id], apart.id)
    await linking.tie(scene, apart, ticket, LinkKind.SPLIT, CUSTOMER)
    conversation = await scene.work.conversations.get(customer.id)
    await scene.work.conversations.save(replace(conversation, ticket_id=apart.id))
    await promises.keep(scene, apart)
    letter = texts.split(customers.words_for(scene, customer), apart, scene.now)
    await scene.say(customer.id, letter, ticket_id=apart.id)
    await offering.place(scene, apart)


async def _own(scene: Scene, customer: Customer, ticket_id: int) -> Ticket:
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.customer_id != customer.id or not ticket.is_open:
        raise StepOver
    return ticket
