"""What a solved ticket was about: one of its queue's causes, told in a tap after the solution."""

from dataclasses import replace

from bot.actions import access, cards
from bot.actions.scene import Scene
from bot.errors import NotACause
from bot.presses import short
from routing.desk import Specialist
from routing.errors import MoveNotAllowed
from routing.ticket import Ticket
from storage.history import staff

CAUSE = "cause"


async def tell(scene: Scene, by: Specialist, ticket_id: int, cause: str) -> Ticket:
    """Keep the cause, by its name in any language or by its button; whoever serves the queue may."""
    ticket = await access.served(scene, by, ticket_id)
    if ticket.is_open:
        raise MoveNotAllowed(ticket_id, ticket.state, CAUSE)
    known = scene.rules.desk.queue(ticket.queue).causes
    wanted = cause.strip().casefold()
    for one in known:
        names = {one.title.casefold(), *(name.casefold() for name in one.titles.values())}
        if wanted in names or cause == short(one.title):
            ticket = await scene.write(replace(ticket, cause=one.title), staff(by.id), CAUSE, one.title)
            await cards.refresh(scene, ticket)
            return ticket
    raise NotACause(ticket_id, known)
