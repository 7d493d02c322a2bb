"""Clocks at work: read anew at each change, heard before they run out and when they have.

A ticket has one timer, at the next alarm of any of its clocks. What has rung stands in the history, so
that nothing rings twice, whatever becomes of the timer.
"""

from dataclasses import replace

from bot.actions import cards, offering, promises
from bot.actions.scene import Scene
from bot.actions.winding import TIMER, read_clocks, wind
from bot.texts import clocks as texts
from routing import ways
from routing.clocks import BREACH, WARNING, Alarm, alarms
from routing.desk import LineKind, Specialist
from routing.priority import HIGHEST
from routing.targets import Breach
from routing.ticket import Move, Ticket
from storage.history import LINE1
from storage.timers import about

__all__ = ["TIMER", "came_due", "wind"]


async def came_due(scene: Scene, ticket_id: int) -> None:
    """Ring what is due on the ticket's clocks, if it still is; out of hours only for the most urgent."""
    ticket = await scene.work.tickets.get(ticket_id)
    if not ticket.is_open:
        return
    events = await scene.work.history.of(ticket.id)
    readings = read_clocks(scene.rules, events, scene.now)
    ringing = [one for one in alarms(readings, events) if one.at <= scene.now]
    opens, late_in = scene.rules.hours_of(ticket.queue).opens(scene.now), ticket.queue
    if ringing and opens > scene.now and ticket.priority != HIGHEST:
        await scene.work.timers.arm(about(TIMER, ticket, opens))
        return
    for alarm in ringing:
        if alarm.reading.breached(scene.now):
            ticket = await _breached(scene, ticket, alarm, late_in)
        else:
            await _warn(scene, ticket, alarm)
    await wind(scene.work, scene.rules, scene.now, ticket)
    if ringing:
        await cards.refresh(scene, ticket)


async def _warn(scene: Scene, ticket: Ticket, alarm: Alarm) -> None:
    """The owner hears that time runs out; the leads, while nobody owns it or its owner is not there."""
    due = alarm.reading.due or alarm.at
    await _record(scene, ticket, WARNING, alarm)
    owner = await _owner_at_work(scene, ticket)
    for person in [owner] if owner else scene.rules.desk.leads_of(ticket.queue):
        words = await scene.words_of(person)
        letter = texts.warning(words, ticket, alarm.reading.clock, due, scene.now)
        await scene.tell(person.id, letter, ticket_id=ticket.id)


async def _owner_at_work(scene: Scene, ticket: Ticket) -> Specialist | None:
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    if owner is None or not owner.on_shift(scene.now):
        return None
    return None if (await scene.work.staff.get(owner.id)).away else owner


async def _breached(scene: Scene, ticket: Ticket, alarm: Alarm, late_in: str) -> Ticket:
    """Time is up: what the policy says follows, and the leads hear of it together with what was done.

    Clocks that run out together send the ticket up once, from the queue it was `late_in`.
    """
    await _record(scene, ticket, BREACH, alarm)
    policy, before = scene.rules.promised.after_breach(late_in), ticket
    if Breach.RAISE_PRIORITY in policy and ticket.priority > HIGHEST:
        ticket = await _raise(scene, ticket, alarm)
    if Breach.NEXT_LINE in policy and ticket.queue == late_in:
        ticket = await _to_next_line(scene, ticket, alarm)
    if Breach.TELL_LEAD in policy:
        await _tell_leads(scene, before, ticket, alarm)
    return ticket


async def _record(scene: Scene, ticket: Ticket, what: str, alarm: Alarm) -> None:
    due = (alarm.reading.due or alarm.at).isoformat()
    clock = str(alarm.reading.clock)
    await scene.record(ticket.id, LINE1, what, clock=clock, due=due, reason=f"clock: {clock}")


async def _raise(scene: Scene, ticket: Ticket, alarm: Alarm) -> Ticket:
    value = ticket.priority - 1
    facts = {"from": f"P{ticket.priority}", "to": f"P{value}", "reason": f"clock: {alarm.reading.clock}"}
    return await scene.write(replace(ticket, priority=value), LINE1, "priority", "", **facts)


async def _to_next_line(scene: Scene, ticket: Ticket, alarm: Alarm) -> Ticket:
    """Up to people, if the queue escalates to any. The customer keeps the time they were told."""
    desk = scene.rules.desk
    above = desk.queue(ticket.queue).escalates_to
    if above is None or desk.line_of(above).kind is not LineKind.PEOPLE or not desk.serving(above):
        return ticket
    moved = ways.moved(desk, ticket, above, Move.ESCALATE)
    moved = moved if moved.promised else promises.promising(moved, scene)
    facts = {"from": ticket.queue, "to": above, "reason": f"clock: {alarm.reading.clock}"}
    ticket = await scene.write(moved, LINE1, Move.ESCALATE, "", **facts)
    await promises.keep(scene, ticket)
    return await offering.place(scene, ticket)


async def _tell_leads(scene: Scene, before: Ticket, ticket: Ticket, alarm: Alarm) -> None:
    """Leads of the queue it was late in; an owner who lost it hears too."""
    desk, due = scene.rules.desk, alarm.reading.due or alarm.at
    owner = desk.person(before.owner) if before.owner else None
    told = desk.leads_of(before.queue)
    if owner and ticket.owner != owner.id and owner not in told:
        told = [*told, owner]
    for person in told:
        words = await scene.words_of(person)
        queue = desk.queue(ticket.queue).called(words.language) if ticket.queue != before.queue else None
        done = texts.Done(ticket.priority if ticket.priority != before.priority else None, queue)
        letter = texts.breach(
            words, before, alarm.reading.clock, due, scene.now, owner=owner.name if owner else None, done=done
        )
        await scene.tell(person.id, letter, ticket_id=ticket.id)
