"""Everyone linked to a problem hears each thing said of it once, in order; many hear it in portions.

A portion is a transaction of its own, so that others write in between, and is no longer than what Telegram
takes until the next: the letters of others do not queue up behind thousands. Where the telling stands is
the key of its timer, set in the same transaction: a restart goes on behind the last portion.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from markupsafe import Markup

from bot.actions import cards
from bot.actions.scene import Scene
from bot.texts import problem_cards
from bot.texts import problems as texts
from bot.texts.catalogue import Words
from routing.problems import Kind, Problem
from storage.customers import Customer
from storage.letters import Text
from storage.messages import Author, Said
from storage.outbox import CUSTOMER_BOT, DESK_BOT, Bulk
from storage.problems import Happened, Listener
from storage.timers import Timer

TIMER = "problem_tell"
#: So many hear it in one transaction, and so long the next ones wait: 25 a second, Telegram takes about 30.
PORTION, PAUSE = 100, timedelta(seconds=4)
#: What is told to those who are linked.
TOLD = frozenset({"say", "workaround", "close"})
Letters = Callable[[Words, Listener], Text]


async def begin(scene: Scene, problem: Problem) -> None:
    """Tell the problem's newest event; while an earlier one is being told, it comes after that."""
    if await pending(scene, problem.id) is None:
        await _portion(scene, problem, problem.told, 0)


async def pending(scene: Scene, problem_id: int) -> Timer | None:
    """When the next portion hears of the problem, None when everybody has."""
    timers = await scene.work.timers.of_kind(TIMER)
    return next((one for one in timers if one.key.startswith(f"{problem_id}:")), None)


async def came_due(scene: Scene, key: str) -> None:
    """The next portion."""
    problem_id, number, after = map(int, key.split(":"))
    problem = await scene.work.problems.get(problem_id)
    # Nobody joins between the list of those who hear it and their letters.
    await scene.work.problems.touch(problem.id)
    await _portion(scene, problem, number, after)


async def _portion(scene: Scene, problem: Problem, number: int, after: int) -> None:
    """Those behind that customer hear the event; the timer is set for the next ones, or the next event."""
    event, *rest = await scene.work.problems.since(problem.id, number)
    later = [one for one in rest if one.what in TOLD]
    found, last = await _hearers(scene, problem, event, after)
    await _tell(scene, problem, found, event, later)
    if last is not None:
        await _arm(scene, problem, number, last)
    elif later:
        await _arm(scene, problem, later[0].id, 0)
    elif after:
        await _all_told(scene, problem, event)


async def _arm(scene: Scene, problem: Problem, number: int, after: int) -> None:
    due = scene.now + PAUSE
    await scene.work.timers.arm(Timer(TIMER, f"{problem.id}:{number}:{after}", DESK_BOT, problem.owner, due))


async def _hearers(
    scene: Scene, problem: Problem, event: Happened, after: int
) -> tuple[list[Listener], int | None]:
    """The next portion of those who may have to hear it, and behind whom it goes on; None after the last."""
    if event.what != "open":
        of_closed = problem.kind is Kind.WISH
        heard = await scene.work.problems.listeners(
            problem.id, of_closed=of_closed, after=after, limit=PORTION
        )
        return heard, _behind([one.customer_id for one in heard])
    # Works set ahead: those whose tickets came from the area, who also hear when the works are over.
    found = await scene.work.meanings.in_area(problem.area or "", after, PORTION)
    people = [await scene.work.customers.get(one) for one in found]
    for one in found:
        await scene.work.problems.tell(problem.id, one, scene.now, wants=True)
    return [listening(one, None) for one in people if one], _behind(found)


def _behind(portion: Sequence[int]) -> int | None:
    """The last of a full portion of customers."""
    return portion[-1] if len(portion) == PORTION else None


async def _tell(
    scene: Scene, problem: Problem, found: list[Listener], event: Happened, later: Sequence[Happened]
) -> None:
    """Who has a ticket hears with it that it is over (bot/actions/problems.py); who wished, all about it."""
    numbers = [one.id for one in later]
    if event.what == "close" and problem.kind is not Kind.WISH:
        found = [one for one in found if one.ticket_id is None]
    if event.what == "workaround":
        for one in found:
            await scene.work.problems.tell(problem.id, one.customer_id, scene.now, wants=False)
    subjects = await _wishes(scene, problem, found) if problem.kind is Kind.WISH else {}
    await spread(scene, problem, found, _letters(scene, problem, event, subjects), event.id, numbers)


