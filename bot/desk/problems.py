"""Problems, incidents, works and wishes at the desk: their commands, buttons and replies."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.actions import access, floods, problems, unnamed, wishes, works
from bot.actions.problems import Facts
from bot.desk.context import DeskContext
from bot.desk.reading import Order
from bot.presses import Press
from bot.texts import problem_cards as texts
from routing.problems import SEVERITIES, Kind, Problem, ProblemRefused, Standing
from storage.staff import Asked

Verb = Callable[[DeskContext, int, str], Awaitable[object]]
_NUMBERS = re.compile(r"#?(\d{1,15})\b")
#: In a reply to a ticket's card the number of the problem is the first of the words.
_IN_REPLY = re.compile(r"(?P<number>\d{1,15})\s+(?P<verb>[a-z]+)\b\s*(?P<rest>.*)", re.DOTALL)
_FACT = re.compile(
    r"\s*(area|device|severity|queue|район|устройство|важность|очередь)\s*[:=]\s*(.+)", re.IGNORECASE
)
_CALLED = {"район": "area", "устройство": "device", "важность": "severity", "очередь": "queue"}


async def problem(context: DeskContext, order: Order) -> None:
    """`/problem`, `/problem new name`, `/problem 3 link 17 18` and so on."""
    await _do(context, order, Kind.PROBLEM, "new")


async def incident(context: DeskContext, order: Order) -> None:
    """`/incident`, `/incident open name; area: North`, `/incident 3 update words` and so on."""
    await _do(context, order, Kind.INCIDENT, "open")


async def plan_works(context: DeskContext, order: Order) -> None:
    """`/works 26.11 23:00 27.11 02:00 New switches; area: North`, or `/works` alone to list them."""
    if not order.rest:
        await _list(context, [Kind.WORKS])
        return
    if order.ticket_id is not None and (verb := VERBS.get(order.words.split(" ")[0])):
        await verb(context, order.ticket_id, order.words.partition(" ")[2])
        return
    # "26.11" and "2026-11-26" begin with digits; the order has taken none of them for a ticket's number.
    now = context.scene.now
    starts, ends, rest = works.window(order.words, now, context.words.zone)
    title, facts, queue = _facts(context, rest)
    _named(context, order, title)
    await works.plan(context.scene, context.person, starts, ends, title, queue, facts)


async def list_wishes(context: DeskContext, order: Order) -> None:
    """`/wishes` by size; `/wishes 3 done words`, `/wishes 3 say words`, `/wishes 3 send core words`."""
    verb, _, rest = order.words.partition(" ")
    if order.ticket_id is None:
        await _list(context, [Kind.WISH])
    elif verb in {"say", "update"}:
        await problems.say(context.scene, context.person, order.ticket_id, rest)
    elif verb in {"done", "готово"}:
        await wishes.done(context.scene, context.person, order.ticket_id, rest)
    elif verb == "send":
        queue, _, words = rest.strip().partition(" ")
        await wishes.send(context.scene, context.person, order.ticket_id, queue, words)
    else:
        await _show(context, order.ticket_id, "")


async def _do(context: DeskContext, order: Order, kind: Kind, new: str) -> None:
    if not order.rest:
        await _list(context, [Kind.PROBLEM, Kind.INCIDENT])
        return
    number, words = order.ticket_id, order.words
    first, _, rest = words.partition(" ")
    if first in {new, "new", "open"}:
        await _open(context, kind, rest, order)
        return
    if found := _IN_REPLY.fullmatch(words):
        # A reply to a ticket's card: the number that came with it is the ticket's.
        words = (
            f"{found['rest']} {number}" if found["verb"] == "link" and not found["rest"] else found["rest"]
        )
        number, first, rest = int(found["number"]), found["verb"], words.strip()
    if number is None or (first and first not in VERBS):
        raise ProblemRefused("no_verb")
    await VERBS.get(first, _show)(context, number, rest)


def _named(context: DeskContext, order: Order, title: str) -> None:
    """Customers read what it is called: a colleague's name is held back with the whole command."""
    whole = f"/{order.name} {order.ticket_id or ''} {order.words}"
    unnamed.to_many(context.scene, Asked(order.name, 0, context.scene.now, kept=whole), title)


async def _open(context: DeskContext, kind: Kind, written: str, order: Order) -> None:
    """A new one; in a reply to a ticket's card that ticket comes of it."""
    title, facts, queue = _facts(context, written)
    _named(context, order, title)
    ticket_id = order.ticket_id
    if ticket_id is not None:
        queue = (await access.seen(context.scene, context.person, ticket_id)).queue
    opened = await problems.open_new(context.scene, context.person, kind, title, queue, facts)
    if ticket_id is not None:
        await problems.link(context.scene, context.person, opened.id, [ticket_id])


