"""Helpers on a ticket: they see it, get the customer's words and leave notes; its owner stays."""

from collections.abc import Sequence

from bot.actions import access, cards
from bot.actions.scene import Scene
from bot.errors import HelpsAlready, NeedsWords, NoSuchColleague, NotOwner
from bot.texts import joining as texts
from routing.desk import Specialist
from routing.ticket import Ticket
from storage.history import staff


async def join(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """Help with a ticket that somebody owns; whoever may see it may."""
    ticket = access.open_still(await access.seen(scene, by, ticket_id))
    if ticket.owner is None:
        raise NotOwner(ticket_id, None, None)
    return await _add(scene, by, by, ticket)


async def invite(scene: Scene, by: Specialist, ticket_id: int, name: str) -> Ticket:
    """Ask a colleague, by name, to help; the ticket's owner or lead may."""
    ticket = await inviting(scene, by, ticket_id)
    if not name.strip():
        raise NeedsWords("invite", ticket_id)
    people = [*others(scene, ticket), *_on_it(scene, ticket)]
    return await _add(scene, by, _called(name, people, ticket_id), ticket)


async def invite_person(scene: Scene, by: Specialist, ticket_id: int, staff_id: int) -> Ticket:
    """The same by a button."""
    ticket = await inviting(scene, by, ticket_id)
    person = next((one for one in others(scene, ticket) if one.id == staff_id), None)
    if person is None:
        raise NoSuchColleague(ticket_id, str(staff_id), [one.name for one in others(scene, ticket)])
    return await _add(scene, by, person, ticket)


async def inviting(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if the person may say who helps with it."""
    ticket = access.open_still(await access.steered(scene, by, ticket_id))
    if ticket.owner is None:
        raise NotOwner(ticket_id, None, None)
    return ticket


def others(scene: Scene, ticket: Ticket) -> list[Specialist]:
    """Who could be invited, those of the ticket's queues first; nobody whom a restricted queue leaves out."""
    there = {ticket.owner, *ticket.helpers}
    queues = [ticket.queue, scene.rules.desk.shown(ticket.queue).escalates_to, *ticket.path]
    free = [one for one in scene.rules.desk.staff if one.id not in there and ticket.queue not in one.barred]
    return sorted(free, key=lambda one: not any(one.serves(queue) for queue in queues if queue))


def helping(scene: Scene, ticket: Ticket) -> list[Specialist]:
    """The ticket's helpers who are still on the staff and may still see it."""
    found = [person for one in ticket.helpers if (person := scene.rules.desk.person(one))]
    return [one for one in found if ticket.queue not in one.barred]


async def leave(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """Help no more."""
    ticket = access.open_still(await access.seen(scene, by, ticket_id))
    return await _drop(scene, by, by, ticket)


async def remove(scene: Scene, by: Specialist, ticket_id: int, name: str) -> Ticket:
    """Let a helper go; the ticket's owner or lead may."""
    ticket = await inviting(scene, by, ticket_id)
    return await _drop(scene, by, _called(name, helping(scene, ticket), ticket_id), ticket)


async def remove_person(scene: Scene, by: Specialist, ticket_id: int, staff_id: int) -> Ticket:
    """The same by a button."""
    ticket = await inviting(scene, by, ticket_id)
    names = [one.name for one in helping(scene, ticket)]
    person = next((one for one in helping(scene, ticket) if one.id == staff_id), None)
    if person is None:
        raise NoSuchColleague(ticket_id, str(staff_id), names)
    return await _drop(scene, by, person, ticket)


async def tell_note(scene: Scene, by: Specialist, ticket: Ticket, text: str) -> None:
    """Those who work on the ticket together hear each other's notes."""
    if ticket.helpers:
        for person in _on_it(scene, ticket):
            if person != by:
                words = await scene.words_of(person)
                await scene.tell(person.id, texts.noted(words, ticket.id, by.name, text), ticket_id=ticket.id)


async def _add(scene: Scene, by: Specialist, person: Specialist, ticket: Ticket) -> Ticket:
    if person.id in {ticket.owner, *ticket.helpers}:
        raise HelpsAlready(ticket.id, person.name)
    what, to = ("join", {}) if by == person else ("invite", {"to": person.name})
    before = _on_it(scene, ticket)
    ticket = await scene.write(ticket.helped_by(person.id), staff(by.id), what, **to)
    for one in before:
        if one not in {by, person}:
            await scene.tell(
                one.id, texts.joined(await scene.words_of(one), ticket.id, person.name), ticket_id=ticket.id
            )
    if by != person:
        words = await scene.words_of(person)
        await scene.tell(person.id, texts.invited(words, ticket, by.name), ticket_id=ticket.id)
    await cards.bring(scene, person, ticket)
    await cards.refresh(scene, ticket)
    return ticket


async def _drop(scene: Scene, by: Specialist, person: Specialist, ticket: Ticket) -> Ticket:
    if person.id not in ticket.helpers:
        raise NoSuchColleague(ticket.id, person.name, [one.name for one in helping(scene, ticket)])
    before = _on_it(scene, ticket)
    what, to = ("leave", {}) if by == person else ("remove", {"to": person.name})
    ticket = await scene.write(ticket.without(person.id), staff(by.id), what, **to)
    for one in before:
        if one != by:
            words = await scene.words_of(one)
            gone = texts.left(words, ticket.id, person.name)
            letter = texts.let_go(words, ticket.id, by.name) if one == person else gone
            await scene.tell(one.id, letter, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


def _on_it(scene: Scene, ticket: Ticket) -> list[Specialist]:
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    return [*([owner] if owner else []), *helping(scene, ticket)]


def _called(name: str, people: Sequence[Specialist], ticket_id: int) -> Specialist:
    """The one who is called so; a part of a name will do when it is nobody else's."""
    wanted = name.strip().lstrip("@").casefold()
    exact = [one for one in people if wanted in {one.name.casefold(), str(one.id)}]
    near = [one for one in people if wanted and one.name.casefold().startswith(wanted)]
    if len(exact or near) != 1:
        raise NoSuchColleague(ticket_id, name.strip(), [one.name for one in people])
    return (exact or near)[0]
