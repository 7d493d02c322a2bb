"""One matter behind many tickets: opened, linked, told to everyone linked once, closed with one solution."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.actions import access, audits, cards, customers, ending, promises, telling, unnamed
from bot.actions.scene import MEANING, Scene
from bot.texts import problem_cards
from bot.texts import problems as texts
from routing.desk import Specialist
from routing.likeness import centre
from routing.problems import Kind, Problem, ProblemRefused, Standing
from routing.ticket import Ticket
from storage.history import staff
from storage.outbox import DESK_BOT
from storage.problems import Happened
from storage.staff import Asked
from storage.timers import Timer

#: Linked tickets are solved so many at a time, and so long the next ones wait (see bot/actions/telling.py):
#: others write in between, and a restart goes on.
PORTION, PAUSE = 5, timedelta(milliseconds=200)
CLOSING = "problem_close"
ALL = 1_000_000
#: Acts whose words customers read.
SAY, NAME, WAY, END = problem_cards.SAY, "problem_name", "problem_way", "problem_end"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a problem besides its name."""

    severity: int | None = None
    area: str | None = None
    device: str | None = None


async def open_new(
    scene: Scene, by: Specialist, kind: Kind, title: str, queue: str, facts: Facts | None = None
) -> Problem:
    """A problem whose owner is whoever opens it; incidents are for leads."""
    if not title.strip():
        raise ProblemRefused("no_title", 0, kind)
    if not by.serves(queue):
        raise ProblemRefused("not_yours", 0, queue)
    if kind is not Kind.PROBLEM and not by.leads:
        raise ProblemRefused("leads", 0)
    known = facts or Facts()
    problem = Problem(
        kind,
        queue,
        by.id,
        scene.now,
        title.strip(),
        severity=known.severity,
        area=known.area,
        device=known.device,
    )
    return await opened(scene, await scene.work.problems.add(problem), staff(by.id))


async def opened(scene: Scene, problem: Problem, who: str) -> Problem:
    """It is open from now on: what it means is read, and its owner gets the card."""
    told = await happened(scene, problem, who, "open", problem.title)
    problem = replace(problem, told=told)
    await scene.work.problems.save(problem)
    due = Timer(MEANING, f"problem:{problem.id}", DESK_BOT, problem.owner, scene.now)
    await scene.work.timers.arm(due)
    if owner := scene.rules.desk.person(problem.owner):
        await show(scene, owner, problem)
    return problem


async def happened(
    scene: Scene, problem: Problem, who: str, what: str, text: str = "", **data: object
) -> int:
    """Write down what happened to it."""
    return await scene.work.problems.record(Happened(problem.id, scene.now, who, what, text, data))


async def seen(scene: Scene, by: Specialist, problem_id: int) -> Problem:
    """The problem, if the person serves its queue or owns it."""
    problem = await scene.work.problems.get(problem_id)
    if not by.serves(problem.queue) and problem.owner != by.id:
        raise ProblemRefused("not_yours", problem_id, problem.queue)
    return problem


async def steered(scene: Scene, by: Specialist, problem_id: int) -> Problem:
    """The problem, if the person owns it or leads its queue, and it is not over."""
    problem = await seen(scene, by, problem_id)
    if problem.owner != by.id and not by.leads:
        owner = access.staff_name(scene, problem.owner) or "?"
        raise ProblemRefused("owner", problem_id, owner)
    if not problem.is_open:
        raise ProblemRefused("over", problem_id)
    return problem


async def show(scene: Scene, by: Specialist, problem: Problem) -> None:
    """Its card, at the foot of the person's chat; a reply to it is told to everyone linked."""
    reach = await scene.work.problems.reach(problem.id, of_closed=problem.kind is Kind.WISH)
    view = problem_cards.View(
        queue=scene.rules.desk.shown(problem.queue),
        owner=access.staff_name(scene, problem.owner) or "?",
        tickets=tuple(await scene.work.problems.tickets(problem.id)),
        customers=reach.customers,
        blocked=reach.blocked,
        telling=await telling.progress(scene, problem),
        unsolved=0 if problem.is_open else len(await scene.work.problems.unsolved(problem.id, ALL)),
        steers=problem.owner == by.id or (by.leads and by.serves(problem.queue)),
    )
    letter = problem_cards.card(await scene.words_of(by), problem, view, scene.now)
    await scene.tell(by.id, letter, ticket_id=problem.id, act=SAY)


