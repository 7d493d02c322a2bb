"""Packets: what goes up with a ticket, why it went, and how it comes back to who sent it."""

from bot.actions import access, beside, cards, customers, offering, promises
from bot.actions.scene import Scene
from bot.errors import NotYoursToTakeBack, PacketLacks
from bot.texts import line1
from bot.texts import together as texts
from routing.desk import Named, Specialist
from routing.packets import Packet, Reason, lacking, read_packet
from routing.ticket import Move, Ticket
from storage.history import staff


async def checked(scene: Scene, ticket: Ticket, above: str, words: str) -> Packet:
    """The packet in these words; PacketLacks names what it, or the evidence for that queue, lacks."""
    packet = read_packet(words)
    missing = await lacks(scene, ticket, above, words)
    if packet.missing or missing:
        raise PacketLacks(ticket.id, packet.missing, missing, words)
    return packet


async def lacks(scene: Scene, ticket: Ticket, above: str, words: str) -> list[Named]:
    """Evidence that a queue asks for and that is neither in these words nor on the ticket."""
    wanted = scene.rules.desk.queue(above).evidence
    return lacking(wanted, *await _said_and_shown(scene, ticket, words)) if wanted else []


async def _said_and_shown(scene: Scene, ticket: Ticket, words: str) -> tuple[str, int]:
    """Everything colleagues and the customer wrote on the ticket, and how many photos it has."""
    said = await scene.work.messages.of_ticket(ticket.id)
    notes = [one.text for one in await scene.work.history.of(ticket.id) if one.what == Move.NOTE]
    text = "\n".join([words, *notes, *(one.text for one in said)])
    return text, sum(one.kind == "photo" for one in said)


async def because(scene: Scene, by: Specialist, ticket_id: int, reason: Reason) -> Ticket:
    """Who handed the ticket up says why, in one tap."""
    ticket = await access.seen(scene, by, ticket_id)
    if beside.escalated_by(await scene.work.history.of(ticket_id))[-1:] != [by.id]:
        raise NotYoursToTakeBack(ticket_id)
    await scene.record(ticket_id, staff(by.id), beside.WHY, reason=reason.value)
    await cards.refresh(scene, ticket)
    return ticket


async def take_back(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket is with who handed it up again (or their lead); an expert who had it hears so."""
    ticket = access.open_still(await access.seen(scene, by, ticket_id))
    if not beside.may_take_back(by, ticket, await scene.work.history.of(ticket_id)):
        raise NotYoursToTakeBack(ticket_id)
    before, queue = ticket.owner, ticket.queue
    ticket = promises.promising(ticket.taken_back(by.id, scene.now), scene)
    ticket = await scene.write(ticket, staff(by.id), Move.TAKE_BACK, **{"from": queue, "to": ticket.queue})
    await offering.settled(scene, ticket)
    await promises.keep(scene, ticket)
    await customers.told(scene, ticket, lambda words: line1.taken(words, promises.due(ticket), scene.now))
    if expert := scene.rules.desk.person(before) if before else None:
        letter = texts.taken_back(await scene.words_of(expert), ticket, by.name)
        await scene.tell(expert.id, letter, ticket_id=ticket.id)
    await cards.bring(scene, by, ticket)
    await cards.refresh(scene, ticket)
    return ticket


async def tell_returned(scene: Scene, by: Specialist, ticket: Ticket, reason: str) -> None:
    """Who handed the ticket up hears that it is back, and why."""
    staff_id = beside.handed_up_from(ticket.queue, await scene.work.history.of(ticket.id))
    person = scene.rules.desk.person(staff_id) if staff_id else None
    if person and person != by and access.may_see(person, ticket):
        letter = texts.came_back(await scene.words_of(person), ticket, reason)
        await scene.tell(person.id, letter, ticket_id=ticket.id)
