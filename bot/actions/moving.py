"""A ticket goes to other people: to another queue, up a line, or back down."""

from bot.actions import access, customers, offering, packets, promises, vendor
from bot.actions.scene import Scene
from bot.errors import NeedsWords, NobodyServes, NotHandedUp
from bot.texts import line1
from routing import ways
from routing.desk import LineKind, Specialist
from routing.errors import NoHigherLine, QueueUnknown
from routing.packets import Packet
from routing.straying import moved_astray, says_wrong_queue
from routing.ticket import Move, Ticket
from storage.history import LINE1, MISROUTED, STAFF, staff


async def move(scene: Scene, by: Specialist, ticket_id: int, queue: str, comment: str) -> Ticket:
    """To another queue with a comment; the owner, a lead, or whoever serves the queue it waits in may."""
    ticket = await access.steered(scene, by, ticket_id)
    known = scene.rules.desk.queue(queue)
    if known.id == ticket.queue:
        raise QueueUnknown(queue, [one.id for one in scene.rules.desk.served_queues() if one.id != queue])
    events = await scene.work.history.of(ticket.id)
    astray = moved_astray(
        scene.rules.desk, ticket, [one.what for one in events], events[0].who == LINE1, known.id
    )
    moved = await _send(scene, by, ticket, known.id, Move.MOVE, comment)
    if astray:
        await _misrouted(scene, by, ticket, known.id, LINE1)
    return moved


async def escalate(scene: Scene, by: Specialist, ticket_id: int, reason: str) -> Ticket:
    """Up to the queue this one escalates to, with what was done and why; only the owner may."""
    ticket, above = await _upwards(scene, by, ticket_id)
    if scene.rules.desk.line_of(above).kind is LineKind.VENDOR:
        if ticket.is_open and not reason.strip():
            raise NeedsWords("escalate", ticket_id)
        return await vendor.put(scene, by, ticket_id, reason, above)
    packet = await packets.checked(scene, ticket, above, reason) if ticket.is_open else None
    return await _send(scene, by, ticket, above, Move.ESCALATE, reason, packet)


async def escalatable(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The person's ticket, if there is a queue above its own."""
    ticket, _ = await _upwards(scene, by, ticket_id)
    return ticket


async def _upwards(scene: Scene, by: Specialist, ticket_id: int) -> tuple[Ticket, str]:
    ticket = await access.owned(scene, by, ticket_id)
    above = scene.rules.desk.queue(ticket.queue).escalates_to
    if above is None:
        raise NoHigherLine(ticket_id, ticket.queue)
    return ticket, above


async def give_back(scene: Scene, by: Specialist, ticket_id: int, reason: str) -> Ticket:
    """Back to the queue it was escalated from, with a reason: by its owner, or unaccepted from the queue."""
    ticket = access.open_still(await access.judged(scene, by, ticket_id))
    if ticket.came_from is None:
        raise NotHandedUp(ticket_id)
    if not reason.strip():
        raise NeedsWords("return", ticket_id)
    returned = await _send(scene, by, ticket, ticket.came_from, Move.RETURN, reason)
    if says_wrong_queue(reason):
        await _misrouted(scene, by, ticket, ticket.came_from, STAFF)
    await packets.tell_returned(scene, by, returned, reason)
    return returned


async def _misrouted(scene: Scene, by: Specialist, before: Ticket, right: str, sender: str) -> None:
    """Keep that it had come to the wrong queue, which one is right, and whether line 1 had sent it there."""
    facts = {"queue": before.queue, "right": right, "sender": sender}
    await scene.record(before.id, staff(by.id), MISROUTED, "", **facts)


async def _send(
    scene: Scene,
    by: Specialist,
    ticket: Ticket,
    queue: str,
    how: Move,
    words: str,
    packet: Packet | None = None,
) -> Ticket:
    desk = scene.rules.desk
    if desk.line_of(queue).kind is not LineKind.PEOPLE or not desk.serving(queue):
        raise NobodyServes(queue)
    before = ticket.queue
    moved = promises.promising(ways.moved(desk, ticket, queue, how), scene)
    along: dict[str, object] = {"packet": packet.kept()} if packet else {}
    if how is Move.MOVE and moved.came_from == before:
        along["up"] = True
    ticket = await scene.write(moved, staff(by.id), how, words, **{"from": before, "to": queue}, **along)
    await promises.keep(scene, ticket)
    await _tell_customer(scene, ticket)
    return await offering.place(scene, ticket, by)


async def _tell_customer(scene: Scene, ticket: Ticket) -> None:
    queue = scene.rules.desk.queue(ticket.queue)
    await customers.told(
        scene,
        ticket,
        lambda words: line1.moved(words, queue.called(words.language), promises.due(ticket), scene.now),
    )
