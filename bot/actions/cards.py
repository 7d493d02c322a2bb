"""A ticket's card at the desk: laid in the chats of those concerned, and kept true there."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions import access, beside, linked, moods, offers
from bot.actions.backstage import backstage
from bot.actions.scene import Scene
from bot.actions.winding import read_clocks
from bot.line1 import mood
from bot.texts import cards as views
from bot.texts.routed import Waiting
from routing import duty
from routing.desk import Specialist
from routing.duty import DutyLead, accountable
from routing.ticket import State, Ticket
from storage.customers import Customer
from storage.history import Event
from storage.letters import Card, Text, Unbutton


async def announce(scene: Scene, ticket: Ticket, by: Specialist | None = None) -> None:
    """A ticket waits: a new card for everybody who may take it, the same one where it lies besides.

    An edit makes no sound, so it also comes anew to those who have it; not to `by`, who let go of it. When
    nobody else is there, the leads hear of it.
    """
    here = [person for person in await present(scene, ticket.queue) if person != by]
    for person in here or [lead for lead in scene.rules.desk.leads_of(ticket.queue) if lead != by]:
        await bring(scene, person, ticket)
    await refresh(scene, ticket)


async def refresh(scene: Scene, ticket: Ticket) -> None:
    """Show the ticket as it stands on each of its cards."""
    await scene.work.outbox.show(ticket.id, await scene.work.cards.chats(ticket.id), scene.now)


async def refresh_owners(scene: Scene, ticket: Ticket) -> None:
    """More was said: the owner's card tells it; the others' tell who has the ticket, and that is as it was.

    Every card of a talk edited at every word would spend the desk bot's 30 messages a second on nobody.
    """
    if ticket.owner is None:
        await refresh(scene, ticket)
    elif ticket.owner in await scene.work.cards.chats(ticket.id):
        await scene.work.outbox.show(ticket.id, [ticket.owner], scene.now)


async def bring(scene: Scene, by: Specialist, ticket: Ticket) -> None:
    """Send the card anew to the foot of the person's chat; the old one loses its buttons."""
    if old := await scene.work.cards.message(ticket.id, by.id):
        await scene.tell(by.id, Unbutton(message_id=old), ticket_id=ticket.id)
    await scene.work.cards.lay(ticket.id, by.id)
    await scene.work.cards.shown(ticket.id, by.id, None)
    await scene.work.outbox.show(ticket.id, [by.id], scene.now)


async def present(scene: Scene, queue: str) -> list[Specialist]:
    """Who serves the queue, is on shift (or on call) and not away; its leads when there is nobody."""
    desk = scene.rules.desk
    here = duty.present(desk, queue, scene.now, await scene.work.staff.away())
    return here or desk.leads_of(queue)


async def drawn(scene: Scene, ticket_id: int, staff_id: int) -> Card | None:
    """The ticket's card as that member of staff may see it now; None for somebody who left the desk."""
    person = scene.rules.desk.person(staff_id)
    if person is None:
        return None
    ticket, words = await scene.work.tickets.get(ticket_id), await scene.words_of(person)
    if not await access.sees(scene, person, ticket):
        return views.gone(words, ticket.id, restricted=ticket.queue in person.barred)
    story = await _story(scene, person, ticket)
    story = replace(
        story,
        linked=await linked.seen_by(scene, person, ticket),
        problems=await linked.part_of(scene, person, ticket),
    )
    rights = await _rights(scene, person, ticket, story)
    if ticket.state is State.QUEUED and (offer := await offers.pending(scene, ticket.id)):
        rights = replace(rights, offered=offer.chat_id == person.id)
    return views.card(words, ticket, story, rights, scene.now)


async def more(scene: Scene, person: Specialist, ticket_id: int) -> Text:
    """What else that person may do with the ticket."""
    ticket = await access.seen(scene, person, ticket_id)
    story = await _story(scene, person, ticket)
    rights = await _rights(scene, person, ticket, story)
    return views.more(await scene.words_of(person), ticket, story, rights)


async def _rights(scene: Scene, person: Specialist, ticket: Ticket, story: views.Story) -> views.Rights:
    held = ticket.owner == person.id
    leads = person.leads and person.serves(ticket.queue)
    return views.Rights(
        may_take=person.serves(ticket.queue) and ticket.state is State.QUEUED,
        owns=held,
        steers=held or leads,
        serves=person.serves(ticket.queue),
        speaks=held and story.speaks and not ticket.is_ours,
        feels=held or leads,
        together=await beside.part_of(scene, person, ticket),
    )


async def _story(scene: Scene, person: Specialist, ticket: Ticket) -> views.Story:
    desk = scene.rules.desk
    customer, earlier = None, list[Ticket]()
    if ticket.customer_id is not None:
        customer = await scene.work.customers.get(ticket.customer_id)
        earlier = await scene.work.tickets.of_customer(ticket.customer_id, limit=6)
    course = await moods.course_of(scene, ticket)
    events = await scene.work.history.of(ticket.id)
    opening = next((event.data for event in events if event.what == "open"), {})
    return views.Story(
        queue=desk.shown(ticket.queue),
        line=desk.line_of(ticket.queue),
        owner=access.owner_name(scene, ticket),
        customer=None if ticket.is_ours else _called(customer),
        blocked=customer is not None and customer.blocked_at is not None,
        mood=mood.shown(course),
        strain=course[-1].level if course else 0.0,
        tried=tuple(article for one in opening.get("tried", ()) if (article := scene.rules.library.get(one))),
        said=tuple(await scene.work.messages.between_people(ticket.id, limit=8)),
        notes=tuple(
            (access.staff_name(scene, _staff_id(event.who)) or event.who, event.text)
            for event in events
            if event.text and event.what in {"note", "move", "return", "release", "advise", "remote"}
        )[-3:],
        earlier=tuple(one for one in earlier if one.id != ticket.id and one.queue not in person.barred)[:3],
        together=await beside.together(scene, ticket, events),
        clocks=tuple(read_clocks(scene.rules, events, scene.now)) if ticket.is_open else (),
        escalates_to=desk.shown(ticket.queue).escalates_to,
        waiting=await _waiting(scene, ticket, events),
        intake=opening.get("intake", {}),
        questions={one.id: one for queue in desk.queues for one in queue.intake},
        sending=next(iter(await scene.work.outbox.ledger(ticket.id, limit=1)), None),
        back=await backstage(scene, ticket, events),
    )


async def _waiting(scene: Scene, ticket: Ticket, events: Sequence[Event]) -> Waiting | None:
    """Who answers for a ticket that waits, whom it is offered to, and why line 1 gave it this queue."""
    if ticket.state is not State.QUEUED:
        return None
    answers = accountable(ticket, scene.rules.desk, scene.now, await scene.work.staff.away())
    offer = await offers.pending(scene, ticket.id)
    opening = next((event.data for event in events if event.what == "open"), {})
    chosen = opening if opening.get("queue") == ticket.queue else {}
    return Waiting(
        lead=answers.person.name if isinstance(answers, DutyLead) else None,
        offered=access.staff_name(scene, offer.chat_id) if offer else None,
        until=offer.due_at if offer else None,
        why=str(chosen.get("queue_reason", "")),
        sure=float(chosen.get("queue_confidence", 0.0)),
    )


def _called(customer: Customer | None) -> str:
    return customer.name if customer else "?"


def _staff_id(who: str) -> int | None:
    kind, _, number = who.partition(":")
    return int(number) if kind == "staff" else None
