"""What staff look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.actions import access, owning
from bot.actions.scene import Scene
from bot.errors import NoArticleDraft
from routing.cases import Case
from routing.desk import Queue, Specialist
from routing.ticket import Ticket
from storage.drafts import Draft
from storage.history import Event


@dataclass(frozen=True, slots=True)
class QueueView:
    """The person's tickets, the most urgent waiting ones, and how many wait in each of their queues.

    `dues`: when each of these tickets is due by the first of its clocks.
    """

    held: list[Ticket]
    waiting: list[Ticket]
    counts: Mapping[str, int]
    queues: list[Queue]
    dues: Mapping[int, datetime]


async def queue(scene: Scene, by: Specialist) -> QueueView:
    """What concerns the person now."""
    served = owning.queues_of(scene, by)
    held = await scene.work.tickets.held_by(by.id)
    waiting = await scene.work.tickets.waiting_in(served, limit=15)
    return QueueView(
        held=held,
        waiting=waiting,
        counts=await scene.work.tickets.count_waiting(served),
        queues=[scene.rules.desk.queue(one) for one in served],
        dues=await scene.work.tickets.dues([one.id for one in (*held, *waiting)]),
    )


async def cases(scene: Scene, by: Specialist) -> list[tuple[Case, Ticket, str | None]]:
    """What vendors owe to the person and their queues, each with its ticket and the owner's name."""
    found = await scene.work.cases.owed_to(by.id, owning.queues_of(scene, by))
    pairs = [(one, await scene.work.tickets.get(one.ticket_id)) for one in found]
    seen = [(one, ticket) for one, ticket in pairs if access.may_see(by, ticket)]
    return [(one, ticket, access.owner_name(scene, ticket)) for one, ticket in seen]


async def drafts(scene: Scene, by: Specialist) -> list[Draft]:
    """The newest drafts of articles made from tickets of the person's queues."""
    return await scene.work.article_drafts.newest(owning.queues_of(scene, by))


async def draft(scene: Scene, by: Specialist, ticket_id: int) -> Draft:
    """The newest draft made from the ticket, for whoever may see it; else NoArticleDraft."""
    ticket = await access.seen(scene, by, ticket_id)
    made = await scene.work.article_drafts.of(ticket.id)
    if not made:
        raise NoArticleDraft(ticket.id)
    return made[-1]


async def events(scene: Scene, ticket: Ticket) -> list[tuple[str, Event]]:
    """The ticket's history, each event with who did it as staff read it."""
    return [(_who(scene, event), event) for event in await scene.work.history.of(ticket.id)]


def _who(scene: Scene, event: Event) -> str:
    kind, _, number = event.who.partition(":")
    if kind == "staff":
        return access.staff_name(scene, int(number)) or number
    return event.who
