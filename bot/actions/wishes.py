"""Wishes: what customers want and we do not have, grouped by meaning; who wished hears when it is done."""

from dataclasses import replace

from bot.actions import access, audits, cards, customers, ending, problems, telling, unnamed, vendor
from bot.actions.scene import Scene
from bot.errors import NoCustomer
from bot.texts import problem_cards
from bot.texts import problems as texts
from bot.texts.markup import clipped
from routing.desk import LineKind, Queue, Specialist
from routing.likeness import cosine
from routing.problems import Kind, Problem, ProblemRefused, Standing
from routing.ticket import Ticket
from storage.history import staff
from storage.staff import Asked

#: How near wishes are that want the same: of the sample texts such pairs have .57 and more, others to .26.
ALIKE = 0.5


async def wish(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket is a wish: it joins the like ones, ends, and its customer will hear when it is done."""
    ticket = await access.steered(scene, by, ticket_id)
    if ticket.is_ours:
        raise NoCustomer(ticket_id)
    problem = await _like(scene, ticket) or await _first(scene, by, ticket)
    await problems.attach(scene, problem, ticket, staff(by.id))
    problem = await problems.centred(scene, problem)
    if ticket.is_open:
        wished = ticket
        await customers.told(scene, wished, lambda words: texts.wished(words, wished))
        ticket = await ending.end(scene, ticket, staff(by.id), "wish")
        await ending.let_go(scene, ticket)
    await problems.show(scene, by, problem)
    return ticket


async def _like(scene: Scene, ticket: Ticket) -> Problem | None:
    """The open wish of the queue that is nearest in meaning, if it is near enough."""
    mine = await scene.work.meanings.of([ticket.id])
    wishes = await scene.work.problems.standing([Standing.OPEN], [Kind.WISH])
    near = [(cosine(mine[0].vector, one.vector), one) for one in wishes if mine and one.queue == ticket.queue]
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE else None


async def _first(scene: Scene, by: Specialist, ticket: Ticket) -> Problem:
    """Nobody wished for it before; at the desk it is called as its first customer put it."""
    new = Problem(Kind.WISH, ticket.queue, by.id, scene.now, title=ticket.subject)
    problem = await scene.work.problems.add(new)
    told = await problems.happened(scene, problem, staff(by.id), "open", problem.title)
    problem = replace(problem, told=told)
    await scene.work.problems.save(problem)
    return problem


async def send(scene: Scene, by: Specialist, problem_id: int, queue: str, words: str) -> Problem:
    """Those who can make it true get it: the leads of that queue, or a vendor, as a case of its own."""
    problem = await _own(scene, by, problem_id)
    target = scene.rules.desk.queue(queue)
    if scene.rules.desk.line_of(target.id).kind is LineKind.VENDOR:
        await _to_vendor(scene, by, problem, target, words)
    await problems.happened(scene, problem, staff(by.id), "send", words, to=queue)
    for person in scene.rules.desk.leads_of(target.id):
        if person.id != by.id:
            await problems.show(scene, person, problem)
    called = target.called((await scene.words_of(by)).language)
    await scene.tell(by.id, problem_cards.passed_on(await scene.words_of(by), problem, called))
    return problem


async def _to_vendor(scene: Scene, by: Specialist, problem: Problem, target: Queue, words: str) -> None:
    """A ticket of our own, of whoever sends it, holds the case: it is chased and answered as any other."""
    if not words.strip():
        raise ProblemRefused("no_words", problem.id)
    held = await _held(scene, problem)
    ticket = held[-1] if held else await _our_own(scene, by, problem)
    await vendor.put(scene, by, ticket.id, words, target.id)


async def _held(scene: Scene, problem: Problem) -> list[Ticket]:
    """Our own open tickets of the wish."""
    found = [await scene.work.tickets.get(one) for one in await scene.work.problems.tickets(problem.id)]
    return [ticket for ticket in found if ticket.is_ours and ticket.is_open]


async def _our_own(scene: Scene, by: Specialist, problem: Problem) -> Ticket:
    desk = scene.rules.desk
    queue = desk.queue(problem.queue) if desk.keeps(problem.queue) else desk.default_queue()
    ticket = replace(audits.ours(scene, queue), subject=clipped(problem.title, audits.SUBJECT))
    ticket = await scene.write(ticket.taken_by(by.id, scene.now), staff(by.id), "open", "", reason="wish")
    await problems.attach(scene, problem, ticket, staff(by.id))
    await cards.bring(scene, by, ticket)
    return ticket


async def done(scene: Scene, by: Specialist, problem_id: int, text: str) -> Problem:
    """It came true: everyone who wished hears it once, about their own question."""
    problem = await _own(scene, by, problem_id)
    if not text.strip():
        raise ProblemRefused("no_words", problem_id)
    unnamed.to_many(scene, Asked(problems.END, problem_id, scene.now, kept=text))
    problem = problem.closed(text.strip(), scene.now)
    problem = replace(problem, told=await problems.happened(scene, problem, staff(by.id), "close", text))
    await scene.work.problems.save(problem)
    await telling.begin(scene, problem)
    for ticket in await _held(scene, problem):
        await ending.end(scene, ticket, staff(by.id), "wish")
    await problems.show(scene, by, problem)
    return problem


async def _own(scene: Scene, by: Specialist, problem_id: int) -> Problem:
    problem = await problems.steered(scene, by, problem_id)
    if problem.kind is not Kind.WISH:
        raise ProblemRefused("not_a_wish", problem_id)
    return problem
