"""Who may do what to a ticket: checked here, on our side, before every act at the desk."""

from bot.actions.scene import Scene
from bot.errors import NoContact, NoCustomer, NotOwner, NotYourQueue, NotYours, Over
from routing.desk import Contact, Queue, Specialist
from routing.ticket import Ticket


async def seen(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if the person may see it; else NotYourQueue."""
    ticket = await _told_of(scene, by, ticket_id)
    if not await sees(scene, by, ticket):
        raise NotYourQueue(ticket_id)
    return ticket


async def sees(scene: Scene, by: Specialist, ticket: Ticket) -> bool:
    """Whether the person may see the ticket, or has been asked about it."""
    if may_see(by, ticket):
        return True
    asked = await scene.work.consultations.open_on(ticket.id)
    return ticket.queue not in by.barred and any(by.serves(one.queue) for one in asked)


def open_still(ticket: Ticket) -> Ticket:
    """The ticket, if it is not over; else Over says what to do instead."""
    if not ticket.is_open:
        raise Over(ticket.id)
    return ticket


async def _told_of(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, unless it is in a restricted queue that the person's profile does not name."""
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.queue in by.barred:
        raise NotYours(ticket_id)
    return ticket


def may_see(by: Specialist, ticket: Ticket) -> bool:
    """Whoever serves the queue, or one it was escalated from, owns it, helps with it or held it last.

    A restricted queue is seen by those it names and by nobody else.
    """
    if ticket.queue in by.barred:
        return False
    from_below = any(by.serves(queue) for queue in ticket.path)
    return (
        from_below or by.serves(ticket.queue) or by.id in {ticket.owner, ticket.last_owner, *ticket.helpers}
    )


async def served(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if the person serves its queue; else NotYourQueue."""
    ticket = await _told_of(scene, by, ticket_id)
    if not by.serves(ticket.queue) and ticket.owner != by.id:
        raise NotYourQueue(ticket_id)
    return ticket


async def owned(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if the person owns it; else NotOwner saying who does."""
    ticket = await served(scene, by, ticket_id)
    if ticket.is_open and ticket.owner != by.id:
        raise NotOwner(ticket_id, owner_name(scene, ticket), ticket.taken_at)
    return ticket


async def steered(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if the person owns it, leads its queue, or it waits in a queue they serve."""
    ticket = await served(scene, by, ticket_id)
    if ticket.owner not in {None, by.id} and not by.leads:
        raise NotOwner(ticket_id, owner_name(scene, ticket), ticket.taken_at)
    return ticket


async def judged(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if the person owns it or it waits in a queue they serve: who may accept or return it."""
    ticket = await served(scene, by, ticket_id)
    if ticket.is_open and ticket.owner not in {None, by.id}:
        raise NotOwner(ticket_id, owner_name(scene, ticket), ticket.taken_at)
    return ticket


def of_a_customer(ticket: Ticket) -> Ticket:
    """The ticket, if there is a customer to speak to; else NoCustomer says what to do instead."""
    if ticket.is_ours:
        raise NoCustomer(ticket.id)
    return ticket


async def speaking(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if the person owns it and its line may speak with its customer; else NoContact."""
    ticket = of_a_customer(await owned(scene, by, ticket_id))
    if silent := silent_queue(scene, ticket):
        raise NoContact(ticket_id, silent)
    return ticket


def silent_queue(scene: Scene, ticket: Ticket) -> Queue | None:
    """The ticket's queue when its line does not speak with customers."""
    desk = scene.rules.desk
    return desk.queue(ticket.queue) if desk.line_of(ticket.queue).contact is Contact.NONE else None


def owner_name(scene: Scene, ticket: Ticket) -> str | None:
    """The owner's name for staff; None while nobody owns it. Never for customers."""
    return staff_name(scene, ticket.owner)


def staff_name(scene: Scene, staff_id: int | None) -> str | None:
    """A member of staff's name; the number of someone who left the config."""
    if staff_id is None:
        return None
    person = scene.rules.desk.person(staff_id)
    return person.name if person else str(staff_id)
