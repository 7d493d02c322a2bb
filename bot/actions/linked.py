"""What a ticket is linked to, as one member of staff may read it; and links as people write them."""

from bot.actions import access
from bot.actions.scene import Scene
from bot.texts.links import SPOKEN, Linked
from routing.desk import Queue, Specialist
from routing.links import LinkKind, LinkRefused
from routing.problems import Problem, Standing
from routing.ticket import Ticket


async def seen_by(scene: Scene, person: Specialist, ticket: Ticket) -> tuple[Linked, ...]:
    """The ticket's links; of a ticket the person may not see there is the number alone.

    What an audit found, and which audit found it, is told to all whom no restricted queue keeps out.
    """
    found = []
    for link in await scene.work.links.of(ticket.id):
        beyond = await scene.work.tickets.get(link.beyond(ticket.id))
        told = link.kind is LinkKind.FINDING and beyond.queue not in person.barred
        subject = beyond.subject if told or access.may_see(person, beyond) else None
        forth = link.ticket_id == ticket.id
        found.append(Linked(link.kind, beyond.id, subject, forth, over=not beyond.is_open))
    return tuple(found)


async def living(scene: Scene, ticket_id: int) -> int:
    """The ticket's number; once it was merged, that of the open ticket in which it goes on."""
    if (await scene.work.tickets.get(ticket_id)).is_open:
        return ticket_id
    for beyond in sorted(await scene.work.links.above(ticket_id, LinkKind.DUPLICATE)):
        if (await scene.work.tickets.get(beyond)).is_open:
            return beyond
    return ticket_id


async def merged_into(scene: Scene, ticket_id: int) -> int | None:
    """The ticket that took this one in; None when it was never merged, whatever somebody wrote or linked."""
    for link in await scene.work.links.of(ticket_id):
        if link.kind is LinkKind.DUPLICATE and link.ticket_id == ticket_id:
            events = await scene.work.history.of(link.other)
            if any(one.what == "merge" and one.data.get("merged") == ticket_id for one in events):
                return link.other
    return None


async def check_unmerged(scene: Scene, ticket_id: int) -> None:
    """LinkRefused, with where it goes on, for a ticket that was merged: it is not opened beside that one."""
    if into := await merged_into(scene, ticket_id):
        raise LinkRefused("goes_on", ticket_id, into)


def number(word: str, ticket_id: int) -> int:
    """The ticket that "#12" or "12" names; LinkRefused for anything else."""
    digits = word.strip().removeprefix("#")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 15:
        raise LinkRefused("no_number", ticket_id, 0)
    return int(digits)


def kind(word: str, ticket_id: int) -> LinkKind:
    """The kind somebody wrote, in English or Russian; LinkRefused for none that there is."""
    said = word.strip().lower()
    if said and said not in SPOKEN:
        raise LinkRefused("no_kind", ticket_id, 0)
    return SPOKEN.get(said, LinkKind.RELATED)


async def part_of(scene: Scene, person: Specialist, ticket: Ticket) -> tuple[tuple[Problem, Queue], ...]:
    """What the ticket comes of, as the person may know it; an incident only offered is not there yet."""
    found = await scene.work.problems.of_ticket(ticket.id)
    real = [one for one in found if one.standing not in {Standing.OFFERED, Standing.DECLINED}]
    return tuple((one, scene.rules.desk.shown(one.queue)) for one in real if one.queue not in person.barred)
