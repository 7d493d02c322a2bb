"""A question to experts while the ticket stays with its owner; the answer is kept and can be found."""

from dataclasses import replace

from bot.actions import access, cards, linked
from bot.actions.scene import Scene
from bot.errors import NeedsWords, NobodyServes, NobodyToAsk, NothingAsked, TooShort
from bot.texts import consulting as texts
from routing.desk import Queue, Specialist
from routing.ticket import Ticket
from storage.consultations import Consultation, Solved
from storage.history import LINE1, staff
from storage.timers import about

CONSULT, ANSWER = "consult", "advise"
TIMER = "consult"
#: Answers, and solutions, shown by one search.
SHOWN = 6


async def consult(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """Ask those who serve the queue above (or the one named first); only the ticket's owner may."""
    ticket = access.open_still(await access.owned(scene, by, ticket_id))
    queue, question = _addressed(scene, ticket, text.strip())
    if not question:
        raise NeedsWords(CONSULT, ticket_id)
    serving = scene.rules.desk.serving(queue.id)
    if not [one for one in serving if one != by and ticket.queue not in one.barred]:
        raise NobodyServes(queue.id)
    asked = Consultation(ticket.id, queue.id, by.id, question, scene.now)
    asked = await scene.work.consultations.add(asked)
    await scene.record(ticket.id, staff(by.id), CONSULT, question, to=queue.title, number=asked.id)
    await _ring(scene, ticket, asked, by)
    await _watch(scene, ticket, asked)
    words = await scene.words_of(by)
    letter = texts.asked_out(words, ticket.id, queue.called(words.language))
    await scene.tell(by.id, letter, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


def target(scene: Scene, ticket: Ticket) -> Queue | None:
    """Whom a question goes to when no queue is named: the people this queue escalates to."""
    above = scene.rules.desk.queue(ticket.queue).escalates_to
    people = {one.id: one for one in scene.rules.desk.served_queues()}
    return people.get(above) if above else None


def _addressed(scene: Scene, ticket: Ticket, text: str) -> tuple[Queue, str]:
    first, _, rest = text.partition(" ")
    queues = [one for one in scene.rules.desk.served_queues() if one.id != ticket.queue]
    for queue in queues:
        if first.casefold().rstrip(":,") == queue.id.casefold():
            return queue, rest.strip()
    above = target(scene, ticket)
    if above is None:
        raise NobodyToAsk(ticket.id, [one.id for one in queues])
    return above, text


async def _ring(
    scene: Scene, ticket: Ticket, asked: Consultation, by: Specialist, *, again: bool = False
) -> None:
    for person in await cards.present(scene, asked.queue):
        if person.id != asked.asked_by and ticket.queue not in person.barred:
            letter = texts.question(await scene.words_of(person), ticket, asked, by.name, again=again)
            await scene.tell(person.id, letter, ticket_id=ticket.id, act=ANSWER)


async def _watch(scene: Scene, ticket: Ticket, asked: Consultation) -> None:
    due = scene.rules.hours.due(scene.now, scene.rules.consult_after)
    await scene.work.timers.arm(about(TIMER, ticket, due, key=str(asked.id)))


async def answering(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The first of the experts to take the ticket's question answers it; NothingAsked names who does."""
    ticket = await scene.work.tickets.get(await linked.living(scene, ticket_id))
    asked = await _for(scene, by, ticket)
    if asked.taken_by is None:
        await scene.work.consultations.save(replace(asked, taken_by=by.id))
        await cards.refresh(scene, ticket)
    return ticket


async def _for(scene: Scene, by: Specialist, ticket: Ticket) -> Consultation:
    """The oldest open question that this person may answer."""
    mine = [one for one in await scene.work.consultations.of_ticket(ticket.id) if by.serves(one.queue)]
    mine = [one for one in mine if one.asked_by != by.id and ticket.queue not in by.barred]
    waiting = [one for one in mine if not one.over]
    free = next((one for one in waiting if one.taken_by in {None, by.id}), None)
    if free is None:
        last = next(iter([*waiting, *reversed(mine)]), None)
        colleague = last.taken_by if last and last.taken_by != by.id else None
        raise NothingAsked(
            ticket.id, access.staff_name(scene, colleague), over=bool(colleague) and not waiting
        )
    return free


async def answer(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """The answer goes to who asked and onto the ticket, and can be found later."""
    ticket = await scene.work.tickets.get(await linked.living(scene, ticket_id))
    asked = await _for(scene, by, ticket)
    if not text.strip():
        raise NeedsWords(ANSWER, ticket_id)
    asked = replace(asked, answer=text.strip(), answered_at=scene.now, taken_by=by.id, over=True)
    await scene.work.consultations.save(asked)
    await scene.work.timers.disarm(TIMER, str(asked.id))
    await scene.record(ticket.id, staff(by.id), ANSWER, text.strip(), number=asked.id)
    for staff_id in dict.fromkeys(one for one in (asked.asked_by, ticket.owner) if one and one != by.id):
        if person := scene.rules.desk.person(staff_id):
            letter = texts.answered(await scene.words_of(person), ticket.id, by.name, asked)
            await scene.tell(person.id, letter, ticket_id=ticket.id, act="note")
    await cards.refresh(scene, ticket)
    return ticket


async def question_of(scene: Scene, by: Specialist, ticket: Ticket) -> str:
    """The words of the question that the person is about to answer."""
    return (await _for(scene, by, ticket)).question


async def came_due(scene: Scene, number: int) -> None:
    """Nobody has answered: the experts are reminded; later their lead and the owner hear, each time."""
    asked = await scene.work.consultations.get(number)
    if asked is None or asked.over:
        return
    ticket = await scene.work.tickets.get(asked.ticket_id)
    by = scene.rules.desk.person(asked.asked_by)
    # Whoever took it and said nothing does not keep others from it.
    await scene.work.consultations.save(replace(asked, taken_by=None, reminded=asked.reminded + 1))
    await scene.record(ticket.id, LINE1, "consult_late", number=asked.id)
    if asked.reminded == 0 and by:
        await _ring(scene, ticket, asked, by, again=True)
    else:
        await _tell_leads(scene, ticket, asked)
    await _watch(scene, ticket, asked)
    await cards.refresh(scene, ticket)


async def _tell_leads(scene: Scene, ticket: Ticket, asked: Consultation) -> None:
    queue = scene.rules.desk.shown(asked.queue)
    owner = scene.rules.desk.person(ticket.owner or asked.asked_by)
    for person in dict.fromkeys([*scene.rules.desk.leads_of(queue.id), *([owner] if owner else [])]):
        if ticket.queue in person.barred:
            continue
        words = await scene.words_of(person)
        letter = texts.unanswered(words, ticket, asked, queue.called(words.language), scene.now)
        await scene.tell(person.id, letter, ticket_id=ticket.id, act=ANSWER)


async def ended(scene: Scene, ticket: Ticket) -> None:
    """The ticket is over: nobody need answer any more."""
    for asked in await scene.work.consultations.open_on(ticket.id):
        await scene.work.consultations.save(replace(asked, over=True))
        await scene.work.timers.disarm(TIMER, str(asked.id))


async def find(scene: Scene, by: Specialist, text: str) -> tuple[list[Consultation], list[Solved]]:
    """Answers of experts and solutions with all these words, in queues the person serves."""
    wanted = [word for word in text.split() if len(word) > 1][:6]
    if not wanted:
        raise TooShort
    queues = [one.id for one in scene.rules.desk.queues if by.serves(one.id)]
    kept = scene.work.consultations
    return await kept.found(wanted, queues, SHOWN, by.barred), await kept.solutions(wanted, queues, SHOWN)