async def _wishes(scene: Scene, problem: Problem, found: list[Listener]) -> dict[int, str]:
    """What these customers wished in; the cards of it show that it has come true."""
    tickets = await scene.work.problems.tickets(problem.id, [one.customer_id for one in found])
    wishes = [await scene.work.tickets.get(one) for one in tickets]
    for ticket in wishes:
        await cards.refresh(scene, ticket)
    return {ticket.id: ticket.subject for ticket in wishes}


def _letters(scene: Scene, problem: Problem, event: Happened, subjects: dict[int, str]) -> Letters:
    text = event.text.strip()
    match event.what:
        case "say":
            return lambda words, _: texts.update(words, called(scene, words, problem), text)
        case "workaround":
            return lambda words, _: texts.way_around(words, called(scene, words, problem), text)
        case "open":
            return lambda words, _: texts.ahead(words, problem, called(scene, words, problem), scene.now)
        case _ if problem.kind is Kind.WISH:
            return lambda words, one: texts.came_true(
                words, one.ticket_id or 0, subjects.get(one.ticket_id or 0, ""), text
            )
        case _:
            return lambda words, _: texts.fixed(words, problem, called(scene, words, problem))


async def _all_told(scene: Scene, problem: Problem, event: Happened) -> None:
    """It took several portions: the owner hears that it is done."""
    owner = scene.rules.desk.person(problem.owner)
    if owner and event.what != "close":
        reach = await scene.work.problems.reach(problem.id, of_closed=problem.kind is Kind.WISH)
        count = reach.customers - reach.blocked
        await scene.tell(owner.id, problem_cards.all_told(await scene.words_of(owner), problem.id, count))


async def spread(
    scene: Scene,
    problem: Problem,
    listeners: Sequence[Listener],
    letters: Letters,
    event: int,
    later: Sequence[int] = (),
) -> None:
    """A letter to each who has not blocked us, in their language, never twice for one event.

    Not to who has heard a `later` event, having come meanwhile: that told how things stand.
    """
    open_to = [one for one in listeners if not one.blocked]
    events = [event, *later]
    keys = {one: [f"problem:{problem.id}:{number}:{one.customer_id}" for number in events] for one in open_to}
    before = await scene.work.outbox.known([key for each in keys.values() for key in each])
    reached = [one for one, each in keys.items() if before.isdisjoint(each)]
    written = [(one, letters(scene.rules.words(one.language), one)) for one in reached]
    await scene.work.outbox.broadcast(
        CUSTOMER_BOT,
        [Bulk(one.customer_id, letter, one.ticket_id, keys[one][0]) for one, letter in written],
        scene.now,
    )
    await scene.work.messages.add_all(
        [
            Said(
                one.customer_id,
                Author.LINE1,
                Markup(letter.html).striptags(),  # noqa: S704 our own HTML, made plain
                scene.now,
                ticket_id=one.ticket_id,
            )
            for one, letter in written
        ]
    )


async def catch_up(scene: Scene, problem: Problem, customer: Customer, ticket_id: int | None = None) -> None:
    """The newest word, for somebody who was told of it before that word and did not follow it then."""
    if problem.said:
        await spread(
            scene,
            problem,
            [listening(customer, ticket_id)],
            lambda words, _: texts.update(words, called(scene, words, problem), problem.said),
            problem.told,
        )


def listening(customer: Customer, ticket_id: int | None) -> Listener:
    """The customer as one who hears of a problem."""
    return Listener(customer.id, customer.language, customer.blocked_at is not None, ticket_id)


def called(scene: Scene, words: Words, problem: Problem) -> str | Markup:
    """Its name as customers read it; while it has none, trouble with its queue."""
    return texts.name(words, problem, scene.rules.desk.shown(problem.queue))


async def progress(scene: Scene, problem: Problem) -> tuple[int, int] | None:
    """How many have heard the word that is being told, and how many hear it in all; None when all have."""
    timer = await pending(scene, problem.id)
    if timer is None:
        return None
    _, number, after = map(int, timer.key.split(":"))
    reach = await scene.work.problems.reach(problem.id, of_closed=problem.kind is Kind.WISH, upto=after)
    event = (await scene.work.problems.since(problem.id, number))[0]
    # Of works set ahead only those told are linked yet; the others are the area's.
    yet = len(await scene.work.meanings.in_area(problem.area or "", after)) if event.what == "open" else 0
    return reach.told, reach.customers - reach.blocked + yet
