"""A ticket's card at the desk: laid in the chats of those concerned, and kept true there."""

from collections.abc import Collection

from bot.actions import access, moods
from bot.actions.scene import Scene
from bot.line1 import mood
from bot.texts import cards as views
from routing.desk import Specialist
from routing.ticket import State, Ticket
from storage.customers import Customer
from storage.letters import Unbutton


async def announce(scene: Scene, ticket: Ticket, by: Specialist | None = None) -> None:
    """A ticket waits: a new card for everybody who may take it, the same one where it lies besides.

    An edit makes no sound, so it also comes anew to those who have it; not to `by`, who let go of it.
    """
    story = await _story(scene, ticket)
    present = [person for person in await _present(scene, ticket.queue) if person != by]
    await _refresh(scene, ticket, story, but=present)
    for person in present:
        await _bring(scene, person, ticket, story)


async def refresh(scene: Scene, ticket: Ticket) -> None:
    """Show the ticket as it stands now on each of its cards."""
    await _refresh(scene, ticket, await _story(scene, ticket))


async def _refresh(
    scene: Scene, ticket: Ticket, story: views.Story, but: Collection[Specialist] = ()
) -> None:
    for chat_id in await scene.work.cards.chats(ticket.id):
        person = scene.rules.desk.person(chat_id)
        if person and person not in but:
            await _show(scene, person, ticket, story)


async def bring(scene: Scene, by: Specialist, ticket: Ticket) -> None:
    """Send the card anew to the foot of the person's chat; the old one loses its buttons."""
    await _bring(scene, by, ticket, await _story(scene, ticket))


async def _bring(scene: Scene, person: Specialist, ticket: Ticket, story: views.Story) -> None:
    if old := await scene.work.cards.message(ticket.id, person.id):
        await scene.tell(person.id, Unbutton(message_id=old), ticket_id=ticket.id)
    await scene.work.cards.lay(ticket.id, person.id)
    await scene.work.cards.shown(ticket.id, person.id, None)
    await _show(scene, person, ticket, story)


async def _present(scene: Scene, queue: str) -> list[Specialist]:
    """Who serves the queue and is not away; its leads when everyone is."""
    away = await scene.work.staff.away()
    here = [person for person in scene.rules.desk.serving(queue) if person.id not in away]
    return here or scene.rules.desk.leads_of(queue)


async def _show(scene: Scene, person: Specialist, ticket: Ticket, story: views.Story) -> None:
    words = await scene.words_of(person)
    if not access.may_see(person, ticket):
        await scene.tell(person.id, views.gone(words, ticket.id), ticket_id=ticket.id)
        return
    held = ticket.owner == person.id
    rights = views.Rights(
        may_take=person.serves(ticket.queue) and ticket.state is State.QUEUED,
        owns=held,
        steers=held or (person.leads and person.serves(ticket.queue)),
        serves=person.serves(ticket.queue),
        speaks=held and story.speaks,
        feels=held or (person.leads and person.serves(ticket.queue)),
    )
    await scene.tell(person.id, views.card(words, ticket, story, rights, scene.now), ticket_id=ticket.id)


async def _story(scene: Scene, ticket: Ticket) -> views.Story:
    desk = scene.rules.desk
    customer = await scene.work.customers.get(ticket.customer_id)
    course = await moods.course_of(scene, ticket)
    events = await scene.work.history.of(ticket.id)
    opening = next((event.data for event in events if event.what == "open"), {})
    earlier = await scene.work.tickets.of_customer(ticket.customer_id, limit=6)
    return views.Story(
        queue=desk.queue(ticket.queue),
        line=desk.line_of(ticket.queue),
        owner=access.owner_name(scene, ticket),
        customer=_called(customer),
        blocked=customer is not None and customer.blocked_at is not None,
        mood=mood.shown(course),
        intensity=course[-1].intensity if course else 0.0,
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
