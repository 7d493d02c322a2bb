"""Tickets that belong together: linked by staff, shown on both cards."""

from bot.actions import access, cards, linked
from bot.actions.scene import Scene
from bot.errors import NeedsWords
from bot.texts import links as texts
from routing.desk import Specialist
from routing.links import LinkKind, LinkRefused, check_link
from routing.ticket import Ticket
from storage.history import staff
from storage.links import Link


async def link(
    scene: Scene, by: Specialist, ticket_id: int, other: int, kind: LinkKind = LinkKind.RELATED
) -> Ticket:
    """Say what the ticket is to the other one; who serves its queue may, if they see the other."""
    ticket = await access.served(scene, by, ticket_id)
    beyond = await access.seen(scene, by, other)
    check_link(ticket.id, beyond.id, kind, await scene.work.links.above(beyond.id, kind))
    if not await tie(scene, ticket, beyond, kind, staff(by.id)):
        raise LinkRefused("linked", ticket_id, other)
    words = await scene.words_of(by)
    await scene.tell(by.id, texts.done(words, ticket, kind, beyond), ticket_id=ticket.id)
    return ticket


async def tie(scene: Scene, ticket: Ticket, other: Ticket, kind: LinkKind, who: str) -> bool:
    """Write the link down, in both histories and on both cards; False when it stands already."""
    if not await scene.work.links.add(Link(ticket.id, other.id, kind, who, scene.now)):
        return False
    await scene.record(ticket.id, who, "link", "", kind=kind.value, to=f"#{other.id}")
    await scene.record(other.id, who, "link", "", kind=kind.value, to=f"#{ticket.id}")
    await cards.refresh(scene, ticket)
    await cards.refresh(scene, other)
    return True


async def written(scene: Scene, by: Specialist, ticket_id: int, words: str) -> Ticket:
    """The same by words: the other's number, and what it is to it if that is not plain "related"."""
    number, _, kind = words.strip().partition(" ")
    if not number:
        raise NeedsWords("link", ticket_id)
    return await link(scene, by, ticket_id, linked.number(number, ticket_id), linked.kind(kind, ticket_id))