async def link(scene: Scene, by: Specialist, problem_id: int, ticket_ids: Iterable[int]) -> Problem:
    """These tickets come of it; whoever sees both may say so. All or none."""
    problem = await seen(scene, by, problem_id)
    if not problem.is_open:
        raise ProblemRefused("over", problem_id)
    numbers = list(dict.fromkeys(ticket_ids))
    if not numbers:
        raise ProblemRefused("no_tickets", problem_id)
    for number in numbers:
        await attach(scene, problem, await access.seen(scene, by, number), staff(by.id))
    problem = await centred(scene, problem)
    await show(scene, by, problem)
    return problem


async def unlink(scene: Scene, by: Specialist, problem_id: int, ticket_ids: Iterable[int]) -> Problem:
    """These do not come of it after all."""
    problem = await seen(scene, by, problem_id)
    for number in ticket_ids:
        ticket = await access.seen(scene, by, number)
        if await scene.work.problems.unlink(problem.id, ticket.id):
            await happened(scene, problem, staff(by.id), "unlink", ticket=ticket.id)
            await scene.record(ticket.id, staff(by.id), "unlinked", "", to=f"P{problem.id}")
            await cards.refresh(scene, ticket)
    await show(scene, by, problem)
    return problem


async def attach(scene: Scene, problem: Problem, ticket: Ticket, who: str) -> bool:
    """The ticket comes of the problem; its customer hears what is known, if there is anything, once."""
    heard = ticket.customer_id and await scene.work.problems.hears(problem.id, ticket.customer_id)
    if not await scene.work.problems.link(problem.id, ticket.id, who, scene.now):
        return False
    await scene.work.problems.touch(problem.id)
    await happened(scene, problem, who, "link", ticket=ticket.id)
    await scene.record(ticket.id, who, "problem", problem.title, to=f"P{problem.id}")
    if problem.tells and ticket.is_open and not heard:
        await inform(scene, problem, ticket)
    await cards.refresh(scene, ticket)
    return True


async def inform(scene: Scene, problem: Problem, ticket: Ticket) -> None:
    """The ticket's customer hears what is known; told before, only what they have not heard of it."""
    if ticket.is_ours:
        return
    customer = await customers.of(scene, ticket)
    new = await scene.work.problems.tell(problem.id, customer.id, scene.now, wants=False)
    if not new:
        await telling.catch_up(scene, problem, customer, ticket.id)
        return
    words = customers.words_for(scene, customer)
    letter = texts.linked(words, problem, telling.called(scene, words, problem), ticket.id, scene.now)
    listener = telling.listening(customer, ticket.id)
    await telling.spread(scene, problem, [listener], lambda _, __: letter, problem.told)


async def centred(scene: Scene, problem: Problem) -> Problem:
    """What it means, from its tickets; while none is known, from its name."""
    tickets = await scene.work.problems.tickets(problem.id)
    vectors = [one.vector for one in await scene.work.meanings.of(tickets[-200:])]
    if vectors:
        problem = replace(problem, vector=centre(vectors))
        await scene.work.problems.save(problem)
    return problem


async def say(scene: Scene, by: Specialist, problem_id: int, text: str) -> Problem:
    """An update: everyone linked hears it once."""
    problem = await steered(scene, by, problem_id)
    if not text.strip():
        raise ProblemRefused("no_words", problem_id)
    _unnamed(scene, problem, SAY, text)
    told = await happened(scene, problem, staff(by.id), "say", text)
    problem = replace(problem, said=text.strip(), told=told)
    await scene.work.problems.save(problem)
    await telling.begin(scene, problem)
    await show(scene, by, problem)
    return problem


def _unnamed(scene: Scene, problem: Problem, act: str, text: str) -> None:
    unnamed.to_many(scene, Asked(act, problem.id, scene.now, kept=text))


async def found_cause(scene: Scene, by: Specialist, problem_id: int, cause: str) -> Problem:
    """Why it happens, for colleagues."""
    problem = await steered(scene, by, problem_id)
    if not cause.strip():
        raise ProblemRefused("no_words", problem_id)
    return await _changed(scene, by, replace(problem, cause=cause.strip()), "cause", cause)


async def found_workaround(scene: Scene, by: Specialist, problem_id: int, text: str) -> Problem:
    """A known error from now on: newcomers hear how to get by, and so does everyone linked, once."""
    problem = await steered(scene, by, problem_id)
    if not text.strip():
        raise ProblemRefused("no_words", problem_id)
    _unnamed(scene, problem, WAY, text)
    told = await happened(scene, problem, staff(by.id), "workaround", text)
    problem = replace(problem, workaround=text.strip(), told=told)
    await scene.work.problems.save(problem)
    await telling.begin(scene, problem)
    await show(scene, by, problem)
    return problem


