"""Tickets that nobody looks after any more go back to a queue where somebody does, and the lead hears."""

from datetime import datetime

from bot.actions import customers, offering, offers, promises, quiet
from bot.actions.scene import Scene
from bot.texts import line1
from bot.texts import offering as texts
from routing import ways
from routing.desk import Specialist
from routing.duty import gone_quiet, present
from routing.ticket import Move, Ticket
from storage.history import LINE1, staff

#: At how many of a queue's tickets it is looked whether somebody looks after them.
LOOKED = 50


async def silent(scene: Scene, ticket_id: int, *, reminded: bool) -> None:
    """The customer has waited long for a word of the owner's: a reminder, then somebody else."""
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.owner is None or not quiet.owes_a_word(ticket):
        return
    owner = scene.rules.desk.person(ticket.owner)
    acted = await _last_act(scene, ticket)
    if acted and quiet.runs_out(scene, ticket, acted) > scene.now:
        await quiet.look_after(scene, ticket, quiet.TIMER, acted)
    elif gone_quiet(owner, scene.now, await scene.work.staff.away(), reminded=reminded):
        await back_to_queue(scene, ticket, "silent", since=acted or ticket.taken_at or scene.now)
    elif owner:
        await _remind(scene, ticket, owner)


async def settle(scene: Scene) -> int:
    """After a change of the config: tickets whose owner or queue is gone from it; how many there were.

    So too where the queue is restricted now and does not name the owner: they see nothing of it any more.
    Of others only the way back down changes, where a queue on it is gone, and whom they are offered to.
    """
    desk, tickets = scene.rules.desk, scene.work.tickets
    owners = [one for one in await tickets.owners() if desk.person(one) is None]
    queues = [one for one in await tickets.queues() if not desk.keeps(one)]
    count = 0
    for owner in owners:
        while held := await tickets.held_by(owner, limit=1000):
            for ticket in held:
                await back_to_queue(scene, ticket, "owner gone", since=ticket.taken_at or scene.now)
            count += len(held)
    for person in (one for one in desk.staff if one.barred):
        for ticket in await tickets.held_by(person.id, limit=1000):
            if ticket.queue in person.barred:
                await back_to_queue(scene, ticket, "not named", since=scene.now)
                count += 1
    for queue in queues:
        while left := await tickets.open_in(queue, limit=1000):
            for ticket in left:
                await back_to_queue(scene, ticket, "queue gone", since=scene.now)
            count += len(left)
    await _shorten_ways(scene)
    await _offer_to_others(scene)
    return count


async def _offer_to_others(scene: Scene) -> None:
    """Who is gone, or serves the queue no more, takes no offer: it moves on at once."""
    for number, staff_id in (await offers.standing(scene)).items():
        person, ticket = scene.rules.desk.person(staff_id), await scene.work.tickets.get(number)
        if person is None or not person.serves(ticket.queue):
            await offering.came_due(scene, number)


async def _shorten_ways(scene: Scene) -> None:
    """A queue that nobody serves any more is no way back; the ticket itself stays where it is."""
    desk = scene.rules.desk
    while found := await scene.work.tickets.open_by_way(desk.keeps, limit=1000):
        for ticket in found:
            await scene.write(ways.standing(desk, ticket), LINE1, "way", "", reason="queue gone")


async def sweep(scene: Scene) -> None:
    """From time to time: nothing is left with people or queues that are gone, nor lies where nobody is."""
    await settle(scene)
    for queue in scene.rules.desk.served_queues():
        for ticket in await scene.work.tickets.waiting_in([queue.id], limit=LOOKED):
            await offering.look_after(scene, ticket)
    if await scene.work.tickets.queues():
        await offering.look_again(scene)


async def nobody_left(scene: Scene, by: Specialist) -> None:
    """Who went away was the last one there: the queue's leads hear what waits, and see its cards."""
    desk, away = scene.rules.desk, await scene.work.staff.away()
    for queue in desk.served_queues():
        if not by.serves(queue.id) or not by.on_shift(scene.now) or present(desk, queue.id, scene.now, away):
            continue
        waiting = (await scene.work.tickets.count_waiting([queue.id])).get(queue.id, 0)
        for lead in desk.leads_of(queue.id) if waiting else []:
            if lead != by:
                words = await scene.words_of(lead)
                letter = texts.nobody_left(words, queue.called(words.language), by.name, waiting)
                await scene.tell(lead.id, letter)
        for ticket in await scene.work.tickets.waiting_in([queue.id], limit=LOOKED):
            await offering.look_after(scene, ticket)


async def back_to_queue(scene: Scene, ticket: Ticket, why: str, since: datetime) -> Ticket:
    """To its queue, or to the default one if that is gone; the customer hears, and so does the lead."""
    before, desk = ticket, scene.rules.desk
    if ticket.owner is not None:
        ticket = ticket.released()
    if not desk.keeps(ticket.queue):
        ticket = ways.moved(desk, ticket, desk.default_queue().id)
    ticket = promises.promising(ways.standing(desk, ticket), scene)
    how = Move.RELEASE if before.queue == ticket.queue else Move.MOVE
    facts = {} if how is Move.RELEASE else {"from": before.queue, "to": ticket.queue}
    ticket = await scene.write(ticket, LINE1, how, "", reason=why, **facts)
    await promises.keep(scene, ticket)
    if before.owner is not None:
        await _tell_customer(scene, ticket)
    lost = desk.person(before.owner) if before.owner and why == "silent" else None
    await _tell_leads(scene, before, ticket, why, since)
    return await offering.place(scene, ticket, lost)


async def _tell_customer(scene: Scene, ticket: Ticket) -> None:
    await customers.told(
        scene, ticket, lambda words: line1.back_in_queue(words, promises.due(ticket), scene.now)
    )


async def _tell_leads(scene: Scene, before: Ticket, ticket: Ticket, why: str, since: datetime) -> None:
    desk = scene.rules.desk
    owner = desk.person(before.owner) if before.owner else None
    for lead in desk.leads_of(ticket.queue):
        words = await scene.words_of(lead)
        queue = desk.queue(ticket.queue).called(words.language)
        name = owner.name if owner else str(before.owner or "")
        letter = texts.stranded(words, ticket, why, name, before.queue, queue, since, scene.now)
        await scene.tell(lead.id, letter, ticket_id=ticket.id)


async def _remind(scene: Scene, ticket: Ticket, owner: Specialist) -> None:
    """Where the queue has its own patience; else a passing promise has reminded them already."""
    await quiet.look_after(scene, ticket, quiet.AGAIN)
    if scene.rules.desk.shown(ticket.queue).quiet:
        words = await scene.words_of(owner)
        await scene.tell(owner.id, texts.reminder(words, ticket, scene.now), ticket_id=ticket.id)


async def _last_act(scene: Scene, ticket: Ticket) -> datetime | None:
    assert ticket.owner is not None
    who = staff(ticket.owner)
    acts = [event.at for event in await scene.work.history.of(ticket.id) if event.who == who]
    return max(acts, default=None)
