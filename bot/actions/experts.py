"""Experts and those below them: accept a ticket, send words down instead of to the customer, feed back."""

from collections.abc import Iterable, Sequence

from bot.actions import access, beside, owning, relaying, stages
from bot.actions.scene import Scene
from bot.actions.speaking import Speech
from bot.errors import NeedsWords, NobodyBelow
from bot.texts import experts as texts
from routing.desk import Specialist
from routing.stages import Part, Told
from routing.ticket import Ticket
from storage.history import Event, staff
from storage.messages import Author, Said

#: Words between colleagues of one ticket, on different lines.
TELL = "tell"


async def accept(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """Take a ticket that was handed up: it is received."""
    ticket = await owning.take(scene, by, ticket_id)
    return await stages.write(scene, by, ticket, Told({Part.RECEIVED: ""}))


async def stage(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """Stages told in one message; without words, how to write it. Feedback among them goes down at once."""
    if not text.strip():
        await stages.guide(scene, by, ticket_id)
        return await access.seen(scene, by, ticket_id)
    ticket, told = await stages.tell(scene, by, ticket_id, text)
    if lesson := told.parts.get(Part.FEEDBACK):
        await hand_down(scene, by, ticket, lesson)
    return ticket


async def tell(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    """Between lines: the owner's words go to who escalated the ticket, and theirs to its owner."""
    ticket = await access.seen(scene, by, ticket_id)
    if speech.is_empty:
        raise NeedsWords(TELL, ticket_id)
    to = await _other_side(scene, by, ticket)
    if not to:
        raise NobodyBelow(ticket_id)
    await scene.record(ticket_id, staff(by.id), TELL, speech.text, to=[one.id for one in to])
    said = Said(
        ticket.customer_id or 0, Author.SPECIALIST, speech.text, scene.now, kind=speech.kind, file=speech.file
    )
    for person in to:
        words = await scene.words_of(person)
        head = texts.from_colleague(words, ticket.id, by.name, ticket.subject)
        for letter in relaying.letters(said, head):
            await scene.tell(person.id, letter, ticket_id=ticket_id, act=TELL)
    await scene.tell(
        by.id, texts.told(await scene.words_of(by), ticket_id, [one.name for one in to]), ticket_id=ticket_id
    )
    return ticket


async def _other_side(scene: Scene, by: Specialist, ticket: Ticket) -> list[Specialist]:
    if ticket.owner == by.id:
        return await below(scene, ticket)
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    found = [owner] if owner else scene.rules.desk.leads_of(ticket.queue)
    return [one for one in found if one != by]


async def below(scene: Scene, ticket: Ticket) -> list[Specialist]:
    """Who handed the ticket up to where it is; the leads of the queue it came from when they have left."""
    if ticket.came_from is None:
        return []
    last = beside.handed_up_from(ticket.came_from, await scene.work.history.of(ticket.id))
    person = scene.rules.desk.person(last) if last else None
    found = [person] if person else scene.rules.desk.leads_of(ticket.came_from)
    return [one for one in found if access.may_see(one, ticket) and one.id != ticket.owner]


def escalated_by(scene: Scene, events: Sequence[Event]) -> list[Specialist]:
    """Everybody who handed the ticket up, once each, the last one last; who left the desk is left out."""
    ids = [one for one in beside.escalated_by(events) if one is not None]
    latest = reversed(list(dict.fromkeys(reversed(ids))))
    return [person for one in latest if (person := scene.rules.desk.person(one))]


def once(people: Iterable[Specialist]) -> list[Specialist]:
    """Each of them once, in order; a profile with hours of its own is no key of a dict."""
    return list({person.id: person for person in people}.values())


async def solved(scene: Scene, by: Specialist, ticket: Ticket, solution: str) -> None:
    """Those who handed the ticket up hear how it was solved, wherever it went from there."""
    record = await stages.known(scene, ticket.id)
    cause = record.parts.get(Part.CAUSE, "")
    for person in escalated_by(scene, await scene.work.history.of(ticket.id)):
        if person != by and ticket.queue not in person.barred:
            letter = texts.handed_up_solved(
                await scene.words_of(person), ticket.id, ticket.subject, solution, cause
            )
            await scene.tell(person.id, letter, ticket_id=ticket.id)


async def feedback(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """What the lines below shall learn from it: to who escalated and to their queues; kept."""
    ticket = await access.served(scene, by, ticket_id)
    if not text.strip():
        raise NeedsWords("feedback", ticket_id)
    ticket = await stages.write(scene, by, ticket, Told({Part.FEEDBACK: text.strip()}))
    return await hand_down(scene, by, ticket, text.strip())


async def hand_down(scene: Scene, by: Specialist, ticket: Ticket, text: str) -> Ticket:
    """The feedback's letters, and a receipt that says how many have it."""
    events = await scene.work.history.of(ticket.id)
    queues = [one for one in _handed_up_in(scene, events) if one != ticket.queue]
    serving = [person for queue in queues for person in scene.rules.desk.serving(queue)]
    hearers = [person for person in once([*escalated_by(scene, events), *serving]) if person != by]
    for person in hearers:
        subject = "" if ticket.queue in person.barred else ticket.subject
        letter = texts.feedback(await scene.words_of(person), ticket.id, subject, by.name, text)
        await scene.tell(person.id, letter, ticket_id=ticket.id)
    receipt = texts.fed_back(await scene.words_of(by), ticket.id, len(hearers))
    await scene.tell(by.id, receipt, ticket_id=ticket.id)
    return ticket


def _handed_up_in(scene: Scene, events: Sequence[Event]) -> list[str]:
    """The queues it was handed up from, even those it can no longer go back to."""
    came_by = [str(one.data.get("from")) for one in events if beside.handed_up(one)]
    return [one for one in dict.fromkeys(came_by) if scene.rules.desk.has(one)]
