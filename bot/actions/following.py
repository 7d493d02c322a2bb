"""What ended too long ago to be opened again goes on in a new ticket, linked to the old one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions import access, cards, customers, ending, linked, linking, offering, promises, talks
from bot.actions.merging import fresh
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.texts import merging as texts
from routing.desk import Specialist
from routing.links import LinkKind, LinkRefused
from routing.ticket import Move, Ticket
from storage.customers import Customer
from storage.history import CUSTOMER, staff
from storage.messages import Said


async def came_back(
    scene: Scene, customer: Customer, before: Ticket, messages: Sequence[Said] = ()
) -> Ticket:
    """The customer says that it is back: a new ticket in the queue of the old, with their words."""
    if await _goes_on_in(scene, before):
        raise StepOver
    ticket = await _follow(scene, before, CUSTOMER, f"came back: #{before.id}")
    await scene.work.messages.join([one.id for one in messages], ticket.id)
    conversation = await scene.work.conversations.get(customer.id)
    step = conversation.step.afresh()
    await scene.work.conversations.save(replace(conversation, ticket_id=ticket.id, step=step))
    letter = texts.came_back(customers.words_for(scene, customer), ticket, before, scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    return await offering.place(scene, ticket)


async def anew(scene: Scene, by: Specialist, ticket_id: int, why: str) -> Ticket:
    """Staff take it up anew; whoever serves its queue may. In its days it is the same ticket, open again."""
    before = await access.served(scene, by, ticket_id)
    before.after(Move.REOPEN)
    await linked.check_unmerged(scene, ticket_id)
    if before.is_ours or before.may_reopen(scene.now, scene.rules.reopen_days):
        return await ending.reopen(scene, by, ticket_id, why)
    if going_on := await _goes_on_in(scene, before):
        raise LinkRefused("goes_on", ticket_id, going_on)
    ticket = await _follow(scene, before, staff(by.id), why or f"came back: #{before.id}")
    customer = await customers.of(scene, ticket)
    await talks.take_if_free(scene, customer.id, ticket)
    letter = texts.taken_up(customers.words_for(scene, customer), ticket, before, scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    await cards.bring(scene, by, await offering.place(scene, ticket))
    return ticket


async def _follow(scene: Scene, before: Ticket, who: str, why: str) -> Ticket:
    ticket = await scene.write(fresh(scene, before, before.subject), who, "open", "", reason=why)
    await linking.tie(scene, ticket, before, LinkKind.FOLLOW_UP, who)
    await promises.keep(scene, ticket)
    return ticket


async def _goes_on_in(scene: Scene, before: Ticket) -> int | None:
    """The open ticket in which it goes on already: a button pressed twice opens one."""
    for link in await scene.work.links.of(before.id):
        follows = link.kind is LinkKind.FOLLOW_UP and link.other == before.id
        if follows and (await scene.work.tickets.get(link.ticket_id)).is_open:
            return link.ticket_id
    return None
