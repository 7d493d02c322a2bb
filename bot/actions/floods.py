"""What new tickets mean, and many like ones at once: the queue's lead is offered an incident."""

from dataclasses import replace

from bot.actions import access, cards, problems, telling
from bot.actions.scene import MEANING, Scene
from bot.texts import problem_cards
from routing.desk import Specialist
from routing.likeness import Meaning, cosine, flood, placed
from routing.problems import Kind, Problem, ProblemRefused, Standing
from routing.ticket import Ticket
from storage.errors import TicketUnknown
from storage.history import LINE1, staff
from storage.messages import Author
from storage.outbox import DESK_BOT
from storage.timers import Timer
from storage.work import Work

TIMER = MEANING
#: Who waits for the news of an accepted incident: so many tickets hear it in one transaction.
INFORMING, PORTION = "problem_inform", 100
#: Words of a ticket that are read for what it means.
LONGEST = 1000


async def unread(work: Work, key: str) -> str:
    """The words to be read: a ticket's own, or a problem's name; none when there is nothing to read."""
    of, _, number = key.partition(":")
    if of == "problem":
        return (await work.problems.get(int(number))).title
    try:
        ticket = await work.tickets.get(int(number))
    except TicketUnknown:
        return ""
    said = await work.messages.of_ticket(ticket.id, limit=20)
    words = [one.text for one in said if one.author is Author.CUSTOMER and one.kind == "text"]
    # The longest says what it is about: the others are "hello" and "a person, please".
    return max(words, key=len, default=ticket.subject)[:LONGEST]


async def understood(scene: Scene, key: str, vector: bytes) -> None:
    """Keep what it means, and see what it is like."""
    of, _, number = key.partition(":")
    if of == "problem":
        problem = await scene.work.problems.get(int(number))
        if not problem.vector:
            await scene.work.problems.save(replace(problem, vector=vector))
        return
    ticket = await scene.work.tickets.get(int(number))
    if ticket.customer_id is None:
        return
    meaning = await _meaning(scene, ticket, ticket.customer_id, vector)
    await scene.work.meanings.save(meaning)
    if ticket.is_open and vector and not await scene.work.problems.of_ticket(ticket.id):
        await _is_like(scene, ticket, meaning)


async def _meaning(scene: Scene, ticket: Ticket, customer_id: int, vector: bytes) -> Meaning:
    events = await scene.work.history.of(ticket.id)
    facts = {name: value for event in events if event.what == "open" for name, value in event.data.items()}
    area, device = facts.get("area"), facts.get("device")
    return Meaning(ticket.id, customer_id, ticket.queue, ticket.opened_at, vector, area, device)


async def _is_like(scene: Scene, ticket: Ticket, meaning: Meaning) -> None:
    """Part of an incident that is open; of one that is offered; or the one more that makes a flood."""
    going_on = await scene.work.problems.standing([Standing.OPEN, Standing.OFFERED])
    sizes = await scene.work.problems.sizes([one.id for one in going_on])
    here = [one for one in going_on if one.queue == ticket.queue]
    mine = [one for one in here if _near(scene, one, meaning, sizes.get(one.id, 0))]
    for problem in mine:
        if problem.tells or problem.standing is Standing.OFFERED:
            await problems.attach(scene, problem, ticket, LINE1)
            await problems.centred(scene, problem)
            return
    rule = scene.rules.flood
    recent = await scene.work.meanings.recent(ticket.queue, ticket.opened_at - rule.span)
    if gathered := flood(meaning, await _free(scene, recent), rule):
        await _offer(scene, gathered)


def _near(scene: Scene, problem: Problem, meaning: Meaning, tickets: int) -> bool:
    near = cosine(meaning.vector, problem.vector)
    here, there = (meaning.area, meaning.device), (problem.area, problem.device)
    return placed(near, here, there) >= scene.rules.flood.at_least(tickets)


async def _free(scene: Scene, meanings: list[Meaning]) -> list[Meaning]:
    """Those of tickets people still work on and that are part of nothing yet."""
    free = []
    for one in meanings:
        open_still = (await scene.work.tickets.get(one.ticket_id)).is_open
        if open_still and not await scene.work.problems.of_ticket(one.ticket_id):
            free.append(one)
    return free


