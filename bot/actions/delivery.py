"""A letter is late or could not be delivered: the desk hears of it, the customer is marked."""

from bot.actions import access, cards, customers
from bot.actions.scene import Scene
from bot.texts import desk, undelivered
from storage.letters import Album, Media
from storage.outbox import CUSTOMER_BOT, DESK_BOT, Outgoing

#: After so many tries in vain (some seven seconds) the ticket's cards tell that a letter is not through.
WORTH_TELLING = 3
#: The act of a letter that tells of a fault: should it fail in the same way, nobody is told of that.
FAULT = "fault"


async def tell_on_cards(scene: Scene, outgoing: Outgoing) -> None:
    """A letter to a ticket's customer is late, or late no more: the ticket's cards say so."""
    if outgoing.bot == CUSTOMER_BOT and outgoing.ticket_id is not None:
        await cards.refresh(scene, await scene.work.tickets.get(outgoing.ticket_id))


async def given_up(scene: Scene, outgoing: Outgoing, why: str, *, blocked: bool) -> None:
    """Tell those who work on the ticket. A member of staff who can't be reached gets no more of its cards."""
    if outgoing.bot != CUSTOMER_BOT:
        if why == "fault":
            await _tell_of_fault(scene, outgoing)
        elif blocked and outgoing.ticket_id is not None:
            await scene.work.cards.remove(outgoing.ticket_id, outgoing.chat_id)
        elif not blocked:
            await _without_file(scene, outgoing)
        return
    if blocked:
        await customers.blocked(scene, outgoing.chat_id, scene.now)
    if outgoing.ticket_id is None:
        if not blocked:
            await _tell_leads(scene, outgoing, why)
        return
    ticket = await scene.work.tickets.get(outgoing.ticket_id)
    await scene.record(ticket.id, "line1", "undelivered", why)
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    for person in [owner] if owner else scene.rules.desk.leads_of(ticket.queue):
        words = await scene.words_of(person)
        await scene.tell(person.id, undelivered.not_delivered(words, ticket.id, why), ticket_id=ticket.id)
    await cards.refresh(scene, ticket)


async def _tell_leads(scene: Scene, outgoing: Outgoing, why: str) -> None:
    """What line 1 said by itself did not arrive; nobody holds a ticket for it, so leads hear."""
    customer = await scene.work.customers.get(outgoing.chat_id)
    for person in scene.rules.desk.staff:
        if person.leads:
            words = await scene.words_of(person)
            await scene.tell(
                person.id, undelivered.answer_not_delivered(words, customer.name if customer else None, why)
            )


async def _tell_of_fault(scene: Scene, outgoing: Outgoing) -> None:
    """Something for the desk could not be made, a fault of our own: leads hear once a day for a ticket."""
    if outgoing.act == FAULT:
        return
    reader = access.staff_name(scene, outgoing.chat_id) or ""
    for person in scene.rules.desk.staff:
        if person.leads:
            told = undelivered.not_shown(await scene.words_of(person), outgoing.ticket_id, reader)
            about = outgoing.ticket_id or f"to {outgoing.chat_id}"
            key = f"fault:{about}:{person.id}:{scene.now.date()}"
            await scene.work.outbox.put(DESK_BOT, person.id, told, scene.now, act=FAULT, key=key)


async def _without_file(scene: Scene, outgoing: Outgoing) -> None:
    """A file did not get to the desk: the words that came with it do, and what to do about it."""
    person = scene.rules.desk.person(outgoing.chat_id)
    if person and isinstance(outgoing.letter, Media | Album):
        told = desk.file_stayed_out(await scene.words_of(person), outgoing.letter.html)
        await scene.tell(person.id, told, ticket_id=outgoing.ticket_id, act=outgoing.act)
