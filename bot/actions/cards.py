"""A ticket's card at the desk: laid in the chats of those concerned, and kept true there."""

from bot.actions import access
from bot.actions.scene import Scene
from bot.texts import cards as views
from routing.desk import Specialist
from routing.ticket import State, Ticket
from storage.customers import Customer


async def announce(scene: Scene, ticket: Ticket) -> None:
    """Lay the card before everybody who may take the ticket, and refresh it where it lies already."""
    for person in await _present(scene, ticket.queue):
        await scene.work.cards.lay(ticket.id, person.id)
    await refresh(scene, ticket)


async def refresh(scene: Scene, ticket: Ticket) -> None:
    """Show the ticket as it stands now on each of its cards."""
    story = await _story(scene, ticket)
    for chat_id in await scene.work.cards.chats(ticket.id):
        person = scene.rules.desk.person(chat_id)
        if person:
            await _show(scene, person, ticket, story)


async def bring(scene: Scene, by: Specialist, ticket: Ticket) -> None:
    """Send the card anew to the foot of the person's chat."""
    await scene.work.cards.lay(ticket.id, by.id)
    await scene.work.cards.shown(ticket.id, by.id, None)
    await _show(scene, by, ticket, await _story(scene, ticket))


async def _present(scene: Scene, queue: str) -> list[Specialist]:
    """Who serves the queue and is not away; its leads when everyone is."""
    away = await scene.work.staff.away()
    here = [person for person in scene.rules.desk.serving(queue) if person.id not in away]
    return here or scene.rules.desk.leads_of(queue)


async def _show(scene: Scene, person: Specialist, ticket: Ticket, story: views.Story) -> None:
    words = await scene.words_of(person)
    held = ticket.owner == person.id
    rights = views.Rights(
        may_take=person.serves(ticket.queue) and ticket.state is State.QUEUED,
        owns=held,
        steers=held or (person.leads and person.serves(ticket.queue)),
        serves=person.serves(ticket.queue),
        speaks=held and story.speaks,
    )
    await scene.tell(person.id, views.card(words, ticket, story, rights, scene.now), ticket_id=ticket.id)


async def _story(scene: Scene, ticket: Ticket) -> views.Story:
    desk = scene.rules.desk
    customer = await scene.work.customers.get(ticket.customer_id)
    conversation = await scene.work.conversations.get(ticket.customer_id)
    events = await scene.work.history.of(ticket.id)
    opening = next((event.data for event in events if event.what == "open"), {})
    earlier = await scene.work.tickets.of_customer(ticket.customer_id, limit=6)
    return views.Story(
        queue=desk.queue(ticket.queue),
        line=desk.line_of(ticket.queue),
        owner=access.owner_name(scene, ticket),
        customer=_called(customer),
        blocked=customer is not None and customer.blocked_at is not None,
        emotion=conversation.step.emotion,
        intensity=conversation.step.intensity,
        tried=tuple(article for one in opening.get("tried", ()) if (article := scene.rules.library.get(one))),
        said=tuple(await scene.work.messages.between_people(ticket.id, limit=8)),
        notes=tuple(
            (access.staff_name(scene, _staff_id(event.who)) or event.who, event.text)
            for event in events
            if event.text and event.what in {"note", "move", "escalate", "return", "release"}
        )[-3:],
        earlier=tuple(one for one in earlier if one.id != ticket.id)[:3],
        escalates_to=desk.queue(ticket.queue).escalates_to,
    )


def _called(customer: Customer | None) -> str:
    return customer.name if customer else "?"


def _staff_id(who: str) -> int | None:
    kind, _, number = who.partition(":")
    return int(number) if kind == "staff" else None
