"""What staff look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.actions import access, owning
from bot.actions.scene import Scene
from routing.desk import Queue, Specialist
from routing.ticket import Ticket
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


async def events(scene: Scene, ticket: Ticket) -> list[tuple[str, Event]]:
    """The ticket's history, each event with who did it as staff read it."""
    return [(_who(scene, event), event) for event in await scene.work.history.of(ticket.id)]


def _who(scene: Scene, event: Event) -> str:
    kind, _, number = event.who.partition(":")
    if kind == "staff":
        return access.staff_name(scene, int(number)) or number
    return event.who