async def rename(scene: Scene, by: Specialist, problem_id: int, title: str) -> Problem:
    """How customers read it from now on."""
    problem = await steered(scene, by, problem_id)
    if not title.strip():
        raise ProblemRefused("no_title", problem_id, problem.kind)
    _unnamed(scene, problem, NAME, title)
    return await _changed(scene, by, replace(problem, title=title.strip()), "title", title)


async def place(scene: Scene, by: Specialist, problem_id: int, facts: Facts) -> Problem:
    """Its severity, area or device become known or change."""
    problem = await steered(scene, by, problem_id)
    known = {name: value for name in ("severity", "area", "device") if (value := getattr(facts, name))}
    told = " · ".join(str(value) for value in known.values())
    return await _changed(scene, by, replace(problem, **known), "facts", told)


async def take(scene: Scene, by: Specialist, problem_id: int) -> Problem:
    """Another lead answers for it from now on; the one before hears of it."""
    problem = await seen(scene, by, problem_id)
    if not by.leads:
        raise ProblemRefused("leads", problem_id)
    if not problem.is_open:
        raise ProblemRefused("over", problem_id)
    before = scene.rules.desk.person(problem.owner)
    if before and before.id != by.id:
        words = await scene.words_of(before)
        await scene.tell(before.id, problem_cards.taken_over(words, problem.id, by.name))
    return await _changed(scene, by, replace(problem, owner=by.id), "owner", by.name)


async def _changed(scene: Scene, by: Specialist, problem: Problem, what: str, text: str) -> Problem:
    await happened(scene, problem, staff(by.id), what, text)
    await scene.work.problems.save(problem)
    await show(scene, by, problem)
    return problem


async def close(scene: Scene, by: Specialist, problem_id: int, solution: str) -> Problem:
    """One solution for all: every linked ticket is solved with it, everyone who follows is asked."""
    problem = await steered(scene, by, problem_id)
    if not solution.strip():
        raise ProblemRefused("no_words", problem_id)
    _unnamed(scene, problem, END, solution)
    problem = await over(scene, problem, solution.strip(), staff(by.id))
    await show(scene, by, problem)
    return problem


async def over(scene: Scene, problem: Problem, solution: str, who: str) -> Problem:
    """Close it; the tickets follow in portions, by a timer."""
    problem = problem.closed(solution, scene.now)
    told = await happened(scene, problem, who, "close", solution)
    problem = replace(problem, told=told)
    await scene.work.problems.save(problem)
    await telling.begin(scene, problem)
    await _go_on_closing(scene, problem, timedelta())
    return problem


async def _go_on_closing(scene: Scene, problem: Problem, pause: timedelta) -> None:
    due = Timer(CLOSING, str(problem.id), DESK_BOT, problem.owner, scene.now + pause)
    await scene.work.timers.arm(due)


async def closing(scene: Scene, problem_id: int) -> None:
    """Solve the next portion of its tickets, once what was said before is told to all of them."""
    problem = await scene.work.problems.get(problem_id)
    if problem.standing is not Standing.CLOSED:
        return
    if await telling.pending(scene, problem_id):
        await _go_on_closing(scene, problem, telling.PAUSE)
        return
    numbers = await scene.work.problems.unsolved(problem_id, PORTION + 1)
    for number in numbers[:PORTION]:
        await _solve(scene, problem, await scene.work.tickets.get(number))
    if numbers[PORTION:]:
        await _go_on_closing(scene, problem, PAUSE)


async def _solve(scene: Scene, problem: Problem, ticket: Ticket) -> None:
    """The ticket is solved with the problem's solution; its customer is told once and asked whether it is."""
    solution = problem.solution or ""
    solved = replace(ticket.resolved(solution, problem.cause, scene.now), promised=None)
    # An audit may end with findings that are open still: which ones stands with its end.
    left = await audits.open_findings(scene, ticket) if ticket.is_ours else []
    facts: dict[str, Any] = {"left": left} if left else {}
    ticket = await scene.write(solved, staff(problem.owner), "resolve", solution, of=problem.id, **facts)
    await promises.keep(scene, ticket)
    hearers = [] if ticket.is_ours else [telling.listening(await customers.of(scene, ticket), ticket.id)]
    await telling.spread(
        scene,
        problem,
        hearers,
        lambda words, _: texts.solved(words, problem, telling.called(scene, words, problem), ticket.id),
        problem.told,
    )
    await ending.ended_by_solution(scene, ticket)
    await ending.end_together(scene, ticket)
    await cards.refresh(scene, ticket)
