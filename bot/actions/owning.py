"""Who has a ticket: take it, let go of it, get the next one; and what one has."""

from dataclasses import replace

from bot.actions import access, cards, customers, promises, relaying
from bot.actions.scene import Scene
from bot.errors import AlreadyTaken, AtCapacity, NothingWaits
from bot.texts import line1
from routing.desk import Specialist
from routing.ticket import Move, Ticket
from storage.history import staff
from storage.messages import Author


async def take(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """Give a waiting ticket to the specialist and tell the customer; AlreadyTaken says who has it."""
    ticket = await access.served(scene, by, ticket_id)
    if ticket.owner is not None:
        name = access.owner_name(scene, ticket) or "?"
        raise AlreadyTaken(ticket_id, name, ticket.taken_at, mine=ticket.owner == by.id)
    ticket = promises.promising(ticket.taken_by(by.id, scene.now), scene)
    ticket = await scene.write(ticket, staff(by.id), Move.TAKE)
    await promises.keep(scene, ticket)
    await _tell_taken(scene, ticket)
    await cards.bring(scene, by, ticket)
    await cards.refresh(scene, ticket)
    await _hand_over_files(scene, ticket)
    return ticket


async def take_next(scene: Scene, by: Specialist) -> Ticket:
    """The most urgent ticket waiting in the specialist's queues becomes theirs."""
    held = await scene.work.tickets.held_by(by.id)
    if len(held) >= by.capacity:
        raise AtCapacity(by.capacity)
    waiting = await scene.work.tickets.waiting_in(queues_of(scene, by), limit=1)
    if not waiting:
        raise NothingWaits
    return await take(scene, by, waiting[0].id)


async def release(scene: Scene, by: Specialist, ticket_id: int, why: str = "") -> Ticket:
    """Put a ticket back into its queue; its owner or a lead may."""
    ticket = await access.steered(scene, by, ticket_id)
    ticket = await scene.write(promises.promising(ticket.released(), scene), staff(by.id), Move.RELEASE, why)
    await promises.keep(scene, ticket)
    customer = await customers.of(scene, ticket)
    words = customers.words_for(scene, customer)
    await scene.say(
        customer.id, line1.back_in_queue(words, promises.due(ticket), scene.now), ticket_id=ticket.id
    )
    await cards.announce(scene, ticket, by)
    return ticket


async def set_away(scene: Scene, by: Specialist, *, away: bool) -> int:
    """Stop or resume being offered tickets; the number of tickets the person still holds comes back."""
    at_desk = await scene.work.staff.get(by.id)
    await scene.work.staff.save(replace(at_desk, away=away))
    return len(await scene.work.tickets.held_by(by.id))


def queues_of(scene: Scene, by: Specialist) -> list[str]:
    """Ids of the queues the person serves, in config order."""
    return [queue.id for queue in scene.rules.desk.queues if by.serves(queue.id)]


async def _tell_taken(scene: Scene, ticket: Ticket) -> None:
    customer = await customers.of(scene, ticket)
    words = customers.words_for(scene, customer)
    await scene.say(customer.id, line1.taken(words, promises.due(ticket), scene.now), ticket_id=ticket.id)


async def _hand_over_files(scene: Scene, ticket: Ticket) -> None:
    """What the customer sent besides words before anybody had the ticket: the card can't show it."""
    customer = await customers.of(scene, ticket)
    said = await scene.work.messages.of_ticket(ticket.id)
    files = [one for one in said if one.author is Author.CUSTOMER and one.kind != "text"]
    await relaying.to_owner(scene, customer, ticket, files)
