"""Who has a ticket: take it, let go of it, get the next one; and what one has."""

from dataclasses import replace

from bot.actions import access, cards, customers, offering, offers, promises, relaying, stranded
from bot.actions.scene import Scene
from bot.errors import AlreadyTaken, AtCapacity, NothingWaits
from bot.texts import line1
from routing.desk import Specialist
from routing.ticket import Move, Ticket
from storage.history import staff

#: Cards brought at once to somebody who returns: the most urgent; /queue shows the rest.
BROUGHT = 10


async def take(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """Give a waiting ticket to the specialist and tell the customer; AlreadyTaken says who has it."""
    ticket = await access.served(scene, by, ticket_id)
    if ticket.owner is not None:
        name = access.owner_name(scene, ticket) or "?"
        raise AlreadyTaken(ticket_id, name, ticket.taken_at, mine=ticket.owner == by.id)
    taken = promises.promising(ticket.taken_by(by.id, scene.now), scene)
    ticket = await scene.write(promises.still(taken, ticket.promised), staff(by.id), Move.TAKE)
    await offering.settled(scene, ticket)
    await promises.keep(scene, ticket)
    await customers.told(scene, ticket, lambda words: line1.taken(words, promises.due(ticket), scene.now))
    await cards.bring(scene, by, ticket)
    await cards.refresh(scene, ticket)
    await relaying.files_to_owner(scene, ticket)
    return ticket


async def take_next(scene: Scene, by: Specialist) -> Ticket:
    """The most urgent ticket waiting in the specialist's queues becomes theirs, unless others are asked."""
    held = await scene.work.tickets.held_by(by.id)
    if len(held) >= by.capacity:
        raise AtCapacity(by.capacity)
    offered = await offers.standing(scene)
    waiting = await scene.work.tickets.waiting_in(queues_of(scene, by), limit=len(offered) + 1)
    free = [one for one in waiting if offered.get(one.id, by.id) == by.id]
    if not free:
        raise NothingWaits
    return await take(scene, by, free[0].id)


async def release(scene: Scene, by: Specialist, ticket_id: int, why: str = "") -> Ticket:
    """Put a ticket back into its queue; its owner or a lead may."""
    ticket = await access.steered(scene, by, ticket_id)
    ticket = await scene.write(promises.promising(ticket.released(), scene), staff(by.id), Move.RELEASE, why)
    await promises.keep(scene, ticket)
    await customers.told(
        scene, ticket, lambda words: line1.back_in_queue(words, promises.due(ticket), scene.now)
    )
    return await offering.place(scene, ticket, by)


async def set_away(scene: Scene, by: Specialist, *, away: bool) -> int:
    """Stop or resume being offered tickets; the number of tickets the person still holds comes back.

    What is offered to who leaves goes to the next.
    """
    at_desk = await scene.work.staff.get(by.id)
    await scene.work.staff.save(replace(at_desk, away=away))
    if away:
        await offering.passed_on(scene, by)
        await stranded.nobody_left(scene, by)
    return len(await scene.work.tickets.held_by(by.id))


async def returned(scene: Scene, by: Specialist) -> None:
    """Who is back gets the cards of what waits and was not brought."""
    for ticket in await scene.work.tickets.waiting_in(queues_of(scene, by), limit=BROUGHT):
        await offering.bring_to(scene, ticket, by.id)


def queues_of(scene: Scene, by: Specialist) -> list[str]:
    """Ids of the queues the person serves, in config order."""
    return [queue.id for queue in scene.rules.desk.queues if by.serves(queue.id)]