def _facts(context: DeskContext, written: str) -> tuple[str, Facts, str]:
    """The name, then "area: North; device: R12; severity: 1; queue: network" in any order."""
    name, *parts = written.split(";")
    told: dict[str, str] = {}
    for part in parts:
        found = _FACT.fullmatch(part)
        if not found:
            raise ProblemRefused("no_verb")
        key = found[1].lower()
        told[_CALLED.get(key, key)] = found[2].strip()
    facts = Facts(_severity(told.get("severity")), told.get("area"), told.get("device"))
    return name.strip(), facts, told.get("queue") or _own_queue(context)


def _severity(written: str | None) -> int | None:
    if written is None:
        return None
    if not written.isdigit() or int(written) not in SEVERITIES:
        raise ProblemRefused("severity")
    return int(written)


def _own_queue(context: DeskContext) -> str:
    """The first queue the person serves."""
    served = [queue.id for queue in context.scene.rules.desk.queues if context.person.serves(queue.id)]
    if not served:
        raise ProblemRefused("not_yours")
    return served[0]


async def _list(context: DeskContext, kinds: list[Kind]) -> None:
    found = await context.scene.work.problems.standing([Standing.OPEN, Standing.PLANNED], kinds)
    mine = [one for one in found if context.person.serves(one.queue) or one.owner == context.person.id]
    sizes = await context.scene.work.problems.sizes([one.id for one in mine])
    mine.sort(key=lambda one: (-sizes.get(one.id, 0), one.id))
    queues = {queue.id: queue for queue in context.scene.rules.desk.queues}
    await context.show(texts.listed(context.words, mine, sizes, queues))


async def _show(context: DeskContext, number: int, _: str) -> None:
    found = await problems.seen(context.scene, context.person, number)
    await problems.show(context.scene, context.person, found)


async def _link(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.link(context.scene, context.person, number, map(int, _NUMBERS.findall(words)))


async def _unlink(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.unlink(context.scene, context.person, number, map(int, _NUMBERS.findall(words)))


async def _say(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.say(context.scene, context.person, number, words)


async def _cause(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.found_cause(context.scene, context.person, number, words)


async def _way(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.found_workaround(context.scene, context.person, number, words)


async def _rename(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.rename(context.scene, context.person, number, words)


async def _area(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.place(context.scene, context.person, number, Facts(area=words))


async def _device(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.place(context.scene, context.person, number, Facts(device=words))


async def _grade(context: DeskContext, number: int, words: str) -> Problem:
    return await problems.place(context.scene, context.person, number, Facts(severity=_severity(words)))


async def _take(context: DeskContext, number: int, _: str) -> Problem:
    return await problems.take(context.scene, context.person, number)


async def _close(context: DeskContext, number: int, words: str) -> Problem:
    found = await problems.seen(context.scene, context.person, number)
    if found.kind is Kind.WISH:
        return await wishes.done(context.scene, context.person, number, words)
    return await problems.close(context.scene, context.person, number, words)


#: What may follow the number: `/incident 3 update words`.
VERBS: dict[str, Verb] = {
    "link": _link,
    "unlink": _unlink,
    "update": _say,
    "say": _say,
    "cause": _cause,
    "workaround": _way,
    "title": _rename,
    "area": _area,
    "device": _device,
    "severity": _grade,
    "take": _take,
    "close": _close,
}
#: Words asked for by a button, or written in reply to a problem's card, by what they mean.
PROMPTS: dict[str, Verb] = {
    problems.SAY: _say,
    problems.NAME: _rename,
    "problem_link": _link,
    "problem_cause": _cause,
    problems.WAY: _way,
    problems.END: _close,
}


async def _yes(context: DeskContext, press: Press) -> None:
    accepted = await floods.accept(context.scene, context.person, press.number)
    await _ask(context, problems.NAME, accepted.id)


async def _no(context: DeskContext, press: Press) -> None:
    await floods.decline(context.scene, context.person, press.number)


async def _press_take(context: DeskContext, press: Press) -> None:
    await problems.take(context.scene, context.person, press.number)


async def _press_card(context: DeskContext, press: Press) -> None:
    await _show(context, press.number, "")


async def pressed(context: DeskContext, press: Press) -> None:
    """A button of a problem's card, a list or an offer."""
    if press.act in PROMPTS:
        await problems.steered(context.scene, context.person, press.number)
        await _ask(context, press.act, press.number)
    else:
        await PRESSES[press.act](context, press)


async def _ask(context: DeskContext, act: str, problem_id: int) -> None:
    at_desk = await context.scene.work.staff.get(context.person.id)
    asked = Asked(act, problem_id, context.scene.now)
    await context.scene.work.staff.save(replace(at_desk, asked=asked))
    await context.show(texts.prompt(context.words, act, problem_id), ticket_id=problem_id, act=act)


#: Buttons that need no words.
PRESSES: dict[str, Callable[[DeskContext, Press], Awaitable[None]]] = {
    "incident_yes": _yes,
    "incident_no": _no,
    "problem_take": _press_take,
    "problem_card": _press_card,
}
#: Every button of these subjects.
BUTTONS = frozenset({*PROMPTS, *PRESSES})