async def _offer(scene: Scene, gathered: list[Meaning]) -> None:
    """The queue's leads get the tickets with yes and no; only those who may see them are asked."""
    queue = gathered[0].queue
    leads = scene.rules.desk.leads_of(queue)
    tickets = [await scene.work.tickets.get(one.ticket_id) for one in gathered]
    asked = [lead for lead in leads if all(access.may_see(lead, ticket) for ticket in tickets)]
    if not asked:
        return
    found = Problem(Kind.INCIDENT, queue, asked[0].id, scene.now, standing=Standing.OFFERED, severity=2)
    problem = await scene.work.problems.add(replace(found, area=_common(gathered, "area")))
    for ticket in tickets:
        await problems.attach(scene, problem, ticket, LINE1)
    await problems.centred(scene, problem)
    await problems.happened(scene, problem, LINE1, "offer", tickets=[one.id for one in tickets])
    minutes = round(scene.rules.flood.span.total_seconds() / 60)
    for lead in asked:
        words = await scene.words_of(lead)
        letter = problem_cards.offer(words, problem, scene.rules.desk.queue(queue), tickets, minutes)
        await scene.tell(lead.id, letter)


def _common(gathered: list[Meaning], name: str) -> str | None:
    values = {getattr(one, name) for one in gathered}
    return values.pop() if len(values) == 1 else None


async def accept(scene: Scene, by: Specialist, problem_id: int) -> Problem:
    """The lead says yes: they answer for the incident, everyone found hears of it, newcomers will."""
    problem = await _offered(scene, by, problem_id)
    problem = await problems.opened(scene, problem.opened(by.id, scene.now), staff(by.id))
    await _inform(scene, problem, 0)
    await _tell_other_leads(scene, by, problem, yes=True)
    return problem


async def informing(scene: Scene, key: str) -> None:
    """The customers of the next portion of tickets hear of the incident."""
    problem_id, after = map(int, key.split(":"))
    problem = await scene.work.problems.get(problem_id)
    if problem.is_open:
        await _inform(scene, problem, after)


async def _inform(scene: Scene, problem: Problem, after: int) -> None:
    """In portions, for the reasons told in bot/actions/telling.py."""
    numbers = await scene.work.problems.unsolved(problem.id, PORTION, after=after)
    for number in numbers:
        ticket = await scene.work.tickets.get(number)
        await problems.inform(scene, problem, ticket)
        await cards.refresh(scene, ticket)
    if len(numbers) == PORTION:
        due = scene.now + telling.PAUSE
        await scene.work.timers.arm(
            Timer(INFORMING, f"{problem.id}:{numbers[-1]}", DESK_BOT, problem.owner, due)
        )


async def decline(scene: Scene, by: Specialist, problem_id: int) -> Problem:
    """The lead says no: these tickets are not offered again."""
    problem = (await _offered(scene, by, problem_id)).declined()
    await scene.work.problems.save(problem)
    await problems.happened(scene, problem, staff(by.id), "decline")
    for number in await scene.work.problems.tickets(problem.id):
        await cards.refresh(scene, await scene.work.tickets.get(number))
    await scene.tell(by.id, problem_cards.declined(await scene.words_of(by)))
    await _tell_other_leads(scene, by, problem, yes=False)
    return problem


async def _offered(scene: Scene, by: Specialist, problem_id: int) -> Problem:
    problem = await problems.seen(scene, by, problem_id)
    if by not in scene.rules.desk.leads_of(problem.queue):
        raise ProblemRefused("leads", problem_id)
    return problem


async def _tell_other_leads(scene: Scene, by: Specialist, problem: Problem, *, yes: bool) -> None:
    for lead in scene.rules.desk.leads_of(problem.queue):
        if lead.id != by.id:
            words = await scene.words_of(lead)
            await scene.tell(lead.id, problem_cards.answered_by(words, problem.id, by.name, yes=yes))
