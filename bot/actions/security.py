"""A personal-data breach on a restricted ticket: its legal clocks, reminders, and who was told."""

import re

from bot.actions import access, cards
from bot.actions.scene import Scene
from bot.errors import BreachElsewhere, BreachUnclear, NeedsWords
from bot.texts import security as texts
from routing.breach import Breach, known_since, rebuilt
from routing.desk import Specialist
from routing.ticket import Ticket
from storage.history import staff
from storage.timers import about

#: Reminds of a clock; the key is the ticket's number and the clock's hours.
TIMER = "breach"
_TOLD = re.compile(r"(?:told|сообщ\w+|сообщили)\s+(?P<hours>\d{1,5})\b.*", re.IGNORECASE | re.DOTALL)
_OFF = re.compile(r"(?:off|отбой)\b\s*(?P<why>.*)", re.IGNORECASE | re.DOTALL)


async def breach(scene: Scene, by: Specialist, ticket_id: int, words: str) -> Ticket:
    """Start the clocks by what happened, or stop one ("told 24"), or all of them ("off" and why)."""
    ticket = await named(scene, by, ticket_id)
    running = await of(scene, ticket_id)
    if not words.strip():
        raise NeedsWords("breach", ticket_id)
    if told := _TOLD.fullmatch(words.strip()):
        return await tell(scene, by, ticket_id, int(told["hours"]))
    if off := _OFF.fullmatch(words.strip()):
        return await _call_off(scene, by, ticket, running, off["why"])
    if running and running.running:
        raise BreachUnclear(ticket_id, running.running)
    return await _start(scene, by, ticket, words.strip())


async def named(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if it is in a restricted queue that names the person; else BreachElsewhere."""
    ticket = await access.served(scene, by, ticket_id)
    desk = scene.rules.desk
    if not desk.queue(ticket.queue).restricted:
        raise BreachElsewhere(ticket_id, [queue.id for queue in desk.queues if queue.restricted])
    return ticket


async def of(scene: Scene, ticket_id: int) -> Breach | None:
    """The ticket's breach."""
    events = await scene.work.history.of(ticket_id)
    return rebuilt((event.what, event.at, event.data) for event in events)


async def _start(scene: Scene, by: Specialist, ticket: Ticket, words: str) -> Ticket:
    known_at, what = known_since(words, scene.now, scene.rules.hours.zone)
    if not what.strip():
        raise NeedsWords("breach", ticket.id)
    hours = scene.rules.breach_hours
    data = {"known_at": known_at.isoformat(), "queue": ticket.queue, "hours": list(hours)}
    await scene.record(ticket.id, staff(by.id), "breach", what, **data)
    started = Breach(known_at, ticket.queue, hours)
    for one in hours:
        await _arm(scene, ticket, started, one)
    for person in scene.rules.desk.serving(ticket.queue):
        letter = texts.started(await scene.words_of(person), ticket.id, started, what, scene.now)
        await scene.tell(person.id, letter, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


async def tell(scene: Scene, by: Specialist, ticket_id: int, hours: int) -> Ticket:
    """The authority has heard within that clock: it stops."""
    ticket = await named(scene, by, ticket_id)
    running = await of(scene, ticket_id)
    if running is None or hours not in running.running:
        raise BreachUnclear(ticket_id, running.running if running else ())
    await scene.record(ticket_id, staff(by.id), "breach_told", f"{hours}", hours=hours)
    await scene.work.timers.disarm(TIMER, f"{ticket_id}:{hours}")
    left = running.told_of(hours, scene.now)
    letter = texts.told(await scene.words_of(by), ticket_id, left, hours, scene.now)
    await scene.tell(by.id, letter, ticket_id=ticket_id)
    await cards.refresh(scene, ticket)
    return ticket


async def _call_off(scene: Scene, by: Specialist, ticket: Ticket, running: Breach | None, why: str) -> Ticket:
    if running is None or not running.running:
        raise BreachUnclear(ticket.id, ())
    if not why.strip():
        raise NeedsWords("breach", ticket.id)
    await scene.record(ticket.id, staff(by.id), "breach_off", why.strip())
    for hours in running.running:
        await scene.work.timers.disarm(TIMER, f"{ticket.id}:{hours}")
    await scene.tell(by.id, texts.called_off(await scene.words_of(by), ticket.id), ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


async def came_due(scene: Scene, key: str) -> None:
    """A clock nears its end, or has come to it: everybody named hears, at work or not."""
    ticket_id, hours = (int(part) for part in key.split(":"))
    running = await of(scene, ticket_id)
    if running is None or hours not in running.running:
        return
    ticket = await scene.work.tickets.get(ticket_id)
    await _arm(scene, ticket, running, hours)
    for person in scene.rules.desk.serving(running.queue):
        letter = texts.reminder(await scene.words_of(person), ticket_id, running, hours, scene.now)
        await scene.tell(person.id, letter, ticket_id=ticket_id)


async def _arm(scene: Scene, ticket: Ticket, running: Breach, hours: int) -> None:
    if look := running.look(hours, scene.now):
        await scene.work.timers.arm(about(TIMER, ticket, look, key=f"{ticket.id}:{hours}"))
